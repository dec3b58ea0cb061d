package dev.autopack.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.error.EnvironmentException;
import dev.autopack.run.Artefacts;
import dev.autopack.testing.ArtefactsContract;
import dev.autopack.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on files, and what can happen to files. */
class FileArtefactsTest extends ArtefactsContract {
  private static final byte[] CONTENT = "abc".getBytes(UTF_8);

  private final ManualClock clock = new ManualClock();
  private final Path folder;

  FileArtefactsTest(@TempDir Path home) {
    this.folder = home.resolve("artefacts");
  }

  @Override
  protected Artefacts open() {
    return new FileArtefacts(folder, clock);
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.walk(folder)) {
      var all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  void a_file_lies_under_its_hash_and_nothing_else_is_left() throws IOException {
    artefacts.save(CONTENT);
    artefacts.save(CONTENT);

    assertThat(folder.relativize(onlyFile()))
        .hasToString("ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void a_damaged_file_is_never_given_out_and_the_next_save_mends_it() throws IOException {
    var sha256 = artefacts.save(CONTENT);
    Files.writeString(onlyFile(), "ab");

    assertThatThrownBy(() -> artefacts.find(sha256))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(onlyFile().toString())
        .hasMessageContaining("damaged");

    artefacts.save(CONTENT);
    assertThat(artefacts.find(sha256)).get().isEqualTo(CONTENT);
  }

  @Test
  void what_a_killed_process_left_unfinished_is_swept_after_a_day() throws IOException {
    var unfinished = Files.createDirectories(folder.resolve("unfinished"));
    var now = clock.instant();
    var old = Files.writeString(unfinished.resolve("old"), "ab");
    var young = Files.writeString(unfinished.resolve("young"), "ab");
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofHours(23))));

    artefacts.save(CONTENT);

    assertThat(unfinished)
        .isDirectoryNotContaining("glob:**/old")
        .isDirectoryContaining("glob:**/young");
  }

  @Test
  void a_folder_that_cannot_be_made_is_the_environments_fault() throws IOException {
    Files.writeString(folder, "a file where the folder should be");

    assertThatThrownBy(() -> artefacts.save(CONTENT))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void the_same_content_may_be_saved_by_many_at_once() throws Exception {
    var sha256 = artefacts.save(CONTENT);
    Files.delete(onlyFile());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var saves =
          Stream.generate(() -> threads.submit(() -> open().save(CONTENT))).limit(64).toList();
      for (var save : saves) {
        assertThat(save.get()).isEqualTo(sha256);
      }
    }

    assertThat(List.of(onlyFile())).hasSize(1);
    assertThat(artefacts.find(sha256)).get().isEqualTo(CONTENT);
  }
}
