package dev.autopack.cli;

import picocli.CommandLine.Command;

/** Shows the program at work on a small repository, with no key and no network but Maven's. */
@Command(
    name = "demo",
    description = "Runs a small plan on a recorded model: no key, no network but Maven's.")
final class DemoCommand implements Action {
  @Override
  public ExitCode run(Program program) throws InterruptedException {
    return program.demo() ? ExitCode.OK : ExitCode.FAILED;
  }
}
