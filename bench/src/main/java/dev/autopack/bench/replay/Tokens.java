package dev.autopack.bench.replay;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts as the oracle's provider does: o200k_base, special tokens as text. */
final class Tokens {
  private static final Encoding O200K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private Tokens() {}

  static int count(String text) {
    return O200K.countTokensOrdinary(text);
  }

  /** The beginning of the text that so many tokens make; no half character at its end. */
  static Emitted beginning(String text, int tokens) {
    if (tokens <= 0) {
      return new Emitted("", 0);
    }
    var encoded = O200K.encodeOrdinary(text, tokens);
    return new Emitted(
        encoded.isTruncated() ? O200K.decode(encoded.getTokens()) : text,
        encoded.getTokens().size());
  }

  /** What a model said, and in how many tokens. */
  record Emitted(String text, int tokens) {}
}
