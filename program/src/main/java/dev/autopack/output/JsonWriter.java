package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes units as the JSON formats have them. */
final class JsonWriter {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonWriter() {}

  /** One line of {@code ndjson}, without its line end. */
  static String line(Unit unit) {
    var line = JSON.createObjectNode();
    switch (unit) {
      case Unit.Declare(var declaration) -> {
        line.put("op", "declare");
        var files = line.putArray("files");
        declaration.files().forEach(file -> declare(files.addObject(), file));
      }
      case Unit.Change(FileEdit.Create(var path, var content)) ->
          line.put("op", "create").put("path", path.value()).put("content", content);
      case Unit.Change(FileEdit.Rewrite(var path, var content)) ->
          line.put("op", "rewrite").put("path", path.value()).put("content", content);
      case Unit.Change(FileEdit.Edit(var path, var replacements)) ->
          replace(line.put("op", "edit").put("path", path.value()), replacements);
      case Unit.Change(FileEdit.Delete(var path)) ->
          line.put("op", "delete").put("path", path.value());
      case Unit.Continue(var path, var texts) -> goOn(line.put("op", "continue"), path, texts);
      case Unit.Change(FileEdit.Rename(var path, var from, var replacements)) -> {
        line.put("op", "rename").put("path", path.value()).put("from", from.value());
        if (!replacements.isEmpty()) {
          replace(line, replacements);
        }
      }
    }
    return JSON.writeValueAsString(line);
  }

  /** A whole reply in {@code full_file}, which has no words for edits, renames, declarations. */
  static String fullFile(List<Unit> units) {
    var reply = JSON.createObjectNode().put("summary", "");
    var files = reply.putArray("files");
    for (var unit : units) {
      var file = files.addObject();
      switch (unit) {
        case Unit.Change(FileEdit.Create(var path, var content)) ->
            file.put("path", path.value()).put("mode", "create").put("content", content);
        case Unit.Change(FileEdit.Rewrite(var path, var content)) ->
            file.put("path", path.value()).put("mode", "modify").put("content", content);
        case Unit.Change(FileEdit.Delete(var path)) ->
            file.put("path", path.value()).put("mode", "delete");
        case Unit.Continue(var path, var texts)
            when texts.stream().allMatch(JsonWriter::isContent) ->
            file.put("path", path.value())
                .put("mode", "continue")
                .put("content", texts.stream().map(TextPart::text).collect(Collectors.joining()));
        case Unit.Change(FileEdit.Edit _),
            Unit.Change(FileEdit.Rename _),
            Unit.Continue _,
            Unit.Declare _ ->
            throw new IllegalArgumentException("full_file cannot say " + unit);
      }
    }
    return JSON.writeValueAsString(reply) + "\n";
  }

  /** One file of a declaration, on one line. */
  static String declared(Declaration.DeclaredFile file) {
    var out = JSON.createObjectNode();
    declare(out, file);
    return JSON.writeValueAsString(out);
  }

  private static void declare(ObjectNode out, Declaration.DeclaredFile file) {
    out.put("path", file.path().value()).put("action", file.action().id());
    if (!file.symbols().isEmpty()) {
      var symbols = out.putArray("symbols");
      file.symbols().forEach(symbols::add);
    }
    file.lines().ifPresent(lines -> out.put("lines", lines));
    if (!file.needs().isEmpty()) {
      var needs = out.putArray("needs");
      file.needs().forEach(need -> needs.add(need.value()));
    }
  }

  private static boolean isContent(TextPart part) {
    return part.role() == TextPart.Role.CONTENT;
  }

  private static void goOn(ObjectNode line, RepoPath path, List<TextPart> texts) {
    line.put("path", path.value());
    if (!texts.isEmpty() && isContent(texts.getFirst())) {
      line.put("content", texts.getFirst().text());
      return;
    }
    var list = line.putArray("replace");
    for (var part : texts) {
      if (list.isEmpty() || part.role() == TextPart.Role.BEFORE) {
        list.addObject();
      }
      ((ObjectNode) list.get(list.size() - 1))
          .put(part.role() == TextPart.Role.BEFORE ? "before" : "after", part.text());
    }
  }

  private static void replace(ObjectNode out, List<FileEdit.Replacement> replacements) {
    var list = out.putArray("replace");
    for (var replacement : replacements) {
      list.addObject().put("before", replacement.before()).put("after", replacement.after());
    }
  }
}
