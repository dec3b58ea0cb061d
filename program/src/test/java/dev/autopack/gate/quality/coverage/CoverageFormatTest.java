package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Share;
import dev.autopack.gate.FileCoverage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.quality.coverage.ReportedCoverage.Name;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource
  void what_is_no_report_is_never_coverage_of_nothing(CoverageFormat format) {
    for (var text : new String[] {"", " \n", "TOTAL 85%", "<html/>", "{}"}) {
      assertThat(format.read(text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(CoverageReading.Unreadable.class);
    }
  }

  private static FileCoverage read(CoverageFormat format, String text, String name) {
    var reading = format.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(reading).isInstanceOf(CoverageReading.Read.class);
    var files = ((CoverageReading.Read) reading).coverage().files();
    assertThat(files).containsOnlyKeys(new Name("", name));
    return files.values().iterator().next();
  }
}
