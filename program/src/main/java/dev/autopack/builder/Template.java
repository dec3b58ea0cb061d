package dev.autopack.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A prompt's text with places to fill, kept as a resource beside this class.
 *
 * <p>Strict: every place is filled and every value is used, or the text was changed without its
 * code. What is filled in is never searched for places again.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");

  private final String name;
  private final String text;

  private Template(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** The resource of that name; its final line end is not part of the text. */
  static Template load(String name) {
    try (var in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no prompt '%s'".formatted(name));
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Template(name, text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Template of(String text) {
    return new Template("text", text);
  }

  /**
   * The text with every place filled.
   *
   * @throws IllegalStateException naming a place without a value or a value without a place
   */
  String fill(Map<String, String> values) {
    var unused = new HashSet<>(values.keySet());
    unused.removeAll(places());
    if (!unused.isEmpty()) {
      throw new IllegalStateException(
          "the prompt '%s' has no place for %s".formatted(name, unused));
    }
    var out = new StringBuilder();
    int end = 0;
    var place = PLACE.matcher(text);
    while (place.find()) {
      var value = values.get(place.group(1));
      if (value == null) {
        throw new IllegalStateException(
            "the prompt '%s' has nothing to say for '%s'".formatted(name, place.group(1)));
      }
      out.append(text, end, place.start()).append(value);
      end = place.end();
    }
    return out.append(text, end, text.length()).toString();
  }

  private Set<String> places() {
    return PLACE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }
}
