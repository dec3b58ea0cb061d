package dev.autopack.output;

import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One hunk of the {@code *** Begin Patch} envelope.
 *
 * @param under the lines that its {@code @@} lines name, outermost first
 * @param last whether it says that it ends where the file does
 * @param wrong why it is none
 */
record PatchHunk(
    List<String> under,
    String before,
    String after,
    Optional<Integer> first,
    boolean last,
    Optional<String> wrong) {
  private static final Pattern NUMBERS =
      Pattern.compile("@@ *-(\\d{1,9})(?:,\\d+)? *\\+\\d+(?:,\\d+)? *@@(.*)");

  PatchHunk {
    under = List.copyOf(under);
  }

  /** The hunks of one file's lines. */
  static List<PatchHunk> all(List<String> lines) {
    var hunks = new ArrayList<PatchHunk>();
    var at = 0;
    while (at < lines.size()) {
      var draft = new Draft();
      at = draft.read(lines, at);
      hunks.add(draft.hunk());
    }
    return hunks;
  }

  /** Why it is none, or none that is written down. */
  Optional<String> why() {
    return wrong.or(() ->
        Gathered.lazyLine(after, before)
            .filter(_ -> !before.contains("..."))
            .map(
                "the new lines hold '%s', which would be written into the file; send them whole"
                    ::formatted));
  }

  boolean changes() {
    return !before.equals(after);
  }

  Replacement replacement() {
    var lines = Lines.HUNK.withUnder(under);
    if (first.isPresent()) {
      lines = lines.withFirst(first.get());
    }
    // New lines alone, with nothing that says where, go to the end: so the format defines it.
    var isAddition = before.isEmpty() && under.isEmpty();
    return new Replacement(
        before, after, Optional.of(last || isAddition ? lines.atTheEnd() : lines));
  }

  /** A hunk while its lines are read. */
  private static final class Draft {
    private final List<String> under = new ArrayList<>();
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder after = new StringBuilder();
    private Optional<Integer> first = Optional.empty();
    private Optional<String> wrong = Optional.empty();
    private boolean last;

    /** Answers where the next hunk begins. */
    private int read(List<String> lines, int from) {
      var at = from;
      while (at < lines.size() && lines.get(at).startsWith("@@")) {
        header(lines.get(at++));
      }
      while (at < lines.size() && !lines.get(at).startsWith("@@") && !last) {
        var blank = blanksBefore(lines, at);
        if (blank > at) {
          // Blank lines between hunks are only space, not context.
          at = blank;
        } else {
          line(lines.get(at++));
        }
      }
      return at;
    }

    /** Where a run of empty lines ends, if a new hunk or the end of the file follows it. */
    private static int blanksBefore(List<String> lines, int from) {
      var at = from;
      while (at < lines.size() && lines.get(at).isEmpty()) {
        at++;
      }
      var isBetween =
          at < lines.size()
              && (lines.get(at).startsWith("@@")
                  || lines.get(at).strip().equals("*** End of File"));
      return isBetween ? at : from;
    }

    private void header(String line) {
      var numbers = NUMBERS.matcher(line);
      var text = line.substring(2);
      if (numbers.matches()) {
        first = Optional.of(Integer.valueOf(numbers.group(1)));
        return;
      }
      var words = text.strip();
      if (words.endsWith("@@")) {
        words = words.substring(0, words.length() - 2).strip();
      }
      if (!words.isEmpty() && !words.equals("...")) {
        under.add(words);
      }
    }

    private void line(String line) {
      if (line.strip().equals("*** End of File")) {
        last = true;
        return;
      }
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case ' ' -> {
          var text = line.isEmpty() ? "" : line.substring(1);
          before.append(text).append('\n');
          after.append(text).append('\n');
        }
        case '-' -> before.append(line, 1, line.length()).append('\n');
        case '+' -> after.append(line, 1, line.length()).append('\n');
        default ->
            wrong =
                wrong.or(() ->
                    Optional.of(
                        "a line of a hunk begins with a space, '-' or '+', and this does not: '%s'"
                            .formatted(line)));
      }
    }

    private PatchHunk hunk() {
      return new PatchHunk(under, before.toString(), after.toString(), first, last, wrong);
    }
  }
}
