package dev.autopack.app;

import dev.autopack.cli.Console;
import dev.autopack.plan.RunId;
import dev.autopack.run.PhaseRecord;
import dev.autopack.run.PhaseState;
import dev.autopack.run.Report;
import dev.autopack.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs a four-phase plan through the real pipeline, its model a recording, and shows what came. */
final class Demo {
  private static final Map<String, PhaseState> EXPECTED = expected();

  private static final List<String> FILES =
      List.of(
          "pom.xml",
          "plan.yaml",
          ".github/workflows/ci.yml",
          "src/main/java/demo/Price.java",
          "src/test/java/demo/PriceTest.java");

  private final Stage stage;
  private final Console console;

  private Demo(Stage stage, Console console) {
    this.stage = stage;
    this.console = console;
  }

  private static Map<String, PhaseState> expected() {
    var expected = new LinkedHashMap<String, PhaseState>();
    expected.put("slug", PhaseState.COMPLETE);
    expected.put("discount", PhaseState.COMPLETE);
    expected.put("stock", PhaseState.FAILED);
    expected.put("release", PhaseState.AWAITING_APPROVAL);
    return expected;
  }

  /** Exits with 0 when the four phases end as they should. */
  static int run(Map<String, String> environment, Console console) throws InterruptedException {
    return new Demo(Stage.make(environment), console).run();
  }

  private int run() throws InterruptedException {
    console.print("A small Java repository and a recorded model, in " + stage.folder());
    FILES.forEach(file -> stage.write("repository/" + file, resource(file)));
    stage.writeTape(resource("tape.jsonl"));
    stage.commitAll("A shop with a price");
    console.print("$ autopack run plan.yaml");
    stage.run(console, "run", "plan.yaml");
    try (var store = Store.open(stage.home(), InstantSource.system())) {
      return show(store);
    }
  }

  private int show(Store store) throws InterruptedException {
    var runs = store.runs();
    var run = runs.list().getFirst();
    for (var request : runs.unanswered(run.id())) {
      console.print("");
      console.print("$ autopack approvals " + request.id());
      stage.run(console, "approvals", request.id());
    }
    console.print("");
    console.print("$ git log autopack/" + run.id());
    console.print(
        stage.git("log", "--format=%h %s%n%(trailers:only)", "autopack/" + run.id(), "--"));
    console.print("$ git show refs/autopack/%s/evidence:slug.json".formatted(run.id()));
    console.print(head(stage.git("show", "refs/autopack/" + run.id() + "/evidence:slug.json")));
    var report = new Report(runs, run);
    console.print("");
    console.print(report.verdict());
    console.print("The report is at " + reportFile(run.id()));
    console.print(
        "To act on it: export AUTOPACK_HOME=%s AUTOPACK_CONFIG=%s"
            .formatted(stage.home(), stage.folder().resolve("config")));
    return judge(runs.phases(run.id()));
  }

  private String reportFile(RunId run) {
    return stage.home().resolve("runs").resolve(run.value()).resolve("report.md").toString();
  }

  private static String head(String text) {
    return text.lines().limit(24).collect(Collectors.joining("\n")) + "\n  ...";
  }

  private int judge(List<PhaseRecord> phases) {
    var wrong =
        phases.stream()
            .filter(phase ->
                !Optional.of(phase.state())
                    .equals(Optional.ofNullable(EXPECTED.get(phase.id().value()))))
            .map(phase -> "%s is %s".formatted(phase.id(), phase.state()))
            .toList();
    console.print(
        wrong.isEmpty()
            ? "The demo ended as it should: two complete, one failed with its reason, one asks."
            : "The demo did not end as it should: " + String.join(", ", wrong));
    return wrong.isEmpty() ? 0 : 1;
  }

  private static String resource(String name) {
    // Dots in front would keep a resource out of some archives.
    var stored = "demo/" + name.replace(".github/workflows/", "").replaceAll(".*/", "");
    try (var in = Demo.class.getResourceAsStream(stored)) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
