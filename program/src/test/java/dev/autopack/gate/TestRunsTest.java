package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.passed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestReport.Execution;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.testing.MapTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestRunsTest {
  private static final MapTree TREE = MapTree.of(Map.of("a.x", "", "web/a.y", ""));
  private static final Trouble MISSING = new Trouble(Trouble.Kind.TOOL, "'y' is not there");
  private static final Request REQUEST =
      new Request(
          Path.of("tree"),
          TREE,
          Path.of("out", "reports"),
          List.of(),
          new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1)));

  private final List<String> looked = new ArrayList<>();

  /** A kind of test by the extension of its files; its report says where it was told to write. */
  private final class ByExtension implements TestToolchain {
    private final String id;
    private final String extension;
    private final Preparation preparation;

    ByExtension(String id, String extension, Preparation preparation) {
      this.id = id;
      this.extension = extension;
      this.preparation = preparation;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public boolean detects(Tree tree, List<RepoPath> named) {
      looked.add(id);
      return tree.paths().stream().anyMatch(this::isTest);
    }

    @Override
    public boolean isTest(RepoPath path) {
      return path.extension().equals(extension);
    }

    @Override
    public List<RepoPath> prepared(Tree tree) {
      return List.of(new RepoPath("modules"), new RepoPath("lib-" + extension));
    }

    @Override
    public Preparation prepare(Request request) {
      return preparation;
    }

    @Override
    public TestReport run(Request request) {
      return new TestReport(
          id,
          new Execution(List.of(), 0, 1, request.reports().toString(), List.of()),
          Kind.STRUCTURED,
          List.of(),
          List.of());
    }
  }

  private final TestRuns runs =
      new TestRuns(
          List.of(
              new ByExtension("x", "x", new Preparation.Ready()),
              new ByExtension("node:web", "y", new Preparation.Failed(MISSING)),
              new ByExtension("z", "z", new Preparation.Ready())));

  @Test
  void every_build_of_the_tree_is_run_with_a_reports_folder_of_its_own() throws Exception {
    assertThat(runs.run(REQUEST))
        .extracting(TestReport::toolchain, report -> report.execution().output())
        .containsExactly(
            tuple("x", Path.of("out/reports/x").toString()),
            tuple("node:web", Path.of("out/reports/node/web").toString()));
  }

  @Test
  void one_build_is_run_by_its_id() throws Exception {
    assertThat(runs.run("node:web", REQUEST).execution().output())
        .isEqualTo(Path.of("out/reports/node/web").toString());
    assertThatThrownBy(() -> runs.run("z", REQUEST)).hasMessage("there is no toolchain 'z'");
  }

  @Test
  void a_build_that_cannot_be_made_ready_is_a_report_of_its_trouble() throws Exception {
    assertThat(runs.prepare(REQUEST))
        .containsExactly(
            new TestReport(
                "node:web",
                new Execution(List.of(), -1, 0, "'y' is not there", List.of()),
                Kind.PARTIAL,
                List.of(),
                List.of(MISSING)));
  }

  @Test
  void the_folders_that_are_filled_are_named_once() {
    assertThat(runs.prepared(TREE, List.of())).containsExactly("modules", "lib-x", "lib-y");
  }

  @Test
  void the_same_tree_is_looked_through_once() {
    assertThat(runs.detect(TREE, List.of())).hasSize(2);
    assertThat(runs.detect(TREE, List.of())).hasSize(2);
    assertThat(looked).containsExactly("x", "node:web", "z");

    assertThat(runs.detect(TREE, List.of(new RepoPath("a.x")))).hasSize(2);
    assertThat(runs.detect(MapTree.of(Map.of()), List.of())).isEmpty();
    assertThat(looked).hasSize(9);
  }

  @Test
  void a_toolchain_has_nothing_to_prepare_unless_it_says_so() throws Exception {
    var plain =
        new TestToolchain() {
          @Override
          public String id() {
            return "plain";
          }

          @Override
          public boolean detects(Tree tree, List<RepoPath> named) {
            return !named.isEmpty();
          }

          @Override
          public boolean isTest(RepoPath path) {
            return false;
          }

          @Override
          public TestReport run(Request request) {
            throw new AssertionError("it is not run");
          }
        };

    assertThat(plain.prepare(REQUEST)).isEqualTo(new Preparation.Ready());
    assertThat(plain.prepared(TREE)).isEmpty();
    assertThat(plain.builds(TREE, List.of())).isEmpty();
    assertThat(plain.builds(TREE, List.of(new RepoPath("a")))).containsExactly(plain);
  }

  @Test
  void a_request_is_the_same_but_for_what_is_asked_otherwise() {
    var only = new Selection.Only(List.of(passed("a::b")));

    assertThat(REQUEST.caches()).isEqualTo(Path.of("out", "caches"));
    assertThat(REQUEST.selecting(only).selection()).isEqualTo(only);
    assertThat(REQUEST.selecting(only).reportingTo(Path.of("else")))
        .isEqualTo(
            new Request(
                REQUEST.folder(),
                TREE,
                Path.of("else"),
                REQUEST.caches(),
                List.of(),
                REQUEST.patience(),
                only));
  }
}
