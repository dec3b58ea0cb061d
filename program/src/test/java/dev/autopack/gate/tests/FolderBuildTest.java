package dev.autopack.gate.tests;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Measured;
import dev.autopack.gate.testing.PlayedTools;
import dev.autopack.process.ProcessRunner;
import dev.autopack.testing.MapTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a tool that is played. */
class FolderBuildTest {
  private static final Map<String, String> FILES =
      Map.of("web/mark", "1", "web/in/mark", "1", "a.test", "1");

  @TempDir private Path temporary;

  private final PlayedTools tools = new PlayedTools().on("tool", 0, "");

  @Test
  void each_folder_is_a_toolchain_of_its_own_with_an_id_that_names_it() {
    var tree = MapTree.of(FILES);
    var top = new Marked(tools, Build.TOP);

    assertThat(top.id()).isEqualTo("marked");
    assertThat(top.detects(tree, List.of())).isTrue();
    assertThat(top.builds(tree, List.of()))
        .extracting(TestToolchain::id)
        .containsExactly("marked:web", "marked:web/in");
    assertThat(top.detects(MapTree.of(Map.of("a.test", "")), List.of())).isFalse();
  }

  @Test
  void it_runs_in_its_folder_and_says_what_it_ran() throws Exception {
    var checkout = Checkout.of(temporary, FILES);

    var report = web(checkout).run(checkout.request());

    assertThat(report.toolchain()).isEqualTo("marked:web");
    assertThat(results(report)).containsExactly("PASSED a.test::a");
    assertThat(report.execution().commands()).containsExactly(List.of("tool", "measured"));
    assertThat(report.execution().environment()).containsExactly("tool 1");
    assertThat(tools.last("tool").folder()).isEqualTo(checkout.folder().resolve("web"));
    assertThat(tools.last("tool").environment()).isEqualTo(Map.of("CI", "1"));
  }

  @Test
  void a_program_that_is_not_there_is_trouble_and_the_tests_stay_known() throws Exception {
    var checkout = Checkout.of(temporary, FILES);
    var nothing = new PlayedTools();

    var report = new Marked(nothing, Build.TOP).run(checkout.request());

    assertThat(trouble(report)).containsExactly("TOOL: 'tool' cannot be started: no such program");
    assertThat(results(report)).containsExactly("UNKNOWN a.test::a");
    assertThat(report.execution().exitCode()).isEqualTo(-1);
    assertThat(report.execution().output()).isEqualTo("no such program");
    assertThat(report.coverage())
        .contains(new Measurement.Missing("the tests did not run to their end"));
  }

  @Test
  void code_that_is_compiled_otherwise_where_it_is_measured_is_compiled_once_more()
      throws Exception {
    tools.on("tool measured", 9, "");
    var checkout = Checkout.of(temporary, FILES);

    var report = web(checkout).run(checkout.request());

    assertThat(report.trouble()).isEmpty();
    assertThat(tools.lines(checkout)).containsExactly("tool measured", "tool");
    assertThat(Measured.whyNot(report))
        .isEqualTo("the tests do not run where it is measured: it does not compile");
  }

  @Test
  void code_that_compiles_the_same_either_way_is_compiled_once() throws Exception {
    tools.on("tool", 9, "");
    var checkout = Checkout.of(temporary, FILES);

    var report = new Marked(tools, Build.TOP).run(checkout.request());

    assertThat(trouble(report)).containsExactly("COMPILE: it does not compile");
    assertThat(tools.started()).hasSize(1);
  }

  @Test
  void some_tests_alone_are_not_measured() throws Exception {
    var checkout = Checkout.of(temporary, FILES);
    var some = List.of(TestResult.of(new TestId("a.test", "a"), Outcome.PASSED, "a.test"));

    var report = web(checkout).run(checkout.request().selecting(new Selection.Only(some)));

    assertThat(tools.lines(checkout)).containsExactly("tool");
    assertThat(report.coverage()).isEmpty();
  }

  @Test
  void what_is_fetched_depends_on_the_decisive_files_of_its_own_folder() throws Exception {
    var files = new TreeMap<>(FILES);
    assertThat(web(files).prepare(request(files))).isEqualTo(new Preparation.Ready());
    files.put("mark", "2");
    files.put("a.test", "2");
    assertThat(web(files).prepare(request(files))).isEqualTo(new Preparation.Ready());
    assertThat(tools.started()).hasSize(1);
    assertThat(tools.last("tool fetch").folder()).isEqualTo(temporary.resolve("tree/web"));

    files.put("web/mark", "2");
    assertThat(web(files).prepare(request(files))).isEqualTo(new Preparation.Ready());
    assertThat(tools.started()).hasSize(2);
  }

  private TestToolchain web(Map<String, String> files) {
    return web(Checkout.of(temporary, files));
  }

  private TestToolchain.Request request(Map<String, String> files) {
    return Checkout.of(temporary, files).request();
  }

  private TestToolchain web(Checkout checkout) {
    return new Marked(tools, Build.TOP)
        .builds(checkout.tree(), List.of()).stream()
            .filter(build -> build.id().equals("marked:web"))
            .findFirst()
            .orElseThrow();
  }

  /** Compiles for itself where it is in a folder, and ends with 9 where that fails. */
  private static final class Marked extends FolderToolchain {
    private static final Kind KIND = new Kind("marked", "tool", Map.of("CI", "1"), Marked::new);

    Marked(ProcessRunner runner, Build build) {
      super(KIND, runner, build);
    }

    @Override
    protected List<Build> find(Tree tree, List<RepoPath> named) {
      return Build.find(tree, "mark"::equals, (_, _) -> false);
    }

    @Override
    public boolean isTest(RepoPath path) {
      return path.value().endsWith(".test");
    }

    @Override
    protected boolean measuresByCompiling() {
      return !build().folder().isEmpty() || super.measuresByCompiling();
    }

    @Override
    public Preparation prepare(Request request) throws InterruptedException {
      return once(
          fetch(request, "mark"::equals), request, List.of("tool", "fetch"), Map.of("CI", "1"));
    }

    @Override
    protected List<String> run(
        Request request, ToolSession session, ReportDraft draft, Measuring measuring)
        throws InterruptedException {
      if (measuring.isOn()) {
        measuring.expect(request.reports().resolve("lcov.info"), CoverageFormat.LCOV, "");
      }
      var argv = measuring.isOn() ? List.of("tool", "measured") : List.of("tool");
      var exit = session.run(argv, folder(request), 100);
      if (exit.isSuccess()) {
        draft.add(TestResult.of(new TestId("a.test", "a"), Outcome.PASSED, "a.test"));
      } else {
        draft.add(new Trouble(Trouble.Kind.COMPILE, "it does not compile"));
      }
      return List.of("tool 1");
    }

    @Override
    protected void addUnstarted(Request request, ReportDraft draft) {
      draft.add(TestResult.of(new TestId("a.test", "a"), Outcome.UNKNOWN, "a.test"));
    }
  }
}
