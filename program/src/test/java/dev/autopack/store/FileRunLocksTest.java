package dev.autopack.store;

import static dev.autopack.testing.Samples.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.error.EnvironmentException;
import dev.autopack.run.RunLocks;
import dev.autopack.testing.ChildJvm;
import dev.autopack.testing.RunLocksContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on lock files, and other processes that hold or want them. */
class FileRunLocksTest extends RunLocksContract {
  private final Path folder;

  FileRunLocksTest(@TempDir Path home) {
    this.folder = home.resolve("locks");
  }

  @Override
  protected RunLocks open() {
    return new FileRunLocks(folder);
  }

  /** Takes the lock if it can, says so, and keeps it until it is ended. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      var held = new FileRunLocks(Path.of(arguments[0])).tryAcquire(RUN);
      System.out.println(held.isPresent() ? "held" : "refused");
      System.in.read();
    }
  }

  private ChildJvm startHolder() throws IOException {
    return ChildJvm.start(Holder.class, folder.toString());
  }

  @Test
  void a_lock_of_another_process_holds_until_that_process_is_killed() throws Exception {
    try (var other = startHolder()) {
      assertThat(other.readLine()).isEqualTo("held");
      assertThat(locks.tryAcquire(RUN)).isEmpty();
      assertThat(folder.resolve("run-1.lock")).hasContent(other.pid() + "\n");

      other.kill();
    }
    try (var mine = locks.tryAcquire(RUN).orElseThrow()) {
      assertThat(mine).isNotNull();
      assertThat(folder.resolve("run-1.lock")).hasContent(ProcessHandle.current().pid() + "\n");
    }
  }

  @Test
  void asking_twice_in_one_process_does_not_give_the_lock_away() throws Exception {
    try (var _ = locks.tryAcquire(RUN).orElseThrow()) {
      assertThat(open().tryAcquire(RUN)).isEmpty();

      try (var other = startHolder()) {
        assertThat(other.readLine()).isEqualTo("refused");
      }
      assertThat(folder.resolve("run-1.lock")).hasContent(ProcessHandle.current().pid() + "\n");
    }
  }

  @Test
  void a_file_that_is_left_over_means_nothing() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("run-1.lock"), "1\n");

    try (var mine = locks.tryAcquire(RUN).orElseThrow()) {
      assertThat(mine).isNotNull();
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_the_environments_fault() throws IOException {
    Files.writeString(folder, "a file where the folder should be");

    assertThatThrownBy(() -> locks.tryAcquire(RUN))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("run-1");
  }
}
