package dev.autopack.gate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A solution of an exercise that compiles and is wrong in one place.
 *
 * @param operator what kind of mistake it is
 * @param before what stands in the reference, its first occurrence meant
 */
public record Mutation(String exercise, String operator, String file, String before, String after) {
  private static final Path FILE = Path.of("src/test/resources/mutations.jsonl");

  /** At least eight an exercise, those of one exercise next to each other. */
  public static List<Mutation> all() {
    try {
      return Files.readAllLines(FILE).stream()
          .map(line -> JsonMapper.shared().readValue(line, Mutation.class))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The solved exercise with the mistake in it. */
  public Map<String, String> of(Map<String, String> solved) {
    var files = new TreeMap<>(solved);
    var text = files.getOrDefault(file, "");
    var at = text.indexOf(before);
    if (at < 0) {
      throw new IllegalStateException("'%s' does not stand in %s".formatted(before, file));
    }
    files.put(file, text.substring(0, at) + after + text.substring(at + before.length()));
    return files;
  }

  @Override
  public String toString() {
    return "%s: %s, '%s' for '%s'".formatted(exercise, operator, after.strip(), before.strip());
  }
}
