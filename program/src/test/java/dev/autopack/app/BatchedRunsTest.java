package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import dev.autopack.testing.oracle.OracleCall;
import dev.autopack.testing.oracle.OracleRequest;
import dev.autopack.testing.oracle.OracleServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose phase comes in batches: over real HTTP, with real git and pytest. */
class BatchedRunsTest {
  private static final int CAP = 8_192;
  private static final String ALIGNMENT = "# What does not fit";
  private static final Pattern ASKED =
      Pattern.compile("(?m)^- `([^`]+)`: (?:create|modify|create or modify)");

  @TempDir private Path folder;

  /** What a model says that sees one request: the files that it lists, each as it is meant. */
  private static String written(OracleRequest request, Map<String, String> files) {
    return reply(asked(request).stream().filter(files::containsKey).toList(), files);
  }

  private static List<String> asked(OracleRequest request) {
    return ASKED
        .matcher(request.lastTurn())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private static String reply(List<String> paths, Map<String, String> files) {
    var units =
        paths.stream()
            .<Unit>map(path ->
                new Unit.Change(
                    new FileEdit.Create(new RepoPath(path), files.getOrDefault(path, ""))))
            .toList();
    return UnitWriter.write(Format.NDJSON, units);
  }

  private Desk desk(Map<String, String> files, OracleServer server, int cap) {
    return Desk.with(folder, files)
        .models(Desk.server("oracle", "anthropic", server.baseUrl()).replace("32000", "" + cap));
  }

  private static List<String> batches(Desk desk) {
    return desk
        .stored(store -> {
          var runs = store.runs();
          return runs.events(runs.list().getFirst().id(), 0, Integer.MAX_VALUE);
        })
        .stream()
        .map(stored -> stored.event())
        .filter(event -> event.type().equals("batch"))
        .map(event -> event.facts().getOrDefault("files", ""))
        .toList();
  }

  @Test
  void a_phase_of_150_files_is_completed_by_a_model_that_emits_8192_tokens() {
    var files = parts(150);
    try (var server = OracleServer.answering(request -> written(request, files));
        var desk = desk(Map.of("tests/test_parts.py", sumOf(150)), server, CAP)) {
      desk.write("repo/plan.yaml", plan(files, 60, "tests/test_parts.py"));

      var said = desk.autopack("run", "plan.yaml");

      assertThat(said.exit()).as(said.all()).isZero();
      assertThat(committed(desk, files)).isEqualTo(files);
      assertThat(server.calls()).allMatch(call -> call.request().maxOutputTokens() <= CAP);
      assertThat(server.calls()).allMatch(call -> call.ending() == OracleCall.Ending.COMPLETE);
      var batches = batches(desk);
      assertThat(batches).hasSizeGreaterThan(5).hasSameSizeAs(server.calls());
      assertThat(batches.stream().flatMap(names -> Stream.of(names.split(" ", -1))))
          .containsExactlyInAnyOrderElementsOf(files.keySet());
    }
  }

  /** Modules of a tree: each but the root calls the one above it. */
  private static Map<String, String> parts(int count) {
    var files = new TreeMap<String, String>();
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      text.append(i == 0 ? "" : "from parts import part%03d%n%n%n".formatted(i / 3));
      text.append("def depth():\n    \"\"\"How many parts this one is built on.\"\"\"\n");
      text.append(i == 0 ? "    return 0\n" : "    return part%03d.depth() + 1\n".formatted(i / 3));
      for (int line = 0; line < 18; line++) {
        text.append(
            "%n%ndef times_%d(number):%n    return number * %d%n".formatted(line, i + line));
      }
      files.put("parts/part%03d.py".formatted(i), text.toString());
    }
    return files;
  }

  private static String sumOf(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      for (int at = i; at > 0; at /= 3) {
        sum++;
      }
    }
    return """
    import importlib

    def test_depths():
        parts = [importlib.import_module("parts.part%%03d" %% i) for i in range(%d)]
        assert sum(part.depth() for part in parts) == %d
    """
        .formatted(count, sum);
  }

  private static String plan(Map<String, String> files, int lines, String test) {
    var plan = new StringBuilder();
    plan.append("autopack: 1\nname: parts\ngoal: Write all parts\n");
    plan.append("limits: {usd: 500}\nmodels: {builder: oracle}\nphases:\n  - id: parts\n");
    plan.append("    goal: Write all parts\n    deliverables:\n");
    for (var path : files.keySet()) {
      plan.append("      - {path: %s, action: create, lines: %d}%n".formatted(path, lines));
    }
    plan.append("    validation: {tests: [%s]}%n".formatted(test));
    return plan.toString();
  }

  private static Map<String, String> committed(Desk desk, Map<String, String> wanted) {
    var files = new TreeMap<String, String>();
    wanted
        .keySet()
        .forEach(
            path -> files.put(path, desk.git().git("show", desk.branch() + ":" + path) + "\n"));
    return files;
  }

  private static final String SHAPES = "shop/types.py";
  private static final String PRICES = "shop/prices.py";
  private static final String BILL = "shop/routes.py";

  /** Three files that fit, one a batch. */
  private static final Map<String, String> FITTING =
      new TreeMap<>(
          Map.of(
              SHAPES,
              """
              class Box:
                  def __init__(self, width, height):
                      self.width = width
                      self.height = height


              def area(box, margin):
                  return (box.width + margin) * (box.height + margin)
              """,
              PRICES,
              """
              def price(size):
                  return size * 3
              """,
              BILL,
              """
              from shop.prices import price
              from shop.types import Box, area


              def bill(width, height):
                  return price(area(Box(width, height), 1))
              """));

  private static final Map<String, String> TESTED =
      Map.of(
          "tests/test_bill.py",
          """
          from shop.routes import bill

          def test_bill():
              assert bill(1, 2) == 18
          """);

  /** What the first batch changed of the interface that the third is written for. */
  enum Seeded {
    ANOTHER_NAME("Box, area", "Box, area_of", "area(Box", "area_of(Box"),
    ONE_MORE_ARGUMENT("height), 1)", "height))", "", ""),
    ONE_ARGUMENT_FEWER("height), 1)", "height), 1, 'cm')", "", ""),
    ANOTHER_ATTRIBUTE(
        "price(area(Box(width, height), 1))", "price(Box(width, height).area(1))", "", "");

    private final String was;
    private final String is;
    private final String wasToo;
    private final String isToo;

    Seeded(String was, String is, String wasToo, String isToo) {
      this.was = was;
      this.is = is;
      this.wasToo = wasToo;
      this.isToo = isToo;
    }

    Map<String, String> files() {
      var files = new TreeMap<>(FITTING);
      files.computeIfPresent(BILL, (_, text) -> text.replace(was, is).replace(wasToo, isToo));
      return files;
    }
  }

  private static List<String> kinds(OracleServer server) {
    return server.calls().stream()
        .map(OracleCall::request)
        .map(request -> isAlignment(request) ? "alignment" : String.join(" ", asked(request)))
        .toList();
  }

  private static boolean isAlignment(OracleRequest request) {
    return request.lastTurn().contains(ALIGNMENT);
  }

  @ParameterizedTest
  @EnumSource(Seeded.class)
  void an_interface_that_changed_between_batches_is_noticed_and_mended_by_one_small_call(
      Seeded seeded) {
    var misfit = seeded.files();
    try (var server =
            OracleServer.answering(
                request -> isAlignment(request) ? mending(misfit) : written(request, misfit));
        var desk = desk(TESTED, server, 2_500)) {
      desk.write("repo/plan.yaml", plan(FITTING, 100, "tests/test_bill.py"));

      var said = desk.autopack("run", "plan.yaml");

      assertThat(said.exit()).as(said.all()).isZero();
      assertThat(kinds(server)).containsExactly(SHAPES, PRICES, BILL, "alignment");
      var alignment = server.calls().getLast().request();
      assertThat(alignment.maxOutputTokens()).isLessThanOrEqualTo(4_096);
      assertThat(alignment.lastTurn()).contains(BILL).containsAnyOf("Error: ");
      assertThat(committed(desk, FITTING)).isEqualTo(FITTING);
    }
  }

  /** As a model mends: only the line that does not fit. */
  private static String mending(Map<String, String> misfit) {
    var is = misfit.getOrDefault(BILL, "");
    return UnitWriter.write(
        Format.NDJSON,
        List.of(
            new Unit.Change(
                new FileEdit.Rewrite(new RepoPath(BILL), FITTING.getOrDefault(BILL, is)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {2_500, 32_000})
  void a_build_that_fits_costs_no_call_to_align_it(int cap) {
    try (var server = OracleServer.answering(request -> written(request, FITTING));
        var desk = desk(TESTED, server, cap)) {
      desk.write("repo/plan.yaml", plan(FITTING, 100, "tests/test_bill.py"));

      var said = desk.autopack("run", "plan.yaml");

      assertThat(said.exit()).as(said.all()).isZero();
      var asked = new ArrayList<>(List.of(PRICES, BILL, SHAPES));
      assertThat(kinds(server).stream().flatMap(it -> Stream.of(it.split(" ", -1))))
          .containsExactlyInAnyOrderElementsOf(asked);
      assertThat(server.calls()).hasSize(cap < CAP ? 3 : 1);
      assertThat(committed(desk, FITTING)).isEqualTo(FITTING);
    }
  }
}
