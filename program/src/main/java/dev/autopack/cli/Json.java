package dev.autopack.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes what {@code --json} prints: one line a value, each with the version of its shape. */
final class Json {
  /** Rises when a field changes its meaning or goes away; a new field is no new version. */
  static final int VERSION = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String line(String kind, Map<String, ?> fields) {
    var all = new LinkedHashMap<String, Object>();
    all.put("autopack", VERSION);
    all.put("kind", kind);
    all.putAll(fields);
    return MAPPER.writeValueAsString(all);
  }
}
