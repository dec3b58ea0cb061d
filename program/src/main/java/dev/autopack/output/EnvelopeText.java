package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.JsonUnits.NoUnitException;
import dev.autopack.plan.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole operation of the envelope, as text.
 *
 * @param text the lines between its first and its last, each with a line feed
 * @param noNewline whether the last line feed is only the frame's
 * @param carried whether CRLF was read as LF, because the whole reply came so
 */
record EnvelopeText(EnvelopeMark opening, String text, boolean noNewline, boolean carried) {

  /** An operation that is one line and no more. */
  static EnvelopeText ofLine(EnvelopeMark line) {
    return new EnvelopeText(line, "", false, false);
  }

  /** The unit that it is. */
  Unit unit() throws NoUnitException {
    try {
      return switch (opening.word()) {
        case "declare" -> new Unit.Declare(declaration());
        case "create" -> new Unit.Change(new FileEdit.Create(path(opening.rest()), content()));
        case "rewrite" -> new Unit.Change(new FileEdit.Rewrite(path(opening.rest()), content()));
        case "edit" -> edit();
        case "delete" -> new Unit.Change(new FileEdit.Delete(path(opening.rest())));
        case "rename" -> rename();
        case "continue" -> new Unit.Continue(path(opening.rest()), continued());
        default ->
            throw new NoUnitException(
                "the operation '%s' is unknown; there are declare, create, rewrite, edit, delete and"
                        .formatted(opening.word())
                    + " rename");
      };
    } catch (IllegalArgumentException unusable) {
      throw new NoUnitException("'%s': %s".formatted(opening.rest(), unusable.getMessage()));
    }
  }

  private Unit edit() throws NoUnitException {
    var parts = parts();
    refuseUnless(parts.from().isEmpty(), "only a rename has 'from'");
    return new Unit.Change(new FileEdit.Edit(path(opening.rest()), parts.pairs()));
  }

  private Unit rename() throws NoUnitException {
    var parts = parts();
    if (parts.from().isEmpty()) {
      throw new NoUnitException(
          "the rename to '%s' does not say what from; its first line is '%s from OLD'"
              .formatted(opening.rest(), "@".repeat(opening.fence())));
    }
    return new Unit.Change(
        new FileEdit.Rename(path(opening.rest()), path(parts.from()), parts.pairs()));
  }

  /** The parts of an edit, where its first line is one; else all of it is text. */
  private List<TextPart> continued() throws NoUnitException {
    if (!opening.isFenceOf(text)) {
      return List.of(new TextPart(TextPart.Role.CONTENT, content()));
    }
    var texts = new ArrayList<TextPart>();
    for (var part : marks()) {
      switch (part.mark().word()) {
        case "before" -> texts.add(new TextPart(TextPart.Role.BEFORE, part.text()));
        case "after" -> texts.add(new TextPart(TextPart.Role.AFTER, part.text()));
        default -> refuseUnless(false, "there is no part '%s'".formatted(part.mark().word()));
      }
    }
    return texts;
  }

  private String content() {
    return noNewline && !text.isEmpty() ? text.substring(0, text.length() - 1) : text;
  }

  private Declaration declaration() throws NoUnitException {
    var files = new ArrayList<Declaration.DeclaredFile>();
    for (var line : text.lines().filter(line -> !line.isBlank()).toList()) {
      if (!(JsonText.read(line) instanceof JsonReading.Value(JsonValue.Members file, _))) {
        throw new NoUnitException(
            "a declaration holds one JSON object a line, such as"
                + " {\"path\":\"src/a.py\",\"action\":\"create\"}");
      }
      files.add(JsonUnits.declaredFile(file));
    }
    return JsonUnits.declaration(files);
  }

  /** What stands between the marks of an edit. */
  private record Parts(String from, List<FileEdit.Replacement> pairs) {}

  private Parts parts() throws NoUnitException {
    var from = "";
    var pairs = new ArrayList<FileEdit.Replacement>();
    var before = Optional.<String>empty();
    var marks = marks();
    for (var part : marks) {
      switch (part.mark().word()) {
        case "from" -> from = part.mark().rest();
        case "before" -> {
          refuseUnless(before.isEmpty(), "'before' follows 'before'");
          before = Optional.of(part.text());
        }
        case "after" -> {
          refuseUnless(before.isPresent(), "'after' stands without a 'before'");
          pairs.add(new FileEdit.Replacement(before.orElseThrow(), part.text()));
          before = Optional.empty();
        }
        default -> refuseUnless(false, "there is no part '%s'".formatted(part.mark().word()));
      }
    }
    refuseUnless(before.isEmpty(), "the last 'before' has no 'after'");
    return new Parts(from, pairs);
  }

  private void refuseUnless(boolean holds, String why) throws NoUnitException {
    if (!holds) {
      throw new NoUnitException(
          "'%s': its parts are out of order: %s; if its texts hold lines like these, begin all of"
                  .formatted(opening.rest(), why)
              + " its marks with one more '@'");
    }
  }

  /** A mark inside and the text up to the next. */
  private record Part(EnvelopeMark mark, String text) {}

  private List<Part> marks() throws NoUnitException {
    var parts = new ArrayList<Part>();
    var current = Optional.<EnvelopeMark>empty();
    var collected = new StringBuilder();
    for (var line : text.splitWithDelimiters("\n", -1)) {
      var mark = EnvelopeMark.of(line).filter(it -> it.fence() == opening.fence());
      if (mark.isEmpty()) {
        collected.append(line);
        continue;
      }
      end(current, collected, parts);
      current = mark;
      collected.setLength(0);
    }
    end(current, collected, parts);
    return parts;
  }

  /** The line feed behind a mark is the first thing collected, and no part of the text. */
  private void end(Optional<EnvelopeMark> mark, StringBuilder collected, List<Part> parts)
      throws NoUnitException {
    if (mark.isEmpty()) {
      refuseUnless(collected.toString().isBlank(), "text stands before the first of them");
      return;
    }
    var body = collected.isEmpty() ? "" : collected.substring(1);
    parts.add(
        new Part(
            mark.get(),
            mark.get().saysNoNewline() && body.endsWith("\n")
                ? body.substring(0, body.length() - 1)
                : body));
  }

  /** A path as it stands in a mark: as it is, or as a JSON text where it would not survive. */
  static RepoPath path(String written) {
    if (!written.startsWith("\"")) {
      return new RepoPath(written);
    }
    try {
      return new RepoPath(JsonMapper.shared().readValue(written, String.class));
    } catch (JacksonException noJson) {
      throw new IllegalArgumentException(
          "the path begins with a quote but is no JSON text", noJson);
    }
  }
}
