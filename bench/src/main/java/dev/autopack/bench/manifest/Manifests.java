package dev.autopack.bench.manifest;

import dev.autopack.bench.commits.GitLines;
import dev.autopack.bench.commits.CommittedTree;
import dev.autopack.bench.ExitCodes;
import dev.autopack.bench.commits.Blobs;
import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Commits;
import dev.autopack.bench.commits.Repositories;
import dev.autopack.budget.Format;
import dev.autopack.budget.TreeFacts;
import dev.autopack.budget.Writing;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.manifest.Background;
import dev.autopack.manifest.Manifest;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.Preflight;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code bench/run manifest}: see {@code docs/reference/bench-manifest.md}. */
public final class Manifests {
  private final ManifestOptions options;
  private final Repositories repositories;
  private final List<Measured> measured = new ArrayList<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  private Manifests(ManifestOptions options) {
    this.options = options;
    this.repositories = new Repositories(options.repositories());
  }

  /**
   * Measures the commits, or the time of an explanation, and prints the result.
   *
   * @param arguments the checkout's top, then the options
   */
  public static void main(String[] arguments) throws Exception {
    var options = List.of(arguments).subList(1, arguments.length);
    if (options.equals(List.of("--explain"))) {
      ExplainTime.print(Path.of(arguments[0]).toAbsolutePath(), System.out);
    } else {
      System.exit(run(options, System.out, System.err));
    }
  }

  /** The whole command; answers its exit code. */
  static int run(List<String> arguments, PrintStream out, PrintStream errors) {
    return ExitCodes.of(
        errors,
        () -> {
          var options = ManifestOptions.of(arguments);
          var manifests = new Manifests(options);
          manifests.measure();
          var report = new Report(manifests.measured, manifests.leftOut);
          out.print(options.json() ? report.json() : report.text());
          return report.isRight() ? 0 : 1;
        });
  }

  private void measure() {
    var byRepository = new LinkedHashMap<String, List<Commit>>();
    Commits.read(options.commits())
        .forEach(commit ->
            byRepository.computeIfAbsent(commit.repo(), _ -> new ArrayList<>()).add(commit));
    byRepository.forEach((name, commits) -> {
      int count = Math.min(commits.size(), options.sample().orElse(commits.size()));
      measure(name, commits.subList(0, count));
    });
    if (measured.isEmpty()) {
      throw new OperatorException(
          "None of the commits could be measured: %s"
              .formatted(leftOut.values().stream().distinct().toList()),
          "Name the folder with the commits' repositories: --repos DIR");
    }
  }

  private void measure(String name, List<Commit> commits) {
    var repository = repositories.find(name);
    if (repository.isEmpty()) {
      commits.forEach(commit -> leftOut.put(commit.name(), "its repository is not there"));
      return;
    }
    var started = System.nanoTime();
    // What was read of one commit's files serves the next.
    var maker = new ManifestMaker(Preflight.STANDARD);
    try (var blobs = new Blobs(repository.orElseThrow())) {
      for (var commit : commits) {
        measure(commit, new GitLines(repository.orElseThrow()), blobs, maker);
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "'git' cannot read '%s': %s".formatted(repository, e.getMessage()),
          "Install git, put it on the PATH, and check the repository.",
          e);
    }
    System.err.printf(
        "%s: %d commits, %.0f s%n", name, commits.size(), (System.nanoTime() - started) / 1e9);
  }

  /** Sizes do not matter here. */
  private static ManifestMaker.Output output(Tree tree) {
    return new ManifestMaker.Output(
        new TreeFacts(tree, String::length), Format.NDJSON, Writing.EDITS, 1);
  }

  private void measure(Commit commit, GitLines git, Blobs blobs, ManifestMaker maker) {
    try {
      var parent = commit.parent().isEmpty() ? commit.sha() + "^" : commit.parent();
      var tree = new CommittedTree(git, parent, blobs);
      var declared = maker.make(CommitPhase.withDeliverables(commit), tree, output(tree));
      var write = new TreeSet<>(declared.write().stream().map(Manifest.ScopedPath::path).toList());
      var changed = changed(commit);
      var background =
          new Background(
              List.of(), new PastCommits(git, parent), Optional.empty(), Optional.empty());
      var guess =
          maker.scope(CommitPhase.subjectAlone(commit), tree, background).guess().orElseThrow();
      measured.add(
          new Measured(
              commit,
              changed.stream().filter(path -> !write.contains(path)).map(RepoPath::value).toList(),
              (int) write.stream().filter(path -> !changed.contains(path)).count(),
              guess.confidence().value(),
              !guess.confidence().suffices(),
              guess.paths()));
    } catch (IOException e) {
      leftOut.put(commit.name(), "git does not know its parent");
    } catch (InvalidPathException e) {
      leftOut.put(commit.name(), "it touches a path that is refused: " + e.getMessage());
    }
  }

  private static List<RepoPath> changed(Commit commit) {
    return commit.files().stream()
        .flatMap(file -> Stream.concat(file.oldPath().stream(), Stream.of(file.path())))
        .map(RepoPath::new)
        .distinct()
        .toList();
  }
}
