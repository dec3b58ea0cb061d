package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Writes units in the envelope, with a fence that none of their lines begins with. */
final class EnvelopeWriter {
  private final StringBuilder body = new StringBuilder();
  private final String fence;
  private int lines;

  private EnvelopeWriter(Stream<String> texts) {
    var longest = texts.mapToInt(EnvelopeMark::longestFence).max().orElse(0);
    fence = "@".repeat(Math.max(EnvelopeMark.SHORTEST_FENCE, longest + 1));
  }

  static String write(Unit unit) {
    return switch (unit) {
      case Unit.Declare(var declaration) -> {
        var out = new EnvelopeWriter(Stream.of());
        declaration.files().forEach(file -> out.line(JsonWriter.declared(file)));
        yield out.framed("declare", "");
      }
      case Unit.Change(FileEdit.Create(var path, var content)) -> whole("create", path, content);
      case Unit.Change(FileEdit.Rewrite(var path, var content)) -> whole("rewrite", path, content);
      case Unit.Change(FileEdit.Edit(var path, var replacements)) -> {
        var out = new EnvelopeWriter(texts(replacements));
        replacements.forEach(out::part);
        yield out.framed("edit", " " + written(path));
      }
      case Unit.Continue(var path, var texts) -> goOn(path, texts);
      case Unit.Change(FileEdit.Delete(var path)) -> "@@@ delete %s\n".formatted(written(path));
      case Unit.Change(FileEdit.Rename(var path, var from, var replacements)) -> {
        var out = new EnvelopeWriter(texts(replacements));
        out.line(out.fence + " from " + written(from));
        replacements.forEach(out::part);
        yield out.framed("rename", " " + written(path));
      }
    };
  }

  private static String whole(String word, RepoPath path, String content) {
    var out = new EnvelopeWriter(Stream.of(content));
    var flag = out.text(content) ? "" : " no-newline";
    return "%s %s %s\n%s%s end %d%s\n"
        .formatted(out.fence, word, written(path), out.body, out.fence, out.lines, flag);
  }

  private static String goOn(RepoPath path, List<TextPart> texts) {
    if (texts.isEmpty()) {
      return "@@@ continue %s\n@@@ end 0\n".formatted(written(path));
    }
    if (texts.getFirst().role() == TextPart.Role.CONTENT) {
      return whole("continue", path, texts.getFirst().text());
    }
    var out = new EnvelopeWriter(texts.stream().map(TextPart::text));
    texts.forEach(
        part -> out.part(part.role() == TextPart.Role.BEFORE ? "before" : "after", part.text()));
    return out.framed("continue", " " + written(path));
  }

  private static Stream<String> texts(List<Replacement> replacements) {
    return replacements.stream().flatMap(it -> Stream.of(it.before(), it.after()));
  }

  private void part(Replacement replacement) {
    part("before", replacement.before());
    part("after", replacement.after());
  }

  private void part(String word, String text) {
    var ends = text.isEmpty() || text.endsWith("\n");
    line("%s %s%s".formatted(fence, word, ends ? "" : " no-newline"));
    text(text);
  }

  /** Answers whether the text ends as whole lines do. */
  private boolean text(String text) {
    var ends = text.isEmpty() || text.endsWith("\n");
    body.append(text).append(ends ? "" : "\n");
    lines += (int) text.chars().filter(c -> c == '\n').count() + (ends ? 0 : 1);
    return ends;
  }

  private void line(String line) {
    body.append(line).append('\n');
    lines++;
  }

  private String framed(String word, String path) {
    return "%s %s%s\n%s%s end %d\n".formatted(fence, word, path, body, fence, lines);
  }

  /** As it is, or as a JSON text where the line would not keep it. */
  private static String written(RepoPath path) {
    var plain = path.value();
    return plain.startsWith("\"") || !plain.equals(plain.strip())
        ? JsonMapper.shared().writeValueAsString(plain)
        : plain;
  }
}
