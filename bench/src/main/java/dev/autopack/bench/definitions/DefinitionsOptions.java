package dev.autopack.bench.definitions;

import dev.autopack.error.OperatorException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/**
 * What the command line of {@code bench/run definitions} asks for.
 *
 * @param files how many changed files are read at most
 * @param json whether programs read the result
 */
record DefinitionsOptions(Path commits, Path contents, int files, boolean json) {
  static final String USAGE =
      "bench/run definitions --commits FILE.jsonl --contents PACK [--files N] [--json]";

  /**
   * Reads the command line.
   *
   * @throws OperatorException naming the first word that cannot be understood
   */
  static DefinitionsOptions of(List<String> arguments) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i++) {
      var option = arguments.get(i);
      switch (option) {
        case "--json" -> values.put(option, "");
        case "--commits", "--contents", "--files" -> {
          i++;
          if (i == arguments.size()) {
            throw wrong("The option '%s' lacks its value.".formatted(option));
          }
          values.put(option, arguments.get(i));
        }
        default -> throw wrong("'%s' is no option of definitions.".formatted(option));
      }
    }
    var files = values.getOrDefault("--files", "1000");
    if (!files.matches("[1-9][0-9]{0,6}")) {
      throw wrong("'%s' is no number of files.".formatted(files));
    }
    return new DefinitionsOptions(
        path(values.getOrDefault("--commits", ""), "No commits are named."),
        path(values.getOrDefault("--contents", ""), "No contents of the commits are named."),
        Integer.parseInt(files),
        values.containsKey("--json"));
  }

  private static Path path(String text, String missing) {
    if (text.isEmpty()) {
      throw wrong(missing);
    }
    return Path.of(text);
  }

  private static OperatorException wrong(String problem) {
    return new OperatorException(problem, "Use: " + USAGE);
  }
}
