package dev.autopack.store;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Domain values as JSON and back; {@link Form} says what can be stored and how it looks. Domain
 * types carry no annotations.
 *
 * <p>What is written is plain ASCII, so that NUL survives any database; half a character becomes
 * U+FFFD. What is read may have fields that this version does not know, but lacks none that is not
 * optional. Jackson's streaming core alone: a short command would spend more time on setting up its
 * data binding than on all its steps.
 */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  /**
   * Writes the value as its declared type, which is what it must be read as.
   *
   * @throws IllegalStateException when the type cannot be stored
   */
  static String write(Class<?> type, Object value) {
    var out = new StringWriter();
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      Form.of(type).write(json, value);
    }
    return out.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UnreadableException when the text does not hold such a value
   */
  static <T> T read(Class<T> type, String text) {
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      var value = type.cast(Form.of(type).read(json));
      if (json.nextToken() != null) {
        throw new UnreadableException("more follows the value");
      }
      return value;
    } catch (JacksonException e) {
      throw new UnreadableException("no JSON: " + e.getOriginalMessage());
    }
  }

  /** The text with each half of a character replaced: no encoding can carry one. */
  static String wellFormed(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
