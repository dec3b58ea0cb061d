package dev.autopack.workspace.git;

import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs git with everything switched off by which a repository could start programs of its own. */
final class Git {
  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofMinutes(10), Duration.ofMinutes(10), 256 * 1024 * 1024);

  private static final List<String> HARDENED =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.untrackedCache=false",
          "core.quotePath=false",
          "core.fsync=committed,loose-object,reference",
          "gc.auto=0",
          "maintenance.auto=false",
          "commit.gpgSign=false",
          "tag.gpgSign=false",
          "diff.external=",
          "protocol.allow=never",
          "advice.detachedHead=false",
          "filter.lfs.smudge=",
          "filter.lfs.clean=",
          "filter.lfs.process=",
          "filter.lfs.required=false");

  private final ProcessRunner runner;
  private final Path folder;
  private final List<String> prefix;
  private final Map<String, String> environment;

  private Git(
      ProcessRunner runner, Path folder, List<String> prefix, Map<String, String> environment) {
    this.runner = runner;
    this.folder = folder;
    this.prefix = List.copyOf(prefix);
    this.environment = Map.copyOf(environment);
  }

  /** Git as it finds the repository round a folder. */
  static Git discovering(ProcessRunner runner, Path folder) {
    return new Git(runner, folder, List.of(), basics());
  }

  /** Git on one git directory, whatever lies in the folder. */
  static Git of(ProcessRunner runner, Path folder, Path gitDir) {
    return new Git(runner, folder, List.of("--git-dir=" + gitDir), basics());
  }

  /** The same with a work tree. */
  Git withWorkTree(Path workTree) {
    var more = new ArrayList<>(prefix);
    more.add("--work-tree=" + workTree);
    return new Git(runner, workTree, more, environment);
  }

  Git with(Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return new Git(runner, folder, prefix, all);
  }

  private static Map<String, String> basics() {
    return Map.of(
        "GIT_TERMINAL_PROMPT", "0",
        "GIT_OPTIONAL_LOCKS", "0",
        "GIT_LFS_SKIP_SMUDGE", "1",
        "GIT_NO_LAZY_FETCH", "1",
        "GIT_ATTR_NOSYSTEM", "1",
        "LC_ALL", "C");
  }

  Exit run(List<String> arguments, byte[] input) {
    var argv = new ArrayList<String>();
    argv.add("git");
    HARDENED.forEach(setting -> argv.addAll(List.of("-c", setting)));
    argv.addAll(prefix);
    argv.addAll(arguments);
    try {
      return runner.run(new Command(argv, folder, environment, input, BOUNDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedGit(e);
    }
  }

  Exit run(String... arguments) {
    return run(List.of(arguments), new byte[0]);
  }

  /** What git printed, without the line end; anything but success is the environment's fault. */
  String out(String... arguments) {
    return new String(bytes(List.of(arguments), new byte[0]), StandardCharsets.UTF_8).strip();
  }

  byte[] bytes(List<String> arguments, byte[] input) {
    var exit = run(arguments, input);
    if (!exit.isSuccess()) {
      throw failed(arguments, exit);
    }
    return exit.stdout();
  }

  private EnvironmentException failed(List<String> arguments, Exit exit) {
    var said = exit.err().strip();
    return new EnvironmentException(
        "git %s ended with %d in '%s': %s"
            .formatted(
                arguments.getFirst(),
                exit.code(),
                folder,
                said.length() > 600 ? said.substring(0, 600) + "…" : said),
        "Look at the repository with git, mend it, then run: autopack resume");
  }

  /** Carries an interruption through methods that do no waiting of their own. */
  static final class InterruptedGit extends RuntimeException {
    InterruptedGit(InterruptedException cause) {
      super(cause);
    }
  }
}
