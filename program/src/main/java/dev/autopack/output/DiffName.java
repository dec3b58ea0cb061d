package dev.autopack.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a diff writes the names of files. */
final class DiffName {
  private static final Pattern DATE =
      Pattern.compile("\\s+(?:\\d{4}-\\d\\d-\\d\\d|[A-Z][a-z]{2} [A-Z][a-z]{2} +\\d).*");
  private static final Pattern PREFIX = Pattern.compile("[abciow12]/.+");
  private static final Pattern SPARE = Pattern.compile("(.+?)(?:\\.orig|\\.old|\\.bak|\\.new|~)");

  /** What stands for no file at all. */
  static final String NONE = "/dev/null";

  private DiffName() {}

  /** Two names of one line or of two, as they are written. */
  record Pair(String before, String after) {
    /** The names without the prefixes that a diff puts in front. */
    Pair bare() {
      if (before.equals(NONE) || after.equals(NONE)) {
        return new Pair(alone(before, "a/"), alone(after, "b/"));
      }
      if (before.startsWith("a/") && after.startsWith("b/")) {
        return new Pair(before.substring(2), after.substring(2)).withoutSpare();
      }
      if (before.equals(after)) {
        return this;
      }
      var oldBare = prefixed(before) ? before.substring(2) : before;
      var newBare = prefixed(after) ? after.substring(2) : after;
      if (oldBare.equals(newBare) || oldBare.equals(after) || before.equals(newBare)) {
        var same = oldBare.equals(after) ? after : newBare;
        return new Pair(same, same);
      }
      return withoutSpare();
    }

    private Pair withoutSpare() {
      var oldStem = stem(before);
      var newStem = stem(after);
      if (oldStem.equals(after) || oldStem.equals(newStem)) {
        return new Pair(oldStem, oldStem);
      }
      return newStem.equals(before) ? new Pair(before, before) : this;
    }

    private static String stem(String name) {
      var matcher = SPARE.matcher(name);
      return matcher.matches() ? matcher.group(1) : name;
    }

    boolean same() {
      return before.equals(after);
    }
  }

  /** The name of a {@code ---} or {@code +++} line, without that and without its date. */
  static String ofLine(String line) {
    var rest = line.substring(4).strip();
    if (rest.startsWith("\"")) {
      return unquoted(rest).map(Quoted::name).orElse(rest);
    }
    var tab = rest.indexOf('\t');
    var name = tab < 0 ? DATE.matcher(rest).replaceFirst("") : rest.substring(0, tab);
    return name.equals("dev/null") || name.equals("a/dev/null") || name.equals("b/dev/null")
        ? NONE
        : name;
  }

  /** The name of one such line that comes without the other. */
  static String only(String line) {
    return alone(ofLine(line), line.startsWith("---") ? "a/" : "b/");
  }

  /** Whether the two lines can hardly be anything but the names of a file. */
  static boolean areNames(String before, String after) {
    var pair = new Pair(ofLine(before), ofLine(after));
    return pair.bare().same() || pair.before().equals(NONE) || pair.after().equals(NONE);
  }

  /** A name that stands by itself, as after {@code rename from}. */
  static String plain(String text) {
    var stripped = text.strip();
    return unquoted(stripped).map(Quoted::name).orElse(stripped);
  }

  /**
   * The two names of a {@code diff --git} line. Names with spaces are told apart only where both
   * are the same or are quoted; else there is none, and later lines must tell.
   */
  static Optional<Pair> ofGitLine(String line) {
    var rest = line.substring("diff --git ".length()).strip();
    var first = unquoted(rest);
    if (first.isPresent()) {
      return Optional.of(new Pair(first.get().name(), plain(rest.substring(first.get().end()))));
    }
    if (rest.endsWith("\"") && rest.contains(" \"")) {
      var space = rest.indexOf(" \"");
      return Optional.of(new Pair(rest.substring(0, space), plain(rest.substring(space))));
    }
    var middle = rest.length() / 2;
    if (rest.length() % 2 == 1 && rest.charAt(middle) == ' ') {
      var pair = new Pair(rest.substring(0, middle), rest.substring(middle + 1));
      if (pair.bare().same()) {
        return Optional.of(pair);
      }
    }
    var space = rest.indexOf(' ');
    return space > 0 && rest.indexOf(' ', space + 1) < 0
        ? Optional.of(new Pair(rest.substring(0, space), rest.substring(space + 1)))
        : between(rest);
  }

  private static Optional<Pair> between(String rest) {
    var split = rest.indexOf(" b/");
    return split > 0 && rest.indexOf(" b/", split + 1) < 0
        ? Optional.of(new Pair(rest.substring(0, split), rest.substring(split + 1)))
        : Optional.empty();
  }

  private static boolean prefixed(String name) {
    return PREFIX.matcher(name).matches();
  }

  private static String alone(String name, String prefix) {
    return name.startsWith(prefix) && name.length() > 2 ? name.substring(2) : name;
  }

  private record Quoted(String name, int end) {}

  /** A name in quotes as C writes them: its bytes, those of UTF-8 in octal. */
  private static Optional<Quoted> unquoted(String text) {
    if (!text.startsWith("\"")) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream();
    for (int i = 1; i < text.length(); ) {
      var c = text.charAt(i);
      if (c == '"') {
        return Optional.of(new Quoted(bytes.toString(StandardCharsets.UTF_8), i + 1));
      }
      if (c == '\\' && i + 1 < text.length()) {
        i = escaped(text, i + 1, bytes);
      } else {
        var end = text.offsetByCodePoints(i, 1);
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end;
      }
    }
    return Optional.empty();
  }

  /** Takes what follows a backslash and says where it ends. */
  private static int escaped(String text, int at, ByteArrayOutputStream bytes) {
    var c = text.charAt(at);
    if (c >= '0' && c <= '3' && at + 2 < text.length()) {
      var octal = text.substring(at, at + 3);
      if (octal.matches("[0-3][0-7]{2}")) {
        bytes.write(Integer.parseInt(octal, 8));
        return at + 3;
      }
    }
    bytes.write(
        switch (c) {
          case 'a' -> 7;
          case 'b' -> '\b';
          case 't' -> '\t';
          case 'n' -> '\n';
          case 'v' -> 11;
          case 'f' -> '\f';
          case 'r' -> '\r';
          default -> c;
        });
    return at + 1;
  }

  /** The name as git writes it after a prefix: in quotes where it must be. */
  static String written(String prefix, String name) {
    var needsQuotes = name.indexOf('"') >= 0 || name.indexOf('\\') >= 0;
    var whole = prefix + name;
    return needsQuotes ? '"' + whole.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : whole;
  }
}
