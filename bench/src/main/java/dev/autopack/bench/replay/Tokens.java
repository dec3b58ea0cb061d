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
  static String beginning(String text, int tokens) {
    if (tokens <= 0) {
      return "";
    }
    var encoded = O200K.encodeOrdinary(text, tokens);
    return encoded.isTruncated() ? O200K.decode(encoded.getTokens()) : text;
  }
}
