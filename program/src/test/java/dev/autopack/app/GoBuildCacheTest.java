package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.testing.SharedSeeds;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run finds compiled of Go's standard library, with the real go. */
class GoBuildCacheTest {
  @TempDir private Path folder;

  @Test
  void a_run_s_build_cache_holds_the_seed_and_what_the_run_compiles_stays_in_it() throws Exception {
    Proof.requireProgram("go");
    var solved =
        FaultFile.all().stream()
            .filter(fault -> fault.name().equals("go/solved"))
            .findFirst()
            .orElseThrow();
    var files = new HashMap<>(solved.before());
    files.put("plan.yaml", SeededFaultsTest.PLAN + solved.phases().indent(2));
    try (var desk = Desk.with(folder, files).withSharedSeeds()) {
      desk.tape(Tape.answer("Do the work", Tape.reply(solved.units().toArray(String[]::new))));

      assertThat(desk.autopack("run", "plan.yaml").exit()).isZero();

      var seeds = folders(SharedSeeds.place().resolve("go"));
      var run = folders(desk.home().resolve("runs")).getFirst();
      var cache = files(run.resolve("builds/go"));
      assertThat(seeds)
          .anySatisfy(seed -> {
            var compiled = files(seed);
            assertThat(compiled).hasSizeGreaterThan(1_000);
            assertThat(cache).hasSizeGreaterThan(compiled.size()).containsAll(compiled);
          });
    }
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (var entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** By name, as go names them by what they hold. */
  private static Set<String> files(Path cache) throws IOException {
    try (var all = Files.walk(cache)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[0-9a-f]{64}-[ad]"))
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
