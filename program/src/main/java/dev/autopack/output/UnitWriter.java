package dev.autopack.output;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.plan.Declaration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes units in the grammar that the readers read: for the examples in prompts, for scripted
 * replies, and as the other half of every round trip.
 */
public final class UnitWriter {
  private static final JsonMapper JSON = JsonMapper.shared();

  private UnitWriter() {}

  /** A whole reply: the units and the end. */
  public static String write(Format format, List<Unit> units) {
    var out = new StringBuilder();
    units.forEach(unit -> out.append(write(format, unit)));
    var count = (int) units.stream().filter(Unit.Change.class::isInstance).count();
    return out.append(end(format, count)).toString();
  }

  /** One unit of a line framing, with its line end. */
  public static String write(Format format, Unit unit) {
    return switch (format) {
      case NDJSON -> ndjson(unit) + "\n";
      case ENVELOPE, FULL_FILE, DIFF ->
          throw new IllegalArgumentException("no writer of '%s'".formatted(format.id()));
    };
  }

  /** What closes a reply of a line framing. */
  public static String end(Format format, int count) {
    return switch (format) {
      case NDJSON -> "{\"op\":\"end\",\"count\":%d}\n".formatted(count);
      case ENVELOPE, FULL_FILE, DIFF ->
          throw new IllegalArgumentException("no writer of '%s'".formatted(format.id()));
    };
  }

  private static String ndjson(Unit unit) {
    var line = JSON.createObjectNode();
    switch (unit) {
      case Unit.Declare(var declaration) -> {
        line.put("op", "declare");
        var files = line.putArray("files");
        declaration.files().forEach(file -> declare(files.addObject(), file));
      }
      case Unit.Change(var edit) -> {
        switch (edit) {
          case FileEdit.Create(var path, var content) ->
              line.put("op", "create").put("path", path.value()).put("content", content);
          case FileEdit.Rewrite(var path, var content) ->
              line.put("op", "rewrite").put("path", path.value()).put("content", content);
          case FileEdit.Edit(var path, var replacements) ->
              replace(line.put("op", "edit").put("path", path.value()), replacements);
          case FileEdit.Delete(var path) -> line.put("op", "delete").put("path", path.value());
          case FileEdit.Rename(var path, var from, var replacements) -> {
            line.put("op", "rename").put("path", path.value()).put("from", from.value());
            if (!replacements.isEmpty()) {
              replace(line, replacements);
            }
          }
        }
      }
    }
    return JSON.writeValueAsString(line);
  }

  private static void declare(ObjectNode out, Declaration.DeclaredFile file) {
    out.put("path", file.path().value()).put("action", file.action().id());
    if (!file.symbols().isEmpty()) {
      ArrayNode symbols = out.putArray("symbols");
      file.symbols().forEach(symbols::add);
    }
    file.lines().ifPresent(lines -> out.put("lines", lines));
  }

  private static void replace(ObjectNode out, List<FileEdit.Replacement> replacements) {
    var list = out.putArray("replace");
    for (var replacement : replacements) {
      list.addObject().put("before", replacement.before()).put("after", replacement.after());
    }
  }
}
