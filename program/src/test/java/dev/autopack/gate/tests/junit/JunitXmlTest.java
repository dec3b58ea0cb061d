package dev.autopack.gate.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JunitXmlTest {
  @Test
  void suites_may_nest_and_times_may_be_missing() {
    assertThat(
            read(
                """
                <?xml version="1.0"?>
                <testsuites><testsuite name="all"><testsuite name="inner">
                  <testcase classname="A" name="a"/>
                  <testcase classname="A" name="b"><failure message="1 != 2" type="E">at A</failure></testcase>
                </testsuite><testcase name="c"><skipped/></testcase></testsuite></testsuites>
                """))
        .containsExactly("PASSED A a", "FAILED A b E 1 != 2 at A", "SKIPPED  c");
  }

  @Test
  void a_case_counts_by_its_worst_and_speaks_by_its_first_failure() {
    assertThat(
            read(
                """
                <testsuite><testcase classname="A" name="a">
                  <skipped message="later"/><failure message="first"/><error message="second"/>
                </testcase></testsuite>
                """))
        .containsExactly("ERROR A a  first");
  }

  @Test
  void a_retry_that_passed_is_a_pass_and_one_that_failed_again_a_failure() {
    assertThat(
            read(
                """
                <testsuite>
                  <testcase classname="A" name="a"><flakyFailure message="once"/></testcase>
                  <testcase classname="A" name="b">
                    <failure message="x"/><rerunFailure message="y"/>
                  </testcase>
                </testsuite>
                """))
        .containsExactly("PASSED A a", "FAILED A b  x");
  }

  @Test
  void what_a_test_printed_says_nothing_of_it() {
    assertThat(
            read(
                """
                <testsuite><testcase name="a">
                  <system-out><![CDATA[<failure/> all tests passed]]></system-out>
                  <properties><property name="failure" value="1"/></properties>
                </testcase></testsuite>
                """))
        .containsExactly("PASSED  a");
  }

  @Test
  void a_cut_file_gives_the_cases_before_the_cut_and_says_that_it_is_cut() {
    var cut = JunitXml.read(bytes("<testsuite><testcase name='a'/><testcase name='b'><fail"));

    assertThat(cut.cases()).extracting(JunitCase::name).containsExactly("a");
    assertThat(cut.problem()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n",
        "<html><body/></html>",
        "not xml",
        "<testsuite><testcase name='a'/></testsuites>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<testsuite><testcase name='&e;'/></testsuite>",
        "<testsuite><testcase name='\u001b'/></testsuite>"
      })
  void what_is_no_report_is_never_zero_tests(String text) {
    assertThat(JunitXml.read(bytes(text)).problem()).isPresent();
  }

  @Test
  void bytes_that_are_no_utf_8_are_replaced() {
    var text =
        "<testsuite><testcase name='caf\u00e9'/></testsuite>".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(JunitXml.read(text).cases())
        .extracting(JunitCase::name)
        .containsExactly("caf\ufffd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-8", "UTF-16", "windows-1252"})
  void the_declared_encoding_is_used(String encoding) {
    var text =
        "<?xml version='1.0' encoding='%s'?><testsuite><testcase name='caf\u00e9'/></testsuite>"
            .formatted(encoding);

    assertThat(JunitXml.read(text.getBytes(Charset.forName(encoding))).cases())
        .extracting(JunitCase::name)
        .containsExactly("caf\u00e9");
  }

  @Test
  void a_byte_order_mark_and_a_harmless_doctype_are_nothing_odd() {
    assertThat(read("\ufeff<!DOCTYPE testsuites><testsuites><testcase name='a'/></testsuites>"))
        .containsExactly("PASSED  a");
  }

  @Test
  void a_long_trace_is_kept_by_its_ends() {
    var trace = "start " + "x".repeat(500_000) + " end";
    var report =
        JunitXml.read(
            bytes(
                "<testsuite><testcase name='a'><failure>%s</failure></testcase></testsuite>"
                    .formatted(trace)));

    assertThat(report.cases().getFirst().body())
        .startsWith("start ")
        .endsWith(" end")
        .hasSizeLessThan(40_000);
  }

  private static List<String> read(String text) {
    var report = JunitXml.read(bytes(text));
    assertThat(report.problem()).isEmpty();
    return report.cases().stream()
        .map(one ->
            String.join(
                    " ",
                    one.outcome().name(),
                    one.className(),
                    one.name(),
                    one.type(),
                    one.message(),
                    one.body())
                .stripTrailing())
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
