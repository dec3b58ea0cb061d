package dev.autopack.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/**
 * Counts tokens by o200k_base before a call is made. The provider's own count may differ (by a
 * third or more where it has another tokenizer); what is billed comes from the reported usage
 * alone.
 *
 * <p>The first exact count loads the vocabulary, about 0.2 s; {@link #atMost} never does.
 */
public final class TokenCounter {
  private TokenCounter() {}

  /** The exact number of tokens. A text that looks like a control token is counted as text. */
  public static int count(String text) {
    return Vocabulary.O200K.countTokensOrdinary(text);
  }

  /**
   * A number that {@link #count} never exceeds, at no cost: the text's UTF-8 bytes, since each
   * token stands for one or more. About four times the exact count for source code.
   */
  public static int atMost(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether the text takes no more tokens than that; counts exactly only where it must. */
  public static boolean fits(String text, int tokens) {
    return atMost(text) <= tokens || count(text) <= tokens;
  }

  /**
   * The longest beginning of the text that takes no more tokens than that, whole characters only.
   */
  public static String beginning(String text, int tokens) {
    if (atMost(text) <= tokens) {
      return text;
    }
    var encoded = Vocabulary.O200K.encodeOrdinary(text, tokens);
    return encoded.isTruncated() ? Vocabulary.O200K.decode(encoded.getTokens()) : text;
  }

  /** Loaded when first touched. */
  private static final class Vocabulary {
    static final Encoding O200K =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }
}
