package dev.autopack.workspace.git;

import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Command;
import dev.autopack.process.Coprocess;
import dev.autopack.process.Exit;
import dev.autopack.process.LocalProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The git command line for one place, with everything off that would run a program of somebody
 * else's choice, ask a person, reach the network or lose a write in a power cut.
 */
final class Git {
  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofMinutes(10), Duration.ofMinutes(10), 256 << 20);

  private static final List<String> SETTINGS =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.untrackedCache=false",
          "core.fsync=committed,reference",
          "core.quotePath=off",
          // Both decide what counts as an unchanged file; a weaker rule can be deceived.
          "core.trustctime=true",
          "core.checkStat=default",
          "core.splitIndex=false",
          "index.sparse=false",
          // A person's own git command in the same repository is waited for.
          "core.filesRefLockTimeout=5000",
          "core.packedRefsTimeout=10000",
          "gc.auto=0",
          "maintenance.auto=false",
          "commit.gpgSign=false",
          "diff.external=",
          "credential.helper=",
          "protocol.allow=never",
          "submodule.recurse=false",
          "filter.lfs.smudge=",
          "filter.lfs.clean=",
          "filter.lfs.process=",
          "filter.lfs.required=false");

  private static final Map<String, String> QUIET =
      Map.of(
          // Its messages are read by this package.
          "LC_ALL", "C",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_NO_REPLACE_OBJECTS", "1",
          "GIT_NO_LAZY_FETCH", "1",
          "GIT_ATTR_NOSYSTEM", "1",
          "GIT_EDITOR", "false",
          "GIT_LITERAL_PATHSPECS", "1");

  private static final Map<String, String> NOBODYS_SETTINGS =
      Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null");

  private final LocalProcessRunner children;
  private final Path folder;
  private final List<String> settings;
  private final List<String> options;
  private final Map<String, String> environment;

  private Git(
      LocalProcessRunner children,
      Path folder,
      List<String> settings,
      List<String> options,
      Map<String, String> environment) {
    this.children = children;
    this.folder = folder;
    this.settings = List.copyOf(settings);
    this.options = List.copyOf(options);
    this.environment = Map.copyOf(environment);
  }

  /** As the user would run it in the folder: with their settings, and git finds the repository. */
  static Git asUser(LocalProcessRunner children, Path folder) {
    return new Git(children, folder, SETTINGS, List.of(), QUIET);
  }

  /**
   * As the user themselves would, hooks, credentials, filters and network included: only for what
   * they asked to be done to their checkout or a remote. It still asks nothing on a terminal.
   */
  static Git asPerson(LocalProcessRunner children, Path folder) {
    return new Git(
        children,
        folder,
        List.of(),
        List.of(),
        Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0", "GIT_EDITOR", "false"));
  }

  /** On this git folder and no other, with no settings but the ones in it. */
  static Git on(LocalProcessRunner children, Path gitFolder) {
    var environment = new HashMap<>(QUIET);
    environment.putAll(NOBODYS_SETTINGS);
    return new Git(
        children,
        gitFolder,
        SETTINGS,
        List.of("--git-dir=" + gitFolder, "-c", "core.attributesFile=/dev/null"),
        environment);
  }

  Git with(String... moreOptions) {
    var all = new ArrayList<>(options);
    all.addAll(List.of(moreOptions));
    return new Git(children, folder, settings, all, environment);
  }

  Git withEnvironment(Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return new Git(children, folder, settings, options, all);
  }

  /**
   * Runs it and answers its output.
   *
   * @throws EnvironmentException with git's own words when it fails
   */
  byte[] run(String... arguments) {
    return run(new byte[0], arguments);
  }

  byte[] run(byte[] input, String... arguments) {
    var exit = attempt(input, arguments);
    if (!exit.isSuccess()) {
      throw failure(exit, arguments);
    }
    return exit.stdout();
  }

  EnvironmentException failure(Exit exit, String... arguments) {
    var said =
        exit.err().isBlank() ? "%s, code %d".formatted(exit.ending(), exit.code()) : exit.err();
    return new EnvironmentException(
        "'git %s' failed in '%s': %s".formatted(String.join(" ", arguments), folder, said.strip()),
        "Mend what git names, for example with 'git fsck' or by making room on the disk, then"
            + " run the command again.");
  }

  /**
   * Runs it, whatever its end. An interrupt waits until git is done, and is there afterwards: git
   * is quick, and one that is killed in the middle leaves locks.
   */
  Exit attempt(byte[] input, String... arguments) {
    var exit = uninterrupted(command(input, arguments));
    if (exit.dropped() > 0) {
      throw new EnvironmentException(
          "'git %s' wrote more than %d MB in '%s'."
              .formatted(String.join(" ", arguments), BOUNDS.outputBytes() >> 20, folder),
          "Keep files of that size out of the repository, or out of the phase.");
    }
    return exit;
  }

  private Exit uninterrupted(Command command) {
    var call = new FutureTask<>(() -> children.run(command));
    Thread.ofVirtual().name("autopack-git").start(call);
    var interrupted = false;
    try {
      while (true) {
        try {
          return call.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Coprocess start(String... arguments) {
    return children.start(command(new byte[0], arguments));
  }

  private Command command(byte[] input, String... arguments) {
    var argv = new ArrayList<String>();
    argv.add("git");
    argv.add("--no-pager");
    for (var setting : settings) {
      argv.add("-c");
      argv.add(setting);
    }
    argv.addAll(options);
    argv.addAll(List.of(arguments));
    return new Command(argv, folder, environment, input, BOUNDS);
  }
}
