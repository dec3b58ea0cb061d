package dev.autopack.process;

/** Starts one child, waits for it and leaves nothing of it behind; a sandbox is another such. */
public interface ProcessRunner {
  /**
   * @throws InterruptedException when the caller is interrupted; the child's tree is dead then
   * @throws dev.autopack.error.EnvironmentException when the program cannot be started at all
   */
  Exit run(Command command) throws InterruptedException;
}
