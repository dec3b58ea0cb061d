package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Share;
import dev.autopack.gate.FileCoverage;
import dev.autopack.gate.Totals;
import java.io.IOException;
import java.io.InputStream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.quality.coverage.ReportedCoverage.Name;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file's lines and branches are; the counts of many reports are the cases' business. */
class CoverageFormatTest {
  @Test
  void jacoco_gives_lines_and_branches_by_package_and_source_file() {
    var file =
        read(
            CoverageFormat.JACOCO,
            """
            <!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
            <report name="x"><package name="com/acme"><class name="com/acme/A"/>
            <sourcefile name="A.java"><line nr="3" mi="0" ci="2" mb="1" cb="3"/>
            <line nr="4" mi="2" ci="0" mb="0" cb="0"/><counter type="LINE" missed="1" covered="1"/>
            </sourcefile></package></report>
            """,
            "com/acme/A.java");

    assertThat(file.hits()).isEqualTo(Map.of(3, 1L, 4, 0L));
    assertThat(file.branches()).isEqualTo(Map.of(3, new Share(3, 4)));
  }

  @Test
  void cobertura_names_a_line_in_its_class_and_in_its_method_and_it_is_one() {
    var file =
        read(
            CoverageFormat.COBERTURA,
            """
            <coverage line-rate="1"><packages><package><classes>
            <class filename="a.py"><methods><method><lines><line number="1" hits="2"/></lines></method>
            </methods><lines><line number="1" hits="2" branch="true" condition-coverage="50% (1/2)"/>
            </lines></class><class filename="a.py"><lines><line number="2" hits="0"/></lines></class>
            </classes></package></packages></coverage>
            """,
            "a.py");

    assertThat(file.hits()).isEqualTo(Map.of(1, 2L, 2, 0L));
    assertThat(file.branches()).isEqualTo(Map.of(1, new Share(1, 2)));
  }

  @Test
  void sections_of_one_file_in_lcov_add_up() {
    var file =
        read(
            CoverageFormat.LCOV,
            """
            TN:one
            SF:a.js
            DA:1,2
            BRDA:1,0,0,-
            BRDA:1,0,1,2
            end_of_record
            TN:two
            SF:a.js
            DA:1,3
            DA:2,0
            BRDA:1,0,0,1
            BRDA:1,0,1,0
            end_of_record
            """,
            "a.js");

    assertThat(file.hits()).isEqualTo(Map.of(1, 5L, 2, 0L));
    assertThat(file.branches()).isEqualTo(Map.of(1, new Share(2, 2)));
  }

  @Test
  void a_block_that_several_packages_cover_counts_once_and_a_line_by_its_best_block() {
    var file =
        read(
            CoverageFormat.GO_COVER,
            """
            mode: atomic
            m/a.go:1.10,3.12 2 0
            m/a.go:3.12,5.3 4 0
            m/a.go:1.10,3.12 2 7
            m/a.go:3.12,5.3 4 0
            """,
            "m/a.go");

    assertThat(file.statements()).isEqualTo(new Share(2, 6));
    assertThat(file.hits()).isEqualTo(Map.of(1, 7L, 2, 7L, 3, 7L, 4, 0L, 5, 0L));
  }

  @Test
  void a_report_without_lines_counts_by_what_it_says_of_itself_in_all() {
    assertThat(
            totals(
                CoverageFormat.COBERTURA,
                "<coverage line-rate='0.7' lines-covered='3' lines-valid='4'"
                    + " branches-covered='9' branches-valid='2'/>"))
        .isEqualTo(new Totals(new Share(3, 4), new Share(2, 2), Share.NONE));
    assertThat(
            totals(
                CoverageFormat.JACOCO,
                "<report name='x'><group name='a'><counter type='LINE' missed='5' covered='5'/>"
                    + "</group><counter type='LINE' missed='1' covered='2'/>"
                    + "<counter type='BRANCH' missed='0' covered='4'/></report>"))
        .isEqualTo(new Totals(new Share(2, 3), new Share(4, 4), Share.NONE));
    assertThat(
            totals(
                CoverageFormat.LCOV,
                """
                SF:a
                LF:4
                LH:3
                BRF:2
                BRH:7
                end_of_record
                SF:b
                LF:1
                LH:1
                end_of_record
                """))
        .isEqualTo(new Totals(new Share(4, 5), new Share(2, 2), Share.NONE));
  }

  @Test
  void where_lines_are_named_what_a_report_says_of_itself_does_not_count() {
    assertThat(totals(CoverageFormat.LCOV, "SF:a\nDA:1,1\nDA:2,0\nLF:9\nLH:9\nend_of_record\n"))
        .isEqualTo(new Totals(new Share(1, 2), Share.NONE, Share.NONE));
  }

  @Test
  void a_cobertura_report_has_packages_or_a_line_rate_of_its_own() {
    assertThat(why(CoverageFormat.COBERTURA, "<coverage><class filename='a.py'/></coverage>"))
        .isEqualTo("it is no Cobertura report: it has no 'packages'");
    assertThat(why(CoverageFormat.COBERTURA, "<html><packages/></html>"))
        .isEqualTo("it is no Cobertura report: its first element is 'html'");
    assertThat(totals(CoverageFormat.COBERTURA, "<coverage><packages/></coverage>"))
        .isEqualTo(Totals.NONE);
  }

  @Test
  void the_roots_of_a_cobertura_report_are_its_sources_that_say_something() {
    var text =
        "<coverage><sources><source> /a/<x>no</x>b </source><source> </source><source>c</source>"
            + "</sources><packages/></coverage>";

    assertThat(coverage(CoverageFormat.COBERTURA, text).roots()).containsExactly("/a/b", "c");
  }

  @Test
  void conditions_may_all_be_met_and_more_of_them_than_there_are_is_no_report() {
    var text =
        "<coverage><packages><class filename='a'><line number='1' hits='1' branch='true'"
            + " condition-coverage='100%% (%s)'/></class></packages></coverage>";

    assertThat(totals(CoverageFormat.COBERTURA, text.formatted("2/2")).branches())
        .isEqualTo(new Share(2, 2));
    assertThat(why(CoverageFormat.COBERTURA, text.formatted("3/2"))).isEqualTo("3 of 2 cannot be");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-3, 0",
    "1e3, 1000",
    "2.9, 2",
    "9223372036854775807, 9223372036854775807",
    "9999999999999999999999999999999999999999, 9223372036854775807"
  })
  void how_often_a_line_ran_is_never_less_than_never_and_bounded(String written, long count) {
    assertThat(
            read(CoverageFormat.LCOV, "SF:a\nDA:1,%s\nend_of_record\n".formatted(written), "a")
                .hits())
        .isEqualTo(Map.of(1, count));
  }

  @Test
  void counts_of_one_line_add_up_to_no_more_than_can_be_counted() {
    var most = Long.MAX_VALUE;

    assertThat(
            read(
                    CoverageFormat.LCOV,
                    "SF:a\nDA:0,0\nDA:0,0\nDA:7,%d\nDA:7,1\n".formatted(most),
                    "a")
                .hits())
        .isEqualTo(Map.of(0, 0L, 7, most));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "DA:1,x               | 'x' is no count",
        "DA:1,99999999999999999999999999999999999999999"
            + " | '99999999999999999999999999999999999999999' is no count",
        "DA:-1,1              | '-1' is no line number",
        "DA:x,1               | 'x' is no line number",
        "DA:1                 | line 2 is 'DA:1'",
        "BRDA:1,0             | line 2 is 'BRDA:1,0'",
        "BRDA:1               | line 2 is 'BRDA:1'",
        "LF:1000000001        | '1000000001' is more than there can be",
        "nothing of LCOV      | line 2 is 'nothing of LCOV'",
        "SF:                  | line 2 is 'SF:'"
      })
  void what_lcov_does_not_write_is_told_with_where_it_stands(String line, String why) {
    assertThat(why(CoverageFormat.LCOV, "SF:a\n" + line + "\nend_of_record\n")).isEqualTo(why);
  }

  @Test
  void lcov_has_as_many_lines_as_a_file_can_have() {
    assertThat(totals(CoverageFormat.LCOV, "SF:a\nLF:1000000000\nLH:1\n").lines())
        .isEqualTo(new Share(1, 1_000_000_000));
  }

  @Test
  void lines_of_lcov_stand_in_the_section_of_a_file() {
    assertThat(why(CoverageFormat.LCOV, "DA:1,1\nSF:a\n")).isEqualTo("line 1 is 'DA:1,1'");
    assertThat(why(CoverageFormat.LCOV, "SF:a\nend_of_record\nBRDA:1,0,0,1\n"))
        .isEqualTo("line 3 is 'BRDA:1,0,0,1'");
  }

  @Test
  void lcov_that_ends_within_a_line_of_a_section_is_cut() {
    assertThat(why(CoverageFormat.LCOV, "SF:a\nDA:1,1"))
        .isEqualTo("it is cut in the section of 'a'");
    assertThat(totals(CoverageFormat.LCOV, "SF:a\nDA:1,1\n").lines()).isEqualTo(new Share(1, 1));
    assertThat(totals(CoverageFormat.LCOV, "SF:a\nDA:1,1\nend_of_record").lines())
        .isEqualTo(new Share(1, 1));
  }

  @Test
  void a_branch_of_lcov_is_taken_where_it_was_taken_at_least_once() {
    var text = "SF:a\nBRDA:3,0,f(x,y),0\nBRDA:3,0,f(x),1\nBRDA:3,0,b,-\nend_of_record\n";

    assertThat(read(CoverageFormat.LCOV, text, "a").branches())
        .isEqualTo(Map.of(3, new Share(1, 3)));
  }

  @Test
  void of_a_long_line_the_beginning_is_shown() {
    var eighty = "x".repeat(80);

    assertThat(why(CoverageFormat.LCOV, eighty)).isEqualTo("line 1 is '%s'".formatted(eighty));
    assertThat(why(CoverageFormat.LCOV, eighty + "y"))
        .isEqualTo("line 1 is '%s...'".formatted(eighty));
  }

  @Test
  void a_block_without_a_statement_covers_no_line() {
    var file =
        read(CoverageFormat.GO_COVER, "mode: set\na.go:4.1,4.9 1 1\na.go:6.1,7.2 0 1\n", "a.go");

    assertThat(file.hits()).isEqualTo(Map.of(4, 1L));
    assertThat(file.statements()).isEqualTo(new Share(1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.go:2.1,1.1 1 1",
        "a.go:1000001.1,1000001.2 1 1",
        "a.go:1.1,1.2 1",
        "a.go:1.1,1.2 1 1\na.go:1.1,1.2 2 1"
      })
  void a_block_that_cannot_be_is_told_with_where_it_stands(String blocks) {
    var lines = blocks.lines().toList();

    assertThat(why(CoverageFormat.GO_COVER, "mode: set\n" + blocks + "\n"))
        .isEqualTo("line %d is '%s'".formatted(lines.size() + 1, lines.getLast()));
  }

  /** Blocks without a statement, since those take no room. */
  @Test
  void all_blocks_of_go_together_have_no_more_than_fifty_million_lines() {
    var text = new StringBuilder("mode: set\n");
    for (var column = 1; column <= 50; column++) {
      text.append("a.go:1.%d,1000000.9 0 0\n".formatted(column));
    }

    assertThat(totals(CoverageFormat.GO_COVER, text.toString())).isEqualTo(Totals.NONE);
    assertThat(why(CoverageFormat.GO_COVER, text + "a.go:7.1,7.2 0 0\n"))
        .isEqualTo("its blocks have more lines than there can be");
  }

  @Test
  void a_file_that_breaks_off_is_told_with_the_systems_words() throws IOException {
    var broken = InputStream.nullInputStream();
    broken.close();

    assertThat(CoverageFormat.LCOV.read(broken))
        .isEqualTo(new CoverageReading.Unreadable("it cannot be read: Stream closed"));
  }

  @ParameterizedTest
  @EnumSource
  void what_is_no_report_is_never_coverage_of_nothing(CoverageFormat format) {
    for (var text : new String[] {"", " \n", "TOTAL 85%", "<html/>", "{}"}) {
      assertThat(format.read(text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(CoverageReading.Unreadable.class);
    }
  }

  private static String why(CoverageFormat format, String text) {
    var reading = format.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(reading).isInstanceOf(CoverageReading.Unreadable.class);
    return ((CoverageReading.Unreadable) reading).why();
  }

  private static Totals totals(CoverageFormat format, String text) {
    return coverage(format, text).totals();
  }

  private static ReportedCoverage coverage(CoverageFormat format, String text) {
    var reading = format.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(reading).isInstanceOf(CoverageReading.Read.class);
    return ((CoverageReading.Read) reading).coverage();
  }

  private static FileCoverage read(CoverageFormat format, String text, String name) {
    var files = coverage(format, text).files();
    assertThat(files).containsOnlyKeys(new Name("", name));
    return files.values().iterator().next();
  }
}
