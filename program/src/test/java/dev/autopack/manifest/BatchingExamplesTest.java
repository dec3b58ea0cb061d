package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.TreeFacts;
import dev.autopack.budget.Writing;
import dev.autopack.edit.Tree;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.Reading;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of {@code examples/batching}: phases of several shapes, divided in one way. */
class BatchingExamplesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLES = ROOT.resolve("examples/batching");
  private static final int CAP = 8_192;

  static Stream<String> plans() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Phase phase(String plan) throws IOException {
    return switch (PlanReader.read(plan, Files.readAllBytes(EXAMPLES.resolve(plan)))) {
      case Reading.Mistaken<Plan>(_, var mistakes) -> throw new AssertionError(mistakes);
      case Reading.Read<Plan>(var read, _) -> read.phases().getFirst();
    };
  }

  private static List<Batch> batches(Phase phase) {
    var tree = MapTree.of(Map.of("README.md", "# Nothing yet\n"));
    var manifest = new ManifestMaker(Preflight.STANDARD).make(phase, tree, output(tree));
    assertThat(manifest.objections()).isEmpty();
    return Batching.of(phase.intent(), output(tree), new ModelProfile.Window(200_000, CAP))
        .divide(phase.deliverables(), manifest.dependencies());
  }

  private static ManifestMaker.Output output(Tree tree) {
    return new ManifestMaker.Output(
        new TreeFacts(tree, text -> text.length() / 4), Format.NDJSON, Writing.EDITS, 1);
  }

  private static int home(Map<RepoPath, Integer> homes, RepoPath path) {
    return Optional.ofNullable(homes.get(path)).orElseThrow();
  }

  @Test
  void there_are_five() throws IOException {
    assertThat(plans()).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void each_comes_in_batches_that_fit_a_reply_and_build_on_earlier_ones(String plan)
      throws IOException {
    var phase = phase(plan);

    var batches = batches(phase);

    assertThat(batches).hasSizeGreaterThan(1);
    assertThat(batches.stream().flatMap(batch -> batch.files().stream()))
        .containsExactlyInAnyOrderElementsOf(
            phase.deliverables().stream().map(it -> it.path()).toList());
    assertThat(batches)
        .allMatch(batch -> batch.files().size() == 1 || batch.estimate().p95() <= CAP);
    var homes = homes(batches);
    for (var deliverable : phase.deliverables()) {
      assertThat(deliverable.needs())
          .allMatch(need -> home(homes, need) <= home(homes, deliverable.path()));
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void tests_and_documents_come_last_and_contracts_first(String plan) throws IOException {
    var batches = batches(phase(plan));

    var layers = batches.stream().flatMap(batch -> batch.files().stream()).map(Layer::of).toList();
    assertThat(layers.getFirst()).isEqualTo(Layer.CONTRACTS);
    assertThat(layers.getLast()).isEqualTo(Layer.TESTS_AND_DOCS);
    int first = layers.indexOf(Layer.TESTS_AND_DOCS);
    assertThat(Set.copyOf(layers.subList(first, layers.size())))
        .containsExactly(Layer.TESTS_AND_DOCS);
  }

  private static Map<RepoPath, Integer> homes(List<Batch> batches) {
    var homes = new HashMap<RepoPath, Integer>();
    for (int i = 0; i < batches.size(); i++) {
      for (var path : batches.get(i).files()) {
        homes.put(path, i);
      }
    }
    return homes;
  }

  /** What the Python program before this one named in its code, to divide just these phases. */
  private static final List<String> PHASES_ONCE_NAMED =
      List.of(
          "tracer-bullet",
          "tracer_bullet",
          "gatherers-web-compilation",
          "gatherers_web",
          "handoff-bundle",
          "cursor-prompt",
          "second-opinion-triage",
          "deep-retrieval",
          "iteration-loop");

  @Test
  void no_code_names_a_phase() throws IOException {
    var named = new TreeSet<String>();
    var sources = List.of("program/src/main", "bench/src/main");
    for (var source : sources) {
      try (var files = Files.walk(ROOT.resolve(source))) {
        for (var file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
          var text = Files.readString(file, StandardCharsets.ISO_8859_1);
          PHASES_ONCE_NAMED.stream()
              .filter(text::contains)
              .forEach(name -> named.add(ROOT.relativize(file) + ": " + name));
        }
      }
    }
    assertThat(named).isEmpty();
  }
}
