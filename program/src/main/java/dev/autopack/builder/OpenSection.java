package dev.autopack.builder;

import dev.autopack.budget.Format;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Anchor;
import dev.autopack.output.Hunks;
import dev.autopack.output.Partial;
import dev.autopack.output.TextPart;
import dev.autopack.output.TextPart.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations that a cut left open, for the model that must go on from there: how far each came,
 * and the last lines of the open text, which its reply begins with.
 */
final class OpenSection {
  private static final int MAX_NAMED = 30;
  private static final int MAX_OLD_LINES = 10;
  private static final int MAX_CHARS_A_LINE = 120;

  private final List<Partial> open;

  OpenSection(List<Partial> open) {
    this.open = List.copyOf(open);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  Set<RepoPath> paths() {
    return open.stream().map(Partial::path).collect(Collectors.toSet());
  }

  /** Every text of a model that is quoted. */
  List<String> texts() {
    return open.stream().flatMap(partial -> partial.texts().stream()).map(TextPart::text).toList();
  }

  String text(Marker marker, Format format) {
    var parts = new ArrayList<String>();
    open.forEach(partial -> parts.add(one(partial, marker)));
    parts.add(Template.load("continue-" + format.id() + ".md").fill(Map.of()));
    return String.join("\n\n", parts);
  }

  private static String one(Partial partial, Marker marker) {
    if (partial.last().role() == Role.CONTENT) {
      return content(partial, marker);
    }
    return partial.texts().getFirst().lines().isPresent()
        ? hunks(partial, marker)
        : replacing(partial, marker);
  }

  /** Hunks of a diff: each has its old and its new lines at once. */
  private static String hunks(Partial partial, Marker marker) {
    var hunks = Hunks.of(partial);
    var text =
        new StringBuilder("The %s of `%s` is open.".formatted(word(partial), partial.path()));
    if (!hunks.whole().isEmpty()) {
      text.append(" Whole are the hunks with:\n\n").append(named(hunks.whole()));
    }
    return text.append("\n\n")
        .append(
            hunks
                .open()
                .map(open -> hunk(open, partial, marker))
                .orElse("The hunks behind these are missing, if there are any."))
        .toString();
  }

  private static String hunk(Hunks.Open hunk, Partial partial, Marker marker) {
    if (!hunk.hasText()) {
      var first = hunk.firstLine();
      return first.isPresent()
          ? "Of the next hunk its first line is there, which names the old line %d; no other is."
              .formatted(first.getAsInt())
          : "Of the next hunk no line is there.";
    }
    var old = hunk.old().text();
    var fresh = hunk.fresh().text();
    var text =
        new StringBuilder(
            "Of the next hunk, %d old and %d new lines are there, the unchanged ones among both."
                .formatted(old.lines().count(), feeds(fresh)));
    if (!old.isEmpty()) {
      text.append(
          " Its old lines so far end with:\n\n%s"
              .formatted(quoted("old", lastLines(old), partial, marker)));
    }
    if (!fresh.isEmpty()) {
      text.append(
          "\n\nIts new lines so far end with%s:\n\n%s"
              .formatted(
                  fresh.endsWith("\n") ? "" : ", the last one unfinished",
                  quoted("tail", Anchor.of(fresh), partial, marker)));
    }
    if (!hunk.begun().isEmpty()) {
      text.append(
          "\n\nBehind these a deleted line is unfinished:\n\n%s"
              .formatted(quoted("deleted", hunk.begun(), partial, marker)));
    }
    return text.toString();
  }

  private static String content(Partial partial, Marker marker) {
    var text = partial.last().text();
    return text.isEmpty()
        ? "The %s of `%s` is open. Of its text nothing is there."
            .formatted(word(partial), partial.path())
        : "The %s of `%s` is open. Its text so far has %s. It ends with:\n\n%s"
            .formatted(
                word(partial),
                partial.path(),
                lines(text),
                quoted("tail", Anchor.of(text), partial, marker));
  }

  private static String replacing(Partial partial, Marker marker) {
    var texts = partial.texts();
    var last = partial.last();
    var isOpen = partial.tail() == Partial.Tail.OPEN;
    var whole = last.role() == Role.AFTER && !isOpen ? texts.size() : (texts.size() - 1) / 2 * 2;
    var text =
        new StringBuilder("The %s of `%s` is open.".formatted(word(partial), partial.path()));
    if (whole > 0) {
      text.append(" Whole are the replacements of:\n\n").append(named(texts.subList(0, whole)));
    }
    if (last.role() == Role.BEFORE) {
      text.append(
          isOpen
              ? "\n\nOf the next, the old text so far has %s. It ends with:\n\n%s"
                  .formatted(
                      lines(last.text()), quoted("tail", Anchor.of(last.text()), partial, marker))
              : "\n\nOf the next, the old text is whole and the new one is missing. The old text ends with:\n\n%s"
                  .formatted(quoted("old", lastLines(last.text()), partial, marker)));
    } else if (isOpen) {
      text.append(
          "\n\nOf the next, the old text is whole and ends with:\n\n%s\n\nIts new text so far has %s. It ends with:\n\n%s"
              .formatted(
                  quoted("old", lastLines(texts.get(texts.size() - 2).text()), partial, marker),
                  lines(last.text()),
                  quoted("tail", Anchor.of(last.text()), partial, marker)));
    } else {
      text.append("\n\nThe replacements behind these are missing, if there are any.");
    }
    return text.toString();
  }

  private static String word(Partial partial) {
    return switch (partial.operation()) {
      case CREATE -> "create";
      case REWRITE -> "rewrite";
      case EDIT -> "edit";
      case RENAME -> "rename";
      case CONTINUE -> throw new IllegalArgumentException("what goes on is never what is open");
    };
  }

  /** Tells the place even where the text has the same lines twice. */
  private static String lines(String text) {
    var feeds = feeds(text);
    return (feeds == 1 ? "1 whole line" : feeds + " whole lines")
        + (text.endsWith("\n") ? "" : " and an unfinished one");
  }

  private static long feeds(String text) {
    return text.chars().filter(c -> c == '\n').count();
  }

  private static String named(List<TextPart> texts) {
    var olds = texts.stream().filter(part -> part.role() == Role.BEFORE).toList();
    var lines =
        olds.stream()
            .limit(MAX_NAMED)
            .map(part -> "- `%s`".formatted(shown(part.text())))
            .collect(Collectors.joining("\n"));
    return olds.size() > MAX_NAMED
        ? lines + "\n- and %d more".formatted(olds.size() - MAX_NAMED)
        : lines;
  }

  /** The first line that says something. */
  private static String shown(String text) {
    var line =
        Scrubber.scrub(text)
            .text()
            .lines()
            .filter(it -> !it.isBlank())
            .findFirst()
            .orElse("")
            .strip();
    return line.length() <= MAX_CHARS_A_LINE ? line : line.substring(0, MAX_CHARS_A_LINE) + "...";
  }

  private static String lastLines(String text) {
    var lines = text.lines().toList();
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - MAX_OLD_LINES), lines.size()));
  }

  private static String quoted(String what, String text, Partial partial, Marker marker) {
    var name = "%s of %s".formatted(what, partial.path());
    var lines = Scrubber.scrub(text).text().replace("\r\n", "\n");
    return "%s\n%s%s%s"
        .formatted(marker.begin(name), lines, lines.endsWith("\n") ? "" : "\n", marker.end(name));
  }
}
