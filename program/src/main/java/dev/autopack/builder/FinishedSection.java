package dev.autopack.builder;

import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.model.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What earlier batches of a phase really made, for the conversation of a later one: each file with
 * the declarations that others can use, or that the prompt shows it whole elsewhere. Bounded: what
 * comes first keeps its declarations, the rest its names.
 */
final class FinishedSection {
  private static final int MAX_LINES_A_FILE = 60;
  private static final int MAX_NAMES = 200;

  private final List<FileChange> finished;
  private final List<List<String>> declarations = new ArrayList<>();

  FinishedSection(List<FileChange> finished) {
    this.finished = List.copyOf(finished);
    for (var change : finished) {
      declarations.add(
          change
              .after()
              .map(text -> Signatures.of(change.path(), Scrubber.scrub(text).text()))
              .orElse(List.of()));
    }
  }

  boolean isEmpty() {
    return finished.isEmpty();
  }

  /** All that could be shown. */
  List<String> texts() {
    return declarations.stream().map(lines -> String.join("\n", lines)).toList();
  }

  /**
   * A line a file, what it declares indented below it.
   *
   * @param whole files that the prompt shows whole
   */
  String within(int tokens, Set<RepoPath> whole) {
    var lines = new ArrayList<String>();
    int left = tokens;
    for (int i = 0; i < finished.size(); i++) {
      if (i == MAX_NAMES) {
        lines.add("- and %d more files".formatted(finished.size() - i));
        break;
      }
      var name = "- " + said(finished.get(i));
      if (whole.contains(finished.get(i).path())) {
        lines.add(name + ": shown above");
        left -= TokenCounter.atMost(name);
        continue;
      }
      var all = declarations.get(i);
      var declared = all.subList(0, Math.min(all.size(), MAX_LINES_A_FILE));
      int size = TokenCounter.atMost(String.join("\n", declared));
      left -= TokenCounter.atMost(name);
      if (declared.isEmpty() || size > left) {
        lines.add(name);
        continue;
      }
      left -= size;
      lines.add(name + ", signatures only, bodies left out:");
      declared.forEach(line -> lines.add("    " + line));
      if (declared.size() < all.size()) {
        lines.add("    (%d more lines)".formatted(all.size() - declared.size()));
      }
    }
    return String.join("\n", lines);
  }

  private static String said(FileChange change) {
    if (change.after().isEmpty()) {
      return "`%s` is gone".formatted(change.path());
    }
    return change
        .renamedFrom()
        .map(from -> "`%s`, which was `%s`".formatted(change.path(), from))
        .orElseGet(() ->
            "`%s`, %s".formatted(change.path(), change.before().isPresent() ? "changed" : "new"));
  }
}
