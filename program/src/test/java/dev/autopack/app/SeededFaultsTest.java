package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.testing.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What builders do instead of the work, and honest work that looks like it: each scenario under
 * {@code faults/} goes through the whole pipeline, with real git and the languages' own tools. A
 * sample here; all of them by {@code -Dexcluded.groups= -Dgroups=command -Dtest=SeededFaultsTest},
 * those of one folder by {@code -Dfaults=python} besides. How they ended, and how long each took,
 * stands in {@code target/faults.md} then.
 */
class SeededFaultsTest {
  static final String PLAN =
      """
      autopack: 1
      name: fault
      goal: See what comes of it
      limits: {usd: 20}
      models: {builder: tape}
      phases:
      """;

  private static final Map<String, String> TOOLS =
      Map.of(
          "python", "python3",
          "java", "mvn",
          "javascript", "node",
          "typescript", "node",
          "go", "go",
          "rust", "cargo",
          "command", "sh");

  private static final FaultTable TABLE = new FaultTable();

  @TempDir private Path folder;

  static Stream<FaultFile> sample() {
    return FaultFile.all().stream().filter(fault -> fault.says("sample"));
  }

  static Stream<FaultFile> whole() {
    var part = System.getProperty("faults", "");
    return FaultFile.all().stream().filter(fault -> fault.name().startsWith(part));
  }

  @ParameterizedTest
  @MethodSource("sample")
  void what_is_sampled_ends_as_it_must(FaultFile fault) {
    endsAsItMust(fault);
  }

  @Tag("command")
  @ParameterizedTest
  @MethodSource("whole")
  void every_fault_is_blocked_for_its_reason_and_honest_work_passes(FaultFile fault) {
    endsAsItMust(fault);
  }

  @Test
  void there_are_enough_of_them_and_each_says_what_it_is() {
    var all = FaultFile.all();

    assertThat(all).hasSizeGreaterThanOrEqualTo(120);
    assertThat(all.stream().map(FaultFile::language)).containsAll(TOOLS.keySet());
    assertThat(all)
        .allSatisfy(fault -> {
          assertThat(List.of(fault.get("kind"), fault.get("what"))).doesNotContain("");
          assertThat(fault.expected().ending())
              .isIn("complete", "blocked", "unknown", "failed", "asks", "stops");
        });
    assertThat(all.stream().filter(fault -> fault.expected().ending().equals("complete")))
        .as("honest work")
        .hasSizeGreaterThanOrEqualTo(30);
    assertThat(all.stream().filter(fault -> fault.find("cites").isPresent()))
        .as("seen elsewhere")
        .hasSizeGreaterThanOrEqualTo(all.size() / 3);
  }

  private void endsAsItMust(FaultFile fault) {
    Proof.requireProgram(Objects.requireNonNull(TOOLS.get(fault.language())));
    var begun = System.nanoTime();
    var mistakes = allMistakes(fault);
    TABLE.add(fault, mistakes.isEmpty(), Duration.ofNanos(System.nanoTime() - begun));
    assertThat(mistakes).isEmpty();
  }

  /** What fails at random fails all tries of a gate once in a while: FlakeOddsTest counts that. */
  private String allMistakes(FaultFile fault) {
    return fault.says("random") && mistakes(fault, folder.resolve("first")).isEmpty()
        ? ""
        : mistakes(fault, folder.resolve("last"));
  }

  /** What came otherwise than it must; empty where all is as it must be. */
  static String mistakes(FaultFile fault, Path place) {
    var files = new HashMap<>(fault.before());
    files.put("plan.yaml", PLAN + fault.phases().indent(2));
    files.putIfAbsent("autopack.yaml", "attempts: 1\n");
    try (var desk = Desk.with(place, files)) {
      atHome(desk);
      desk.tape(Tape.answer("Do the work", Tape.reply(fault.units().toArray(String[]::new))));
      var ending = FaultEnding.of(desk, desk.autopack("run", "plan.yaml"));
      var approved = fault.expectedOnceApproved();
      if (!ending.ends(fault.expected())) {
        return told(fault, fault.expected(), ending);
      }
      if (approved.isPresent()) {
        desk.autopack("approve", desk.autopack("approvals").firstWord());
        var resumed = FaultEnding.of(desk, desk.autopack("resume"));
        if (!resumed.ends(approved.get())) {
          return told(fault, approved.get(), resumed);
        }
      }
      return "";
    }
  }

  /** Tools and what they have fetched are the machine's; who commits is the repository's. */
  private static void atHome(Desk desk) {
    desk.withSharedSeeds().variable("HOME", System.getProperty("user.home"));
    desk.git().git("config", "user.name", "Ada Lovelace");
    desk.git().git("config", "user.email", "ada@example.org");
  }

  private static String told(FaultFile fault, FaultFile.Expected expected, FaultEnding ending) {
    return "%s: %s%nexpected %s, and saw%n%s".formatted(fault, fault.get("what"), expected, ending);
  }
}
