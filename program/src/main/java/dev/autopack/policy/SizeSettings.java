package dev.autopack.policy;

/** The size of a change up to which nobody is asked about it. */
public record SizeSettings(int maxFileBytes, int maxChangeBytes, int maxFiles) {
  public static final SizeSettings STANDARD = new SizeSettings(1_000_000, 4_000_000, 200);

  public SizeSettings {
    if (maxFileBytes <= 0 || maxChangeBytes <= 0 || maxFiles <= 0) {
      throw new IllegalArgumentException("a size limit that lets nothing through");
    }
  }
}
