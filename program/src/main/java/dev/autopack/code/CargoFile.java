package dev.autopack.code;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The plain texts of a TOML file by table and key: {@code package.name}. */
final class CargoFile {
  private final Map<String, String> values = new HashMap<>();

  private CargoFile() {}

  static CargoFile of(String text) {
    var file = new CargoFile();
    var table = "";
    for (var raw : (Iterable<String>) text.lines()::iterator) {
      var line = raw.strip();
      if (line.startsWith("[")) {
        int end = line.indexOf(']');
        table = end < 0 ? "" : line.substring(1, end).strip();
        continue;
      }
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        // "edition.workspace = true" says that there is one, and no more.
        var key = line.substring(0, equals).strip().replace(".workspace", "");
        file.values.putIfAbsent(table + "." + key, unquoted(line.substring(equals + 1).strip()));
      }
    }
    return file;
  }

  private static String unquoted(String value) {
    if (value.startsWith("\"") || value.startsWith("'")) {
      int end = value.indexOf(value.charAt(0), 1);
      return end < 0 ? value.substring(1) : value.substring(1, end);
    }
    return value;
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
