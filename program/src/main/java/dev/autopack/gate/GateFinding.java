package dev.autopack.gate;

/**
 * One reason of a verdict, written so that a builder can act on it.
 *
 * @param fingerprint the same for the same cause: free of times, addresses and folders
 */
public record GateFinding(String text, String fingerprint) {
  /**
   * A finding whose fingerprint is its cause, its subject and the signature of the detail.
   *
   * @param cause what kind of thing is wrong, a word or two: {@code regressed}
   * @param subject the test, file or command it is about
   * @param detail what else tells this cause from another, empty where nothing does
   */
  public static GateFinding of(String cause, String subject, String detail, String text) {
    var signature = FailureSignature.of(detail);
    var hash = signature.value().isEmpty() ? "" : "#" + signature.hash();
    return new GateFinding(text, cause + ":" + subject + hash);
  }
}
