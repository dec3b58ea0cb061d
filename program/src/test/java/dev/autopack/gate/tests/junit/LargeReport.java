package dev.autopack.gate.tests.junit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Vector;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a report of 80 MB, half of it what tests printed and half traces; run by itself. */
final class LargeReport {
  private static final int CASES = 160;
  private static final int HALF_CASE_BYTES = 250_000;

  private LargeReport() {}

  public static void main(String[] arguments) {
    var text = "0123456789 a trace or what a test printed\n".repeat(HALF_CASE_BYTES / 42);
    var one =
        bytes(
            """
            <testcase classname="A" name="a"><failure message="m">%s</failure>
            <system-out><![CDATA[%s]]></system-out></testcase>
            """
                .formatted(text, text));
    var parts = new Vector<InputStream>();
    parts.add(new ByteArrayInputStream(bytes("<testsuite>")));
    for (var i = 0; i < CASES; i++) {
      parts.add(new ByteArrayInputStream(one));
    }
    parts.add(new ByteArrayInputStream(bytes("</testsuite>")));
    var cases = new AtomicInteger();
    var file = new SequenceInputStream(parts.elements());
    var problem = JunitXml.read(file, _ -> cases.incrementAndGet());
    System.out.println("%s cases, problem %s".formatted(cases, problem));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
