package dev.autopack.process;

import dev.autopack.error.EnvironmentException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A child that is asked and answers until it is closed: many small questions for the price of one
 * start. It ends by itself when our process is killed, since its input ends then. One thread at a
 * time.
 */
public final class Coprocess implements AutoCloseable {
  private final Process process;
  private final ProcessTree tree;
  private final Command command;
  private final InputStream answers;

  Coprocess(Process process, ProcessTree tree, Command command) {
    this.process = process;
    this.tree = tree;
    this.command = command;
    this.answers = new BufferedInputStream(process.getInputStream(), 32 * 1024);
  }

  /** Reads one answer to its end, and no byte further. */
  @FunctionalInterface
  public interface Answer<T> {
    T read(InputStream answers) throws IOException;
  }

  /**
   * Sends the request and reads its answer. A request longer than a pipe's 4 KiB must be split, or
   * both sides may wait for each other. An answer that ends early must be told as an {@link
   * EOFException}.
   *
   * @throws EnvironmentException when the child ended or did not answer in time; it is closed then
   */
  public <T> T ask(byte[] request, Answer<T> answer) {
    var answered = new CountDownLatch(1);
    Thread.ofVirtual().name("autopack-answer-limit").start(() -> endUnless(answered));
    try {
      var requests = process.getOutputStream();
      requests.write(request);
      requests.flush();
      return answer.read(answers);
    } catch (IOException broken) {
      close();
      throw new EnvironmentException(
          "'%s' in %s ended in the middle of its work (%s)."
              .formatted(
                  String.join(" ", command.argv()),
                  command.folder(),
                  broken instanceof EOFException ? "no more answers" : broken.getMessage()),
          "Run it there by hand to see why, then start the run again.",
          broken);
    } finally {
      answered.countDown();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private void endUnless(CountDownLatch answered) {
    try {
      if (!answered.await(command.bounds().idle().toMillis(), TimeUnit.MILLISECONDS)) {
        tree.end();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException _) {
      // It is gone already.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    tree.end();
  }
}
