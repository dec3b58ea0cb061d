package dev.autopack.run;

import dev.autopack.budget.Budget;
import dev.autopack.budget.Estimate;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.ChangedTree;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.failure.Misfit;
import dev.autopack.plan.Deliverable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a phase's batches does not fit together, and in which of its files: the work of one small
 * call.
 *
 * @param findings what a compiler or a test said
 * @param files the phase's files that they are about, most concerned first
 * @param tree with all that the batches made
 */
record Alignment(List<String> findings, List<RepoPath> files, Tree tree) {
  static final int OUTPUT_TOKENS = 4_096;

  private static final int MAX_FILES = 12;

  /** What a file weighs of which only the name is said: too little beside any other. */
  private static final int BY_ITS_STEM = 2;

  /** A name this short says nothing. */
  private static final int MIN_NAME = 3;

  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final Pattern QUOTED =
      Pattern.compile(
          "['\"`‘]([\\p{L}_$][\\p{L}\\p{N}_$.]*)(?:\\([^'\"`’]*\\))?['\"`’]|(?:symbol|variable|method|class|undefined): +(?:(?:class|method|variable) )?([\\p{L}_$][\\p{L}\\p{N}_$]*)|([\\p{L}_$][\\p{L}\\p{N}_$]*)\\(\\)");

  Alignment {
    findings = List.copyOf(findings);
    files = List.copyOf(files);
  }

  /**
   * What is to be aligned.
   *
   * @param base what the changes were made on
   * @return empty where nothing of the failure is a misfit: the builder is not asked
   */
  static Optional<Alignment> of(Failure failure, Tree base, ChangeSet changes) {
    var misfits =
        failure.digests().stream()
            .filter(digest -> Misfit.of(digest).isPresent())
            .map(FailureDigest::text)
            .toList();
    if (misfits.isEmpty()) {
      return Optional.empty();
    }
    var files = concerned(String.join("\n", misfits), changes);
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new Alignment(misfits, files, new ChangedTree(base, changes)));
  }

  private static List<RepoPath> concerned(String findings, ChangeSet changes) {
    var said = words(findings);
    var names =
        QUOTED
            .matcher(findings)
            .results()
            .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
            .filter(name -> name != null)
            .flatMap(name -> Pattern.compile("\\.").splitAsStream(name))
            .filter(name -> name.length() >= MIN_NAME)
            .collect(Collectors.toSet());
    var weights = new LinkedHashMap<RepoPath, Integer>();
    changes.changes().stream()
        .filter(change -> change.after().isPresent())
        .forEach(change -> weights.put(change.path(), weight(change, findings, said, names)));
    int least = weights.values().stream().anyMatch(it -> it > BY_ITS_STEM) ? BY_ITS_STEM : 0;
    return weights.keySet().stream()
        .filter(path -> weights.getOrDefault(path, 0) > least)
        .sorted(Comparator.comparingInt(path -> -weights.getOrDefault(path, 0)))
        .limit(MAX_FILES)
        .toList();
  }

  /** Named by its path, by its module, or by a name that it holds. */
  private static int weight(
      FileChange change, String findings, Set<String> said, Set<String> names) {
    var path = change.path();
    var stem = path.fileName().replaceFirst("\\..*", "");
    int weight = findings.contains(path.value()) ? 8 : 0;
    weight += findings.contains(path.fileName()) ? 4 : 0;
    weight += stem.length() >= MIN_NAME && said.contains(stem) ? BY_ITS_STEM : 0;
    var own = new HashSet<>(words(change.after().orElse("")));
    own.retainAll(names);
    return weight + 3 * Math.min(2, own.size());
  }

  private static Set<String> words(String text) {
    return NAME.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
  }

  List<Deliverable> deliverables() {
    return files.stream().map(Deliverable::of).toList();
  }

  Budget budget(Format format, ModelProfile.Window window) {
    int most = Math.min(OUTPUT_TOKENS + window.thinkingTokens(), window.maxOutputTokens());
    return new Budget(
        new Estimate(
            format, OUTPUT_TOKENS / 4, OUTPUT_TOKENS, "small edits where parts do not fit"),
        most,
        "an alignment: " + most);
  }
}
