package dev.autopack.run;

/** Names for requests: short enough to type, the same for the same change of the same attempt. */
final class RequestIds {
  private RequestIds() {}

  static String of(AttemptKey key, String contentHash) {
    var seed = key.run() + "/" + key.phase() + "/" + key.attempt() + "/" + contentHash;
    return Hashes.sha256(seed).substring(0, 8);
  }
}
