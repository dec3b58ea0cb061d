package dev.autopack.plan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what a person wrote in YAML or JSON, strictly: plan, settings, models.
 *
 * <p>The caller walks the document once with {@link StrictNode} and {@link StrictMap}. They never
 * throw for what the document says: whatever is not as it should be is noted with its line and key
 * path, a harmless stand-in is returned, and the walk goes on, so that a person sees all mistakes
 * at once.
 *
 * <pre>{@code
 * Reading<Price> price =
 *     StrictDocument.read("models.yaml", bytes, root -> {
 *       var map = root.map("usd", "name");                  // any other key is a mistake
 *       var usd = map.require("usd").flatMap(StrictNode::amount);   // absent is a mistake
 *       var name = map.find("name").flatMap(StrictNode::text);      // absent is fine
 *       return usd.map(amount -> new Price(name.orElse(""), amount));
 *     });
 * }</pre>
 *
 * <p>A file whose name ends in {@code .json} is JSON, any other YAML 1.2. Refused outright, as the
 * one mistake: over {@link #MAX_BYTES} bytes, not UTF-8, empty, no YAML or JSON, a second document,
 * an alias, a tag, nesting deeper than 24. A byte order mark is ignored.
 */
public final class StrictDocument {
  public static final int MAX_BYTES = 1 << 20;

  private StrictDocument() {}

  /**
   * Reads the document with the walk. The walk gives an empty value exactly where it noted a
   * mistake that leaves none; a value is thrown away if there was any mistake.
   *
   * @param source the file's name, as messages show it
   * @throws IllegalStateException when the walk gives no value and noted no mistake
   */
  public static <T> Reading<T> read(
      String source, byte[] content, Function<StrictNode, Optional<T>> walk) {
    var mistakes = new MistakeList(lines(content));
    var value = decode(content, mistakes).flatMap(text -> walk(source, text, mistakes, walk));
    var found = mistakes.sorted();
    if (!found.isEmpty()) {
      return new Reading.Mistaken<>(source, found);
    }
    return new Reading.Read<>(
        value.orElseThrow(() -> new IllegalStateException("'%s': no value".formatted(source))),
        mistakes.warnings());
  }

  /**
   * As {@link #read(String, byte[], Function)} for a YAML file that may hold nothing but comments.
   *
   * @param whenEmpty what such a file means
   */
  public static <T> Reading<T> readOrEmpty(
      String source, byte[] content, T whenEmpty, Function<StrictNode, Optional<T>> walk) {
    var text = decode(content, new MistakeList(1)).orElse("-");
    boolean empty =
        !isJson(source) && text.lines().map(String::strip).allMatch(StrictDocument::saysNothing);
    return empty ? new Reading.Read<>(whenEmpty, List.of()) : read(source, content, walk);
  }

  private static boolean isJson(String source) {
    return source.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static boolean saysNothing(String line) {
    return line.isEmpty() || line.startsWith("#");
  }

  private static <T> Optional<T> walk(
      String source, String text, MistakeList mistakes, Function<StrictNode, Optional<T>> walk) {
    return DocumentParser.parse(isJson(source), text, mistakes)
        .flatMap(tree -> walk.apply(StrictNode.root(tree, mistakes)));
  }

  /** The text without a byte order mark; empty where it is none of ours, which is then noted. */
  static Optional<String> decode(byte[] content, MistakeList mistakes) {
    if (content.length > MAX_BYTES) {
      mistakes.add(
          new Mistake(
              1, "", "The file is larger than %d bytes.".formatted(MAX_BYTES), "Make it smaller."));
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(content);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException _) {
      int line = 1 + breaks(content, bytes.position());
      mistakes.add(
          new Mistake(line, "", "The file is not UTF-8 from here on.", "Save it as UTF-8."));
      return Optional.empty();
    }
  }

  /** How many lines there are to point at: at least one, and none after a last line break. */
  static int lines(byte[] content) {
    int breaks = breaks(content, content.length);
    boolean ended =
        content.length > 0
            && (content[content.length - 1] == '\n' || content[content.length - 1] == '\r');
    return Math.max(1, ended ? breaks : breaks + 1);
  }

  /** Line breaks (LF, CR, CRLF) before that byte. */
  private static int breaks(byte[] content, int end) {
    int breaks = 0;
    for (int i = 0; i < end; i++) {
      boolean halfOfPair = content[i] == '\r' && i + 1 < end && content[i + 1] == '\n';
      if (content[i] == '\n' || (content[i] == '\r' && !halfOfPair)) {
        breaks++;
      }
    }
    return breaks;
  }
}
