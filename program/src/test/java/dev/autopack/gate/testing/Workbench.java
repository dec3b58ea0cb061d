package dev.autopack.gate.testing;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.TestsGate;
import dev.autopack.gate.TestsQuestion;
import dev.autopack.gate.Verdict;
import dev.autopack.gate.tests.cargo.CargoToolchain;
import dev.autopack.gate.tests.go.GoToolchain;
import dev.autopack.gate.tests.maven.MavenToolchain;
import dev.autopack.gate.tests.node.NodeToolchain;
import dev.autopack.gate.tests.pytest.PytestToolchain;
import dev.autopack.plan.Validation;
import dev.autopack.process.Command;
import dev.autopack.process.ProcessRunner;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One exercise in one folder, solved one way after the other, as a run's worktree is: what is
 * installed and compiled stays. One thread's.
 */
public final class Workbench {
  private static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(5), Duration.ofMinutes(2));
  private static final ProcessRunner RUNNER = Checkout.runner();
  private static final TestRuns RUNS =
      new TestRuns(
          List.of(
              new PytestToolchain(RUNNER),
              new MavenToolchain(RUNNER),
              new NodeToolchain(RUNNER),
              new GoToolchain(RUNNER),
              new CargoToolchain(RUNNER)));

  /** What one way of solving it came to. */
  public record Judged(Verdict verdict, List<TestReport> reports) {}

  private final String language;
  private final Path folder;
  private final Path reports;
  private final Map<String, String> lying = new HashMap<>();
  private final Baseline baseline;
  private final List<RepoPath> tests;

  /** With the exercise as it is given for the baseline. */
  public Workbench(Path temporary, String exercise) throws IOException, InterruptedException {
    this.language = exercise.substring(0, exercise.indexOf('-'));
    this.folder = temporary.resolve("tree");
    this.reports = temporary.resolve("reports");
    var given = Exercise.given(exercise);
    this.tests =
        given.keySet().stream()
            .filter(name ->
                name.matches(".*(_test\\.py|_test\\.go|Test\\.java|\\.spec\\.js)|tests/.*\\.rs"))
            .map(RepoPath::new)
            .toList();
    lay(given);
    var unready = RUNS.prepare(request(given));
    if (!unready.isEmpty()) {
      throw new IOException(unready.toString());
    }
    this.baseline = new Baseline("0".repeat(40), RUNS.run(request(given)));
  }

  /** What the gate says of a tree, by what the exercise's own toolchain reports of it. */
  public Judged judge(Map<String, String> files) throws IOException, InterruptedException {
    lay(files);
    var now = RUNS.run(request(files));
    var question =
        new TestsQuestion(Validation.NONE, tests, List.of(), baseline, now, MapTree.of(files));
    return new Judged(TestsGate.judge(question), now);
  }

  /** Whether the tool alone, asked in the same folder, finds nothing wrong with a tree. */
  public boolean toolAloneAccepts(Map<String, String> files)
      throws IOException, InterruptedException {
    lay(files);
    var bounds = new Command.Bounds(PATIENCE.wall(), PATIENCE.idle(), 64 * 1024);
    return RUNNER.run(new Command(tool(), folder, Map.of("CI", "1"), bounds)).isSuccess();
  }

  private List<String> tool() {
    return switch (language) {
      case "python" -> List.of("python3", "-m", "pytest", "-q");
      case "java" -> List.of("mvn", "-q", "-B", "-o", "test");
      case "javascript" -> List.of("npx", "--no-install", "vitest", "run");
      case "go" -> List.of("go", "test", "./...");
      case "rust" -> List.of("cargo", "test", "--offline");
      default -> throw new IllegalArgumentException(language);
    };
  }

  /** Writes only what differs, so that what was built of the rest stays good. */
  private void lay(Map<String, String> files) throws IOException {
    for (var file : files.entrySet()) {
      if (!file.getValue().equals(lying.put(file.getKey(), file.getValue()))) {
        var path = folder.resolve(file.getKey());
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, file.getValue());
      }
    }
  }

  private Request request(Map<String, String> files) {
    return new Request(folder, MapTree.of(files), reports, List.of(), PATIENCE);
  }
}
