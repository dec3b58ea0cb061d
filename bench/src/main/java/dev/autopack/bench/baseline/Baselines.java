package dev.autopack.bench.baseline;

import dev.autopack.bench.ExitCodes;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.process.Command;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.ProcessRunner;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.FolderTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the tests of a real commit and of its parent, once as the gate does and once as their tool
 * does by itself, and compares both trees and what changed between them, test by test.
 */
public final class Baselines {
  static final String USAGE =
      "bench/run baseline --repo DIR [--commit C]... [--setup COMMAND] [--output FOLDER]..."
          + " [--minutes N] [--no-sandbox] [--list]";

  private Baselines() {}

  /** Takes the arguments behind {@code baseline}. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** The whole command; answers its exit code: 1 where the two sides differ. */
  static int run(List<String> arguments, PrintStream out, PrintStream errors) throws Exception {
    return ExitCodes.of(errors, () -> compare(BaselineOptions.of(arguments), out));
  }

  private static int compare(BaselineOptions options, PrintStream out)
      throws IOException, InterruptedException {
    var work = Files.createTempDirectory("autopack-baseline-");
    try {
      var runner = new LocalProcessRunner(System.getenv(), InstantSource.system());
      var clone = work.resolve("repository");
      git(
          runner,
          work,
          List.of(
              "clone",
              "-q",
              "--shared",
              "--no-checkout",
              options.repository().toString(),
              clone.toString()));
      var compared = new ArrayList<Compared>();
      for (var name : options.commits()) {
        var commit = commit(runner, clone, name);
        var parent = commit(runner, clone, name + "^1");
        try (var bench = Bench.open(clone, work, options, runner)) {
          var before = bench.look(parent);
          var after = bench.look(commit);
          compared.addAll(Compared.of(commit, before, after));
        }
      }
      out.println(Table.of(options.repository().getFileName().toString(), compared));
      if (options.list()) {
        compared.stream().flatMap(one -> one.lines().stream()).forEach(out::println);
      }
      return compared.stream().allMatch(Compared::isEqual) ? 0 : 1;
    } finally {
      FolderTree.remove(work);
    }
  }

  private static CommitId commit(ProcessRunner runner, Path clone, String name)
      throws InterruptedException {
    // A name of the user's check-out is a remote one in ours; an id is the same in both.
    for (var spelled : List.of(name, "origin/" + name)) {
      var exit =
          runner.run(
              git(
                  clone,
                  List.of(
                      "rev-parse",
                      "--verify",
                      "--quiet",
                      "--end-of-options",
                      spelled + "^{commit}")));
      if (exit.isSuccess()) {
        return new CommitId(exit.out().strip());
      }
    }
    throw new OperatorException(
        "There is no commit '%s'.".formatted(name),
        "Name a commit that has a parent, and is in a branch of the repository.");
  }

  private static void git(ProcessRunner runner, Path folder, List<String> words)
      throws InterruptedException {
    var exit = runner.run(git(folder, words));
    if (!exit.isSuccess()) {
      throw new EnvironmentException(
          "git %s failed: %s".formatted(words.getFirst(), exit.err().strip()),
          "Check that '--repo' names a git repository.");
    }
  }

  private static Command git(Path folder, List<String> words) {
    var argv = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
    argv.addAll(words);
    var patience = Duration.ofMinutes(5);
    return new Command(argv, folder, Map.of(), new Command.Bounds(patience, patience, 1024 * 1024));
  }
}
