package dev.autopack.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactFileTest {
  @TempDir private Path folder;

  @Test
  void what_was_saved_last_is_loaded_and_each_repository_has_its_own() {
    var one = new FactFile(folder.resolve("facts"), "/repositories/one");
    var other = new FactFile(folder.resolve("facts"), "/repositories/other");
    assertThat(one.load()).isEmpty();

    one.save(new byte[] {1});
    other.save(new byte[] {2});
    one.save(new byte[] {3});

    assertThat(new FactFile(folder.resolve("facts"), "/repositories/one").load())
        .hasValue(new byte[] {3});
    assertThat(other.load()).hasValue(new byte[] {2});
  }

  @Test
  void a_place_that_cannot_be_written_is_a_cache_that_keeps_nothing() throws IOException {
    var file = Files.writeString(folder.resolve("facts"), "no folder");
    var facts = new FactFile(file, "/repository");

    facts.save(new byte[] {1});

    assertThat(facts.load()).isEmpty();
  }

  @Test
  void of_many_repositories_the_newest_are_kept() throws IOException {
    for (int i = 0; i < 25; i++) {
      new FactFile(folder, "/repository/" + i).save(new byte[] {1});
    }

    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(20);
    }
  }

  @Test
  void several_at_once_leave_the_whole_of_one() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 40; i++) {
        byte letter = (byte) i;
        threads.execute(() -> {
          var bytes = new byte[100_000];
          Arrays.fill(bytes, letter);
          new FactFile(folder, "/repository").save(bytes);
        });
      }
    }

    var loaded = new FactFile(folder, "/repository").load().orElseThrow();

    assertThat(loaded).hasSize(100_000).containsOnly(loaded[0]);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
