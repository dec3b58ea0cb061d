package dev.autopack.builder;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The word that sets a prompt's quoted texts off from the prompt itself. No text of the prompt
 * holds it, so no text can end its own quotation.
 */
public record Marker(String word) {
  /**
   * The same texts give the same word, so that a second attempt's prompt begins as the first did.
   *
   * @param stable what the word is made of
   * @param others what must not hold it either
   */
  public static Marker absentFrom(List<String> stable, List<String> others) {
    var hash = sha256();
    stable.forEach(text -> hash.update(text.getBytes(StandardCharsets.UTF_8)));
    var bytes = hash.digest();
    while (true) {
      var word = HexFormat.of().formatHex(bytes, 0, 4);
      if (stable.stream().noneMatch(text -> text.contains(word))
          && others.stream().noneMatch(text -> text.contains(word))) {
        return new Marker(word);
      }
      bytes = sha256().digest(bytes);
    }
  }

  /** The line before a quoted text. */
  public String begin(String what) {
    return "=== %s begin %s".formatted(word, what);
  }

  /** The line behind it. */
  public String end(String what) {
    return "=== %s end %s".formatted(word, what);
  }

  /** Stands for lines that are not shown. */
  String leftOut(int firstLine, int lastLine) {
    return "=== %s lines %d-%d are left out".formatted(word, firstLine, lastLine);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
