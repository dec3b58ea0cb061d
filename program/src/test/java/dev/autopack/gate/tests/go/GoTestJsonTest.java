package dev.autopack.gate.tests.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.tests.go.GoTestReport.Ending;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTestJsonTest {
  @Test
  void packages_may_run_at_the_same_time_and_subtests_count_by_themselves() {
    var report =
        read(
            """
            {"Action":"start","Package":"p"}
            {"Action":"run","Package":"p","Test":"TestA"}
            {"Action":"run","Package":"q","Test":"TestA"}
            {"Action":"run","Package":"p","Test":"TestA/sub"}
            {"Action":"output","Package":"p","Test":"TestA/sub","Output":"    a_test.go:3: no\\n"}
            {"Action":"skip","Package":"q","Test":"TestA"}
            {"Action":"fail","Package":"p","Test":"TestA/sub"}
            {"Action":"fail","Package":"p","Test":"TestA"}
            {"Action":"pass","Package":"q"}
            {"Action":"fail","Package":"p"}
            """);

    assertThat(report.problem()).isEmpty();
    assertThat(report.tests())
        .containsExactly(
            new GoTestReport.Test("p", "TestA", Outcome.FAILED, ""),
            new GoTestReport.Test("q", "TestA", Outcome.SKIPPED, ""),
            new GoTestReport.Test("p", "TestA/sub", Outcome.FAILED, "    a_test.go:3: no\n"));
    assertThat(endings(report)).containsExactly("p FAILED", "q PASSED");
  }

  @Test
  void a_panic_leaves_tests_that_began_and_never_ended() {
    var report =
        read(
            """
            {"Action":"run","Package":"p","Test":"TestA"}
            {"Action":"output","Package":"p","Test":"TestA","Output":"panic: x\\n"}
            {"Action":"fail","Package":"p"}
            """);

    assertThat(report.tests())
        .containsExactly(new GoTestReport.Test("p", "TestA", Outcome.UNKNOWN, "panic: x\n"));
  }

  @Test
  void a_test_that_ran_twice_counts_by_its_worst() {
    var report =
        read(
            """
            {"Action":"run","Package":"p","Test":"TestA"}
            {"Action":"fail","Package":"p","Test":"TestA"}
            {"Action":"run","Package":"p","Test":"TestA"}
            {"Action":"pass","Package":"p","Test":"TestA"}
            {"Action":"run","Package":"p","Test":"TestB"}
            {"Action":"run","Package":"p","Test":"TestB"}
            {"Action":"pass","Package":"p","Test":"TestB"}
            """);

    assertThat(report.tests())
        .extracting(GoTestReport.Test::outcome)
        .containsExactly(Outcome.FAILED, Outcome.UNKNOWN);
    assertThat(endings(report)).containsExactly("p UNFINISHED");
  }

  @Test
  void a_build_that_failed_is_told_with_the_compilers_words() {
    var report =
        read(
            """
            {"ImportPath":"p [p.test]","Action":"build-output","Output":"# p\\n"}
            {"ImportPath":"p [p.test]","Action":"build-output","Output":"a.go:1:2: undefined: b\\n"}
            {"ImportPath":"p [p.test]","Action":"build-fail"}
            {"Action":"start","Package":"p"}
            {"Action":"output","Package":"p","Output":"FAIL\\tp [build failed]\\n"}
            {"Action":"fail","Package":"p","FailedBuild":"p [p.test]"}
            """);

    assertThat(report.tests()).isEmpty();
    assertThat(report.packages())
        .containsExactly(
            new GoTestReport.Package(
                "p", Ending.FAILED, false, "p [p.test]", "FAIL\tp [build failed]\n"));
    assertThat(report.builds())
        .containsExactly(
            new GoTestReport.Build("p [p.test]", true, "# p\na.go:1:2: undefined: b\n"));
  }

  @Test
  void results_of_an_earlier_run_and_packages_without_tests_are_told() {
    var report =
        read(
            """
            {"Action":"run","Package":"p","Test":"TestA"}
            {"Action":"pass","Package":"p","Test":"TestA"}
            {"Action":"output","Package":"p","Output":"ok  \\tp\\t(cached)\\n"}
            {"Action":"pass","Package":"p"}
            {"Action":"output","Package":"q","Output":"?   \\tq\\t[no test files]\\n"}
            {"Action":"skip","Package":"q"}
            """);

    assertThat(report.packages())
        .extracting(GoTestReport.Package::isCached)
        .containsExactly(true, false);
    assertThat(endings(report)).containsExactly("p PASSED", "q SKIPPED");
  }

  @Test
  void a_benchmark_has_no_end_of_its_own() {
    var report =
        read(
            """
            {"Action":"run","Package":"p","Test":"BenchmarkA"}
            {"Action":"pass","Package":"p"}
            {"Action":"run","Package":"q","Test":"BenchmarkB"}
            {"Action":"fail","Package":"q"}
            """);

    assertThat(report.tests())
        .extracting(GoTestReport.Test::outcome)
        .containsExactly(Outcome.PASSED, Outcome.UNKNOWN);
  }

  @Test
  void what_a_test_prints_is_no_event_and_other_lines_are_kept_apart() {
    var report =
        read(
            """
            # p
            {"Action":"run","Package":"p","Test":"TestA"}
            {"Action":"output","Package":"p","Test":"TestA","Output":"{\\"Action\\":\\"fail\\"}\\n"}
            {"Action":"fail","Package":"p","Test":"TestA"} said the test
            {"Action":"pass","Package":"p","Test":"TestA"}
            """);

    assertThat(report.count(Outcome.PASSED)).isEqualTo(1);
    assertThat(report.stray())
        .isEqualTo(
            "# p\n{\"Action\":\"fail\",\"Package\":\"p\",\"Test\":\"TestA\"} said the test\n");
    assertThat(report.isCut()).isFalse();
  }

  @Test
  void a_last_line_that_breaks_off_says_that_the_output_is_cut() {
    var report =
        read("{\"Action\":\"run\",\"Package\":\"p\",\"Test\":\"TestA\"}\n{\"Action\":\"pa");

    assertThat(report.isCut()).isTrue();
    assertThat(report.count(Outcome.UNKNOWN)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "ok  \tp\t0.1s\n", "{\"a\":1}\n", "[]", "{\"Action\":\"run\"}"})
  void what_holds_no_event_is_never_zero_tests(String text) {
    assertThat(read(text).problem()).isPresent();
  }

  @Test
  void output_that_a_shell_wrote_as_utf_16_is_read() {
    var text = "{\"Action\":\"run\",\"Package\":\"p\",\"Test\":\"Test\u00e9\"}\r\n";

    assertThat(GoTestJson.read(text.getBytes(StandardCharsets.UTF_16)).tests())
        .extracting(GoTestReport.Test::name)
        .containsExactly("Test\u00e9");
  }

  private static List<String> endings(GoTestReport report) {
    return report.packages().stream().map(one -> one.path() + " " + one.ending()).toList();
  }

  private static GoTestReport read(String text) {
    return GoTestJson.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
