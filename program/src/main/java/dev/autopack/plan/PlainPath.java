package dev.autopack.plan;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a path that a person wrote, and tells prose, folders and globs from it.
 *
 * <p>Guessing the path out of a sentence would give another path one day; so it is never taken,
 * only shown as what to write.
 */
final class PlainPath {
  private static final Pattern ENDS_WORD_AS_FILE = Pattern.compile(".*\\.[A-Za-z0-9]{1,8}[,:;]?");
  private static final Pattern SYMBOLS =
      Pattern.compile("with (?:functions?|methods?|class(?:es)?|symbols?) (.+)");
  private static final Pattern PATTERN = Pattern.compile("[*?]|\\{.*[,}]");
  private static final List<String> CREATING =
      List.of("create", "add", "write", "implement", "new");
  private static final List<String> MODIFYING =
      List.of("modify", "update", "change", "edit", "extend", "fix", "refactor");
  private static final List<String> DELETING = List.of("delete", "remove", "drop");

  private PlainPath() {}

  /** What may be written in the place of a mistaken path. */
  private enum Form {
    /** An item of the deliverables: a path, or a record that says more. */
    DELIVERABLE,
    /** A path and nothing else. */
    PATH
  }

  /** Whether the text is a folder or a pattern of paths, and no prose that happens to hold one. */
  static boolean isWide(StrictNode node) {
    return node.isText()
        && node.anyText()
            .map(text -> text.strip().replace('\\', '/'))
            .filter(text -> words(text).length == 1)
            .filter(text -> text.endsWith("/") || PATTERN.matcher(text).find())
            .isPresent();
  }

  /** A deliverable that is no record; a space in it makes us ask for one. */
  static Optional<RepoPath> deliverable(StrictNode node) {
    var text = node.text();
    if (text.isPresent() && words(text.get()).length > 1 && !isBare(text.get())) {
      refuseProse(node, text.get(), Form.DELIVERABLE);
      return Optional.empty();
    }
    return text.flatMap(path -> read(node, path, Form.DELIVERABLE));
  }

  /** A path in any other place; here a space is part of a name. */
  static Optional<RepoPath> path(StrictNode node) {
    return node.text().flatMap(text -> read(node, text, Form.PATH));
  }

  private static Optional<RepoPath> read(StrictNode node, String text, Form form) {
    if (hasTextAfterFile(text) && !endsAsFile(text)) {
      refuseProse(node, text, form);
      return Optional.empty();
    }
    var shown = Printable.of(text.replace('\\', '/'));
    if (shown.endsWith("/")) {
      node.mistake(
          "'%s' is a folder.".formatted(Printable.of(text)),
          form == Form.PATH
              ? "Name one file of it."
              : "List its files one by one, as in {path: %sNAME}; 'scope: {write: [%s**]}' lets the phase add others."
                  .formatted(shown, shown));
      return Optional.empty();
    }
    if (PATTERN.matcher(shown).find()) {
      node.mistake(
          "'%s' is a pattern.".formatted(Printable.of(text)),
          form == Form.PATH
              ? "Name one file."
              : "List the files one by one, as in {path: src/name.py}; a pattern belongs into 'scope: {write: [...]}'.");
      return Optional.empty();
    }
    try {
      return Optional.of(new RepoPath(text));
    } catch (InvalidPathException refused) {
      node.mistake(
          "'%s' names no file of the repository: %s."
              .formatted(Printable.of(text), refused.reason()),
          "Write a file's path from the top of the repository: src/name.py.");
      return Optional.empty();
    }
  }

  private static boolean endsAsFile(String text) {
    var words = words(text);
    return ENDS_WORD_AS_FILE.matcher(words[words.length - 1]).matches();
  }

  /** "docs/my file.md" reads as a path; "Create docs/file.md" and "my file.md" may be prose. */
  private static boolean isBare(String text) {
    return words(text)[0].contains("/") && endsAsFile(text) && !hasTextAfterFile(text);
  }

  private static boolean hasTextAfterFile(String text) {
    var words = words(text);
    for (int i = 0; i < words.length - 1; i++) {
      if (ENDS_WORD_AS_FILE.matcher(words[i]).matches()) {
        return true;
      }
    }
    return words.length > 1 && words[words.length - 1].endsWith(")");
  }

  private static void refuseProse(StrictNode node, String text, Form form) {
    var words = words(text);
    var meant =
        form == Form.DELIVERABLE
            ? meantRecord(words)
            : "'%s'".formatted(Printable.of(meantPath(words)));
    var otherwise =
        form == Form.DELIVERABLE && endsAsFile(text) && !hasTextAfterFile(text)
            ? "; a name that holds spaces is written {path: \"%s\"}".formatted(Printable.of(text))
            : "";
    node.mistake(
        "'%s' is more than a path.".formatted(Printable.of(text)),
        "Write %s and say the rest in goal or acceptance%s.".formatted(meant, otherwise));
  }

  /** The record that the text most likely stands for. */
  private static String meantRecord(String[] words) {
    int at = pathWord(words);
    var record = new StringBuilder("{path: " + Printable.of(meantPath(words)));
    action(words[0], at).ifPresent(action -> record.append(", action: ").append(action));
    var rest = String.join(" ", List.of(words).subList(at + 1, words.length));
    var symbols = SYMBOLS.matcher(rest);
    if (symbols.matches()) {
      var names = symbols.group(1).replace(" and ", ", ");
      record.append(", symbols: [").append(Printable.of(names)).append(']');
    }
    return record.append('}').toString();
  }

  private static String meantPath(String[] words) {
    return words[pathWord(words)].replaceFirst("[,:;]+$", "");
  }

  private static Optional<String> action(String firstWord, int pathAt) {
    var verb = firstWord.toLowerCase(Locale.ROOT);
    if (pathAt == 0) {
      return Optional.empty();
    }
    if (CREATING.contains(verb)) {
      return Optional.of("create");
    }
    if (MODIFYING.contains(verb)) {
      return Optional.of("modify");
    }
    return DELETING.contains(verb) ? Optional.of("delete") : Optional.empty();
  }

  /** The first word with a folder, else the first with an ending, else the first. */
  private static int pathWord(String[] words) {
    for (int i = 0; i < words.length; i++) {
      if (words[i].contains("/")) {
        return i;
      }
    }
    for (int i = 0; i < words.length; i++) {
      if (ENDS_WORD_AS_FILE.matcher(words[i]).matches()) {
        return i;
      }
    }
    return 0;
  }

  private static String[] words(String text) {
    return text.strip().split("\\s+");
  }
}
