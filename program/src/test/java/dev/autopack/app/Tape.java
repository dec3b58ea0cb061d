package dev.autopack.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Lines of a replay file, and the units in them. */
final class Tape {
  private Tape() {}

  /** An answer to a prompt that holds these words. */
  static String answer(String when, String text) {
    return line(
        Map.of("when", List.of(when), "text", text, "usage", Map.of("input", 9, "output", 9)));
  }

  /** A whole reply: the units and the line that counts them. */
  static String reply(String... units) {
    var lines = new ArrayList<>(List.of(units));
    lines.add(line(ordered("op", "end", "count", units.length)));
    return String.join("\n", lines) + "\n";
  }

  static String create(String path, String content) {
    return line(ordered("op", "create", "path", path, "content", content));
  }

  static String rewrite(String path, String content) {
    return line(ordered("op", "rewrite", "path", path, "content", content));
  }

  static String edit(String path, String before, String after) {
    return line(
        ordered(
            "op",
            "edit",
            "path",
            path,
            "replace",
            List.of(Map.of("before", before, "after", after))));
  }

  static String delete(String path) {
    return line(ordered("op", "delete", "path", path));
  }

  static String rename(String from, String to) {
    return line(ordered("op", "rename", "path", to, "from", from));
  }

  private static Map<String, Object> ordered(Object... pairs) {
    var fields = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i].toString(), pairs[i + 1]);
    }
    return fields;
  }

  private static String line(Map<String, Object> fields) {
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
