package dev.autopack.gate.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.autopack.testing.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void a_message_is_kept_by_its_first_8000_characters() {
    var message = "x".repeat(8_000);
    var report =
        JunitXml.read(
            bytes(
                "<testsuite><testcase><failure message='%s'/></testcase><testcase><failure message='%s'/></testcase></testsuite>"
                    .formatted(message, message + "y")));

    assertThat(report.cases()).extracting(JunitCase::message).containsExactly(message, message);
  }

  /** A report may hold ten thousands of traces. */
  @Test
  void traces_are_kept_shorter_once_all_together_are_too_long() {
    var trace = "x".repeat(16_000);
    var one = "<testcase><failure>%s</failure></testcase>".formatted(trace);
    var report = JunitXml.read(bytes("<testsuite>" + one.repeat(2_001) + "</testsuite>"));

    assertThat(report.cases().get(1_999).body()).isEqualTo(trace);
    assertThat(report.cases().get(2_000).body())
        .isEqualTo("x".repeat(400) + "\n...\n" + "x".repeat(400));
  }

  @Test
  void what_stands_in_other_elements_is_passed_over_whole() {
    assertThat(
            read(
                """
                <testsuite><testcase name="a"><properties><failure message="none"/></properties>
                  <system-err>out<b>bold</b></system-err><error message="some"/>
                </testcase><testcase name="b" status="notrun"/></testsuite>
                """))
        .containsExactly("ERROR  a  some", "SKIPPED  b");
  }

  @Test
  void suites_may_nest_as_deep_as_a_tool_likes() {
    var text = "<testsuite>".repeat(2_000) + "<testcase name='a'/>" + "</testsuite>".repeat(2_000);

    assertThat(read(text)).containsExactly("PASSED  a");
  }

  @Test
  void what_a_doctype_names_is_never_fetched() throws IOException {
    var asked = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", _ -> asked.incrementAndGet());
    server.start();
    try {
      var url = "http://127.0.0.1:%d/x.dtd".formatted(server.getAddress().getPort());
      var text =
          """
          <!DOCTYPE testsuite SYSTEM "%s" [<!ENTITY %% p SYSTEM "%s"> %%p; <!ENTITY e SYSTEM "%s">]>
          <testsuite><testcase name='a'><failure>&e;</failure></testcase></testsuite>
          """
              .formatted(url, url, url);

      assertThat(read(text)).containsExactly("FAILED  a");
    } finally {
      server.stop(0);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void an_entity_of_the_files_own_is_expanded_and_a_bomb_of_them_is_unreadable() {
    var own = "<!DOCTYPE t [<!ENTITY e 'x'>]><testsuite><testcase name='&e;'/></testsuite>";
    var bomb = new StringBuilder("<!DOCTYPE t [<!ENTITY e0 'lol'>");
    for (var i = 1; i < 10; i++) {
      bomb.append("<!ENTITY e%d '%s'>".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
    }
    bomb.append("]><testsuite><testcase name='a'><failure>&e9;</failure></testcase></testsuite>");

    assertThat(read(own)).containsExactly("PASSED  x");
    assertThat(JunitXml.read(bytes(bomb.toString())).problem()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void wide_characters_are_known_without_a_byte_order_mark(String encoding) {
    var text = "<?xml version='1.0'?><testsuite><testcase name='caf\u00e9'/></testsuite>";

    assertThat(JunitXml.read(text.getBytes(Charset.forName(encoding))).cases())
        .extracting(JunitCase::name)
        .containsExactly("caf\u00e9");
  }

  @Test
  void a_report_larger_than_the_memory_is_read_case_by_case() throws Exception {
    try (var child = ChildJvm.start(List.of("-Xmx48m"), LargeReport.class)) {
      assertThat(child.readLine()).isEqualTo("160 cases, problem Optional.empty");
    }
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
