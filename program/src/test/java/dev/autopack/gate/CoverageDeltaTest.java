package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Measurement.Measured;
import dev.autopack.gate.Measurement.Missing;
import dev.autopack.gate.Measurement.NotProducible;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CoverageDeltaTest {
  private static final RepoPath A = new RepoPath("a.py");
  private static final RepoPath B = new RepoPath("b.py");
  private static final Measurement TEN_OF_TEN = new Measured(covering(10, 10));

  @Test
  void a_fall_is_told_in_points() {
    var delta = known(TEN_OF_TEN, new Measured(covering(18, 20)), Map.of());

    assertThat(delta.linesFall()).hasValue(10.0);
    assertThat(delta.fall()).hasValue(10.0);
    assertThat(delta.branchesFall()).isEmpty();
    assertThat(known(new Measured(covering(5, 10)), TEN_OF_TEN, Map.of()).linesFall())
        .hasValue(-50.0);
  }

  @Test
  void statements_are_what_falls_where_a_tool_counts_them() {
    var delta = known(new Measured(statements(4, 4)), new Measured(statements(3, 4)), Map.of());

    assertThat(delta.fall()).hasValue(25.0);
    assertThat(delta.linesFall()).hasValue(0.0);
  }

  @Test
  void of_changed_lines_those_count_that_can_run_and_files_without_any_are_named() {
    var changed = Map.of(A, Set.of(9, 10, 11, 500), B, Set.of(1));

    assertThat(known(TEN_OF_TEN, new Measured(covering(10, 12)), changed).changed())
        .isEqualTo(new Coverage.Changed(new Share(2, 3), List.of(B)));
  }

  @Test
  void what_could_never_be_produced_is_off_and_what_went_missing_is_unknown() {
    var never = new NotProducible("no coverage.py");
    var lost = new Missing("no report was written");

    assertThat(CoverageDelta.compare(never, TEN_OF_TEN, Map.of()))
        .isEqualTo(new CoverageDelta.Off("no coverage.py"));
    assertThat(
            List.of(
                CoverageDelta.compare(lost, TEN_OF_TEN, Map.of()),
                CoverageDelta.compare(TEN_OF_TEN, lost, Map.of()),
                CoverageDelta.compare(TEN_OF_TEN, never, Map.of()),
                CoverageDelta.compare(TEN_OF_TEN, new Measured(covering(0, 0)), Map.of())))
        .allMatch(delta -> delta instanceof CoverageDelta.Unknown);
  }

  @Test
  void a_report_about_other_files_alone_is_unknown_and_names_one() {
    var elsewhere = new Measured(new Coverage(new TreeMap<>(), List.of("/usr/lib/x.py")));

    assertThat(CoverageDelta.compare(TEN_OF_TEN, elsewhere, Map.of()))
        .asInstanceOf(InstanceOfAssertFactories.type(CoverageDelta.Unknown.class))
        .extracting(CoverageDelta.Unknown::why)
        .asString()
        .contains("'/usr/lib/x.py'");
  }

  @Test
  void reports_of_several_tools_are_one_in_which_a_line_that_ran_ran() {
    var both =
        covering(3, 10).plus(covering(6, 8)).plus(new Coverage(new TreeMap<>(), List.of("x")));

    assertThat(both.totals().lines()).isEqualTo(new Share(6, 10));
    assertThat(both.outside()).containsExactly("x");
  }

  private static CoverageDelta.Known known(
      Measurement baseline, Measurement now, Map<RepoPath, Set<Integer>> changed) {
    return (CoverageDelta.Known) CoverageDelta.compare(baseline, now, changed);
  }

  /** A file of which the first lines ran. */
  private static Coverage covering(int covered, int total) {
    return file(covered, total, Share.NONE);
  }

  private static Coverage statements(int covered, int total) {
    return file(1, 1, new Share(covered, total));
  }

  private static Coverage file(int covered, int total, Share statements) {
    var hits = new TreeMap<Integer, Long>();
    for (var line = 1; line <= total; line++) {
      hits.put(line, line <= covered ? 1L : 0L);
    }
    var file = new FileCoverage(hits, new TreeMap<>(), statements);
    return new Coverage(new TreeMap<>(Map.of(A, file)), List.of());
  }
}
