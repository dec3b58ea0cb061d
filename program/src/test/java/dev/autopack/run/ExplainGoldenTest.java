package dev.autopack.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.Price;
import dev.autopack.budget.TreeFacts;
import dev.autopack.code.FactCache;
import dev.autopack.model.TokenCounter;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.QualitySettings;
import dev.autopack.gate.TestRuns;
import dev.autopack.manifest.History;
import dev.autopack.model.Model;
import dev.autopack.plan.PlanReader;
import dev.autopack.policy.Policy;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.WrittenTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans as folders under {@code explain/}: a plan, a repository, a past if it has one, and beside
 * them exactly what {@code plan explain} prints. {@code -Dgolden=apply} rewrites what it prints.
 */
class ExplainGoldenTest {
  private static final Path CASES = Path.of("src/test/resources/explain");
  private static final boolean APPLY = "apply".equals(System.getProperty("golden"));

  @Test
  void there_are_plans_to_explain() {
    assertThat(cases().count()).isGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_plan_is_explained(Path folder) throws IOException {
    var explained = String.join("\n", forecast(folder).lines()) + "\n";

    var expected = folder.resolve("expected.txt");
    if (APPLY) {
      Files.writeString(expected, explained);
    }
    assertThat(explained).isEqualTo(Files.readString(expected));
  }

  static Stream<Path> cases() {
    try (var folders = Files.list(CASES)) {
      return folders.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Forecast forecast(Path folder) throws IOException {
    var planFile = new RepoPath("plan.yaml");
    var plan =
        PlanReader.read(
                "plan.yaml", Files.readAllBytes(folder.resolve("plan.yaml")), Optional.of(planFile))
            .orThrow();
    return Forecast.of(
        plan,
        new Forecast.Start(
            MapTree.of(WrittenTree.files(Files.readString(folder.resolve("repository.txt")))),
            past(folder.resolve("history.txt")),
            new TestRuns(List.of()),
            new FactCache(),
            start -> new TreeFacts(start, TokenCounter::count),
            RunCalibration.NONE),
        new RunSettings(
            Map.of(), "plain", 3, 50_000, Duration.ofHours(24), List.of(), QualitySettings.DEFAULT),
        new OneModel(),
        new Policy(List.of()),
        Optional.of(planFile));
  }

  private static History past(Path file) throws IOException {
    return Files.exists(file) ? WrittenTree.past(Files.readAllLines(file)) : History.NONE;
  }

  private static final class OneModel implements Models {
    @Override
    public ModelProfile profile(String name) {
      var price = new BigDecimal("3");
      return new ModelProfile(
          name,
          ModelProfile.Provider.REPLAY,
          name,
          Optional.empty(),
          new ModelProfile.Window(200_000, 64_000),
          ModelProfile.Framing.JSON,
          Optional.of(new Price(price, new BigDecimal("15"), price, price)));
    }

    @Override
    public Model open(ModelProfile profile) {
      throw new IllegalStateException("nothing is asked");
    }
  }
}
