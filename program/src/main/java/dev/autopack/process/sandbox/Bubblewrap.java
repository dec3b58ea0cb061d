package dev.autopack.process.sandbox;

import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Command;
import dev.autopack.process.Confinement;
import dev.autopack.process.Exit;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.ProcessRunner;
import dev.autopack.process.Programs;
import dev.autopack.process.Sandbox;
import dev.autopack.process.Watched;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Children in namespaces of their own, made by {@code bwrap}: they see the machine's programs and
 * the worktree, may write the worktree and little else, and are gone when the first of them ends.
 */
public final class Bubblewrap implements Sandbox {
  private static final String PROGRAM = "bwrap";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LocalProcessRunner runner;
  private final Path program;
  private final String version;
  private final Path home;

  private Bubblewrap(LocalProcessRunner runner, Path program, String version, Path home) {
    this.runner = runner;
    this.program = program;
    this.version = version;
    this.home = home;
  }

  /** Whether there is a sandbox on this machine. */
  public sealed interface Search {
    /** It was tried and works. */
    record Found(Bubblewrap sandbox) implements Search {}

    /** It does not; {@code why} is a clause that names what is missing. */
    record Missing(String why) implements Search {}
  }

  /**
   * Looks for it, and tries it: a kernel or a container may forbid what it needs.
   *
   * @param environment ours, by whose PATH it is found
   * @param home the user's, which no child sees
   */
  public static Search find(LocalProcessRunner runner, Map<String, String> environment, Path home)
      throws InterruptedException {
    var program = Programs.find(PROGRAM, environment).map(Path::toAbsolutePath);
    if (program.isEmpty()) {
      return new Search.Missing("'%s' is not on the PATH".formatted(PROGRAM));
    }
    var tried = attempt(runner, BwrapCommand.trial(program.get()));
    if (!tried.isSuccess()) {
      return new Search.Missing(
          "'%s' does not work here: %s"
              .formatted(PROGRAM, tried.err().strip().lines().findFirst().orElse("no reason")));
    }
    var said = attempt(runner, List.of(program.get().toString(), "--version")).out().strip();
    return new Search.Found(new Bubblewrap(runner, program.get(), said, home));
  }

  private static Exit attempt(LocalProcessRunner runner, List<String> argv)
      throws InterruptedException {
    var bounds = new Command.Bounds(PATIENCE, PATIENCE, 64 * 1024);
    return runner.run(new Command(argv, Path.of("/"), Map.of(), bounds));
  }

  @Override
  public Strength strength() {
    return new Strength(
        true, version + ": the worktree writable, the rest read-only, the home hidden");
  }

  @Override
  public ProcessRunner within(Confinement confinement) {
    return command -> run(command, confinement);
  }

  private Exit run(Command command, Confinement confinement) throws InterruptedException {
    var environment = new HashMap<>(confinement.environment());
    environment.putAll(command.environment());
    environment.put("TMPDIR", "/tmp");
    var view = new View(home, confinement, runner.environment(command.with(environment)));
    environment.put("HOME", view.home().toString());
    var asked = command.with(environment);
    var located = runner.locate(asked);
    try (var scratch = Scratch.in(confinement.scratch())) {
      confinement.writable().forEach(Scratch::make);
      var words = new BwrapCommand(program, confinement, view, scratch);
      var exit =
          runner.run(
              asked.running(words.of(asked, located)),
              new Watched(
                  confinement.limits(), Watched.existing(confinement, List.of(scratch.folder()))));
      if (mayBeRefusal(exit)) {
        refuseIfBroken(words.trialOf(asked), asked);
      }
      return exit;
    }
  }

  private static boolean mayBeRefusal(Exit exit) {
    return exit.code() == 1 && exit.err().startsWith("bwrap: ");
  }

  /** A sandbox that cannot be made is no failed test; a test may say the same words, though. */
  private void refuseIfBroken(List<String> trial, Command command) throws InterruptedException {
    var tried = attempt(runner, trial);
    if (!tried.isSuccess()) {
      throw new EnvironmentException(
          "The sandbox for '%s' in %s could not be made: %s"
              .formatted(command.argv().getFirst(), command.folder(), tried.err().strip()),
          "Mend that, or write 'sandbox: preferred' or 'sandbox: off' in the settings.");
    }
  }
}
