package dev.autopack.bench.commits;

/** Commits by how many files they touch. */
public enum Stratum {
  ONE("1", 1),
  TWO_TO_FOUR("2-4", 4),
  FIVE_TO_NINE("5-9", 9),
  TEN_TO_NINETEEN("10-19", 19),
  TWENTY_AND_MORE("20-60", Integer.MAX_VALUE);

  private final String label;
  private final int most;

  Stratum(String label, int most) {
    this.label = label;
    this.most = most;
  }

  /** As the corpus writes it. */
  public String label() {
    return label;
  }

  public static Stratum of(int files) {
    for (var stratum : values()) {
      if (files <= stratum.most) {
        return stratum;
      }
    }
    return TWENTY_AND_MORE;
  }
}
