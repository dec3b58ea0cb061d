package dev.autopack.bench.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run's reports as tools write them: JUnit XML, a file a class of tests, and the output of
 * {@code go test -json} with the same tests.
 *
 * @param files of JUnit XML
 */
record ReportSet(List<Path> files, Path goTest) {
  static final int TESTS_A_FILE = 50;
  private static final int TRACE_LINES = 40;

  /** Every so many tests one fails, in both runs of a comparison. */
  private static final int OLD_FAILURES = 50;

  /**
   * Every so many tests one fails in the second run alone; a tenth of those is not there at all.
   */
  private static final int CHANGES = 100;

  /** Which run of a comparison is written. */
  enum Side {
    BASELINE,
    NOW
  }

  static ReportSet write(Path folder, int tests, Side side) throws IOException {
    var files = new ArrayList<Path>();
    var goLines = new StringBuilder();
    for (var first = 0; first < tests; first += TESTS_A_FILE) {
      var cases = new StringBuilder();
      for (var test = first; test < Math.min(tests, first + TESTS_A_FILE); test++) {
        if (side == Side.BASELINE || test % (CHANGES * 10) != 7) {
          var fails = test % OLD_FAILURES == 3 || (side == Side.NOW && test % CHANGES == 11);
          cases.append(junitCase(first, test, fails));
          goLines.append(goEvents(first, test, fails));
        }
      }
      var file = folder.resolve("TEST-com.acme.shop.orders.Suite%dTest.xml".formatted(first));
      files.add(Files.writeString(file, suite(cases)));
    }
    return new ReportSet(files, Files.writeString(folder.resolve("go.json"), goLines));
  }

  private static String suite(StringBuilder cases) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuite name="suite" time="1.5" tests="%d">
      <properties>%s</properties>
    %s</testsuite>
    """
        .formatted(
            TESTS_A_FILE, "<property name=\"a.property\" value=\"its value\"/>".repeat(60), cases);
  }

  private static String junitCase(int suite, int test, boolean fails) {
    var result =
        fails
            ? "<failure message=\"expected: 1 but was: 2\" type=\"AssertionError\">%s</failure>"
                .formatted(trace(suite, test))
            : "";
    return """
      <testcase name="an_order_is_priced_with_its_discount(int)[%d]" \
    classname="com.acme.shop.orders.Suite%dTest" time="0.004">%s
        <system-out><![CDATA[INFO order %d priced]]></system-out>
      </testcase>
    """
        .formatted(test, suite, result, test);
  }

  private static String goEvents(int suite, int test, boolean fails) {
    var of =
        "\"Time\":\"2026-01-01T10:00:00Z\",\"Package\":\"acme.com/shop/orders%d\",\"Test\":\"TestOrder/case_%d\""
            .formatted(suite, test);
    var output =
        "{%s,\"Action\":\"output\",\"Output\":\"    order_test.go:12: priced\\n\"}\n".formatted(of);
    return "{%s,\"Action\":\"run\"}\n".formatted(of)
        + output.repeat(fails ? TRACE_LINES : 1)
        + "{%s,\"Action\":\"%s\",\"Elapsed\":0.01}\n".formatted(of, fails ? "fail" : "pass");
  }

  private static String trace(int suite, int test) {
    return "\tat com.acme.shop.orders.Suite%dTest.order(Suite%dTest.java:%d)\n"
        .formatted(suite, suite, test)
        .repeat(TRACE_LINES);
  }
}
