package dev.autopack.gate;

import dev.autopack.code.SourceFiles;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration.DeclaredFile;
import dev.autopack.plan.Deliverable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what a builder declared, and the symbols that the plan lists, against the tree that it
 * made; finds public symbols that nothing uses. Pure.
 */
public final class ManifestGate {
  private static final int MAX_FINDINGS = 20;
  private static final int MAX_TOLD = 12;

  /** A length that is declared is a guess; only a file of another size is worth a word. */
  private static final int LINES_OFF = 3;

  private static final int LINES_FLOOR = 40;

  private final ManifestQuestion question;
  private final Map<RepoPath, DeclaredFile> declared = new LinkedHashMap<>();
  private final List<GateFinding> findings = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private int symbols;

  private ManifestGate(ManifestQuestion question) {
    this.question = question;
    // Who declares a file again has changed its mind.
    question.declarations().stream()
        .flatMap(each -> each.files().stream())
        .forEach(file -> declared.put(file.path(), file));
  }

  public static Verdict judge(ManifestQuestion question) {
    return new ManifestGate(question).judge();
  }

  private Verdict judge() {
    declared.values().forEach(this::checkDeclared);
    question.planned().stream()
        .filter(file -> !declared.containsKey(file.path()))
        .forEach(this::checkPlanned);
    question.changed().forEach(this::checkDelivered);
    var unreachable = new Reachability(question).check();
    findings.addAll(unreachable.findings());
    told.addAll(unreachable.told());
    return findings.isEmpty()
        ? new Verdict.Pass(GateName.MANIFEST, held(), bounded(told, MAX_TOLD))
        : new Verdict.Fail(
            GateName.MANIFEST,
            "%s; %d of it not in the tree".formatted(claimed(), findings.size()),
            findings.subList(0, Math.min(findings.size(), MAX_FINDINGS)));
  }

  private String held() {
    if (declared.isEmpty() && symbols == 0) {
      return "nothing was declared and the plan names no symbol, so there was nothing to hold the"
          + " tree to";
    }
    return claimed() + ", all in the tree";
  }

  private String claimed() {
    return declared.isEmpty()
        ? "nothing was declared; the plan names %d symbols".formatted(symbols)
        : "%d files and %d symbols declared".formatted(declared.size(), symbols);
  }

  private void checkDeclared(DeclaredFile file) {
    var path = file.path();
    var wasThere = question.before().contains(path);
    var isThere = question.after().contains(path);
    if (file.action() == Deliverable.Action.DELETE) {
      if (isThere) {
        add("undelivered", path, "was declared to be deleted, and is still there");
      }
      return;
    }
    if (!isThere) {
      add("undelivered", path, "was declared, and is not there");
      return;
    }
    switch (file.action()) {
      case CREATE, RENAME -> {
        if (wasThere) {
          add("undelivered", path, "was declared as a new file, and was there before");
        }
      }
      case MODIFY -> {
        if (!wasThere) {
          add("undelivered", path, "was declared to be changed, and was not there before");
        } else if (!question.changed().contains(path)) {
          add("undelivered", path, "was declared to be changed, and was not changed");
        }
      }
      case DELETE -> {}
    }
    checkSymbols(path, file.symbols());
    checkLines(file);
  }

  private void checkPlanned(Deliverable file) {
    if (question.after().contains(file.path())) {
      checkSymbols(file.path(), file.symbols());
    }
  }

  private void checkSymbols(RepoPath path, List<String> names) {
    symbols += names.size();
    var text = SourceFiles.text(question.after(), path);
    if (names.isEmpty() || text.isEmpty()) {
      return;
    }
    var search = new SymbolSearch(path, text.get());
    search
        .weakness()
        .ifPresent(why ->
            told.add("'%s': its symbols are less sure than elsewhere: %s".formatted(path, why)));
    for (var name : names) {
      switch (search.find(name)) {
        case SymbolSearch.Found.Defined() -> {}
        case SymbolSearch.Found.Named(var why) ->
            told.add("'%s': '%s' was found by its name alone: %s".formatted(path, name, why));
        case SymbolSearch.Found.Absent() ->
            add("symbol", path, "should define '%s', and does not".formatted(name));
      }
    }
  }

  private void checkLines(DeclaredFile file) {
    if (file.action() != Deliverable.Action.CREATE || file.lines().isEmpty()) {
      return;
    }
    var expected = file.lines().getAsInt();
    var actual =
        SourceFiles.text(question.after(), file.path())
            .map(text -> (int) text.lines().count())
            .orElse(expected);
    var isFar =
        Math.max(actual, expected) > LINES_FLOOR
            && Math.max(actual, expected) > LINES_OFF * Math.min(actual, expected);
    if (isFar) {
      told.add(
          "'%s' was declared with %d lines and has %d".formatted(file.path(), expected, actual));
    }
  }

  /** Where a file may be written was decided before it was; this only tells, or guards the ban. */
  private void checkDelivered(RepoPath path) {
    if (question.scope().forbid().stream().anyMatch(pattern -> pattern.matches(path))) {
      add("forbidden", path, "was changed, and the plan forbids that");
      return;
    }
    var isPlanned =
        question.planned().stream()
            .anyMatch(
                each -> each.path().equals(path) || each.from().filter(path::equals).isPresent());
    if (!declared.isEmpty() && !declared.containsKey(path) && !isPlanned) {
      told.add("'%s' was changed, and neither declared nor in the plan".formatted(path));
    }
  }

  private void add(String cause, RepoPath path, String what) {
    findings.add(
        GateFinding.of(cause, path.value(), what, "the file '%s' %s".formatted(path, what)));
  }

  private static List<String> bounded(List<String> lines, int most) {
    if (lines.size() <= most) {
      return lines;
    }
    var shown = new ArrayList<>(lines.subList(0, most));
    shown.add("and %d more".formatted(lines.size() - most));
    return shown;
  }
}
