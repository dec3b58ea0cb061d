package dev.autopack.cli;

/** A command of the command line. */
interface Action {
  ExitCode run(Program program) throws InterruptedException;
}
