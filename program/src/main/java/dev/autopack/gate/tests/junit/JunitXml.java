package dev.autopack.gate.tests.junit;

import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.report.BoundedText;
import dev.autopack.gate.report.ReportXml;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;

/**
 * Reads one JUnit XML file of any size: any nesting of suites, with or without times. Bytes that
 * are no text in the file's encoding are replaced, since tests print what they like; everything
 * else that XML forbids makes the file unreadable.
 */
public final class JunitXml {
  private static final Set<String> ROOTS = Set.of("testsuites", "testsuite", "testcase");
  private static final int MESSAGE_CHARS = 8_000;

  /** Of each end of a trace, as long as all traces together are not too much. */
  private static final int TRACE_CHARS = 8_000;

  private static final int SHORT_TRACE_CHARS = 400;
  private static final long ALL_TRACES_CHARS = 32_000_000;

  private final ReportXml xml;
  private final Consumer<JunitCase> cases;
  private final Map<String, String> classNames = new HashMap<>();
  private long traceChars;

  private JunitXml(ReportXml xml, Consumer<JunitCase> cases) {
    this.xml = xml;
    this.cases = cases;
  }

  public static JunitReport read(byte[] file) {
    return read(new ByteArrayInputStream(file));
  }

  /** Reads to the end, or to where the file breaks; whoever opened it closes it. */
  public static JunitReport read(InputStream file) {
    var cases = new ArrayList<JunitCase>();
    var problem = read(file, cases::add);
    return new JunitReport(cases, problem);
  }

  /**
   * Hands on each case as its element closes, so that a file of any size needs little memory.
   *
   * @return why the file cannot be believed as a whole, whatever was handed on before
   */
  public static Optional<String> read(InputStream file, Consumer<JunitCase> cases) {
    try {
      return new JunitXml(ReportXml.open(file), cases).readAll();
    } catch (XMLStreamException e) {
      return Optional.of(ReportXml.explain(e));
    }
  }

  private Optional<String> readAll() throws XMLStreamException {
    var root = "";
    while (xml.next()) {
      if (!xml.isStart()) {
        continue;
      }
      root = root.isEmpty() ? xml.name() : root;
      if (!ROOTS.contains(root)) {
        return Optional.of("it is no JUnit report: its first element is '%s'".formatted(root));
      }
      if (xml.name().equals("testcase")) {
        readCase();
      }
    }
    return Optional.empty();
  }

  private void readCase() throws XMLStreamException {
    var className = classNames.computeIfAbsent(xml.attribute("classname"), name -> name);
    var open = new OpenCase(className, xml.attribute("name"), xml.attribute("status"));
    while (xml.next() && !xml.isEnd()) {
      if (xml.isStart() && open.takes(xml.name())) {
        var element = xml.name();
        var type = xml.attribute("type");
        var message = bounded(xml.attribute("message"));
        open.add(element, type, message, readTrace());
      } else if (xml.isStart()) {
        xml.skip();
      }
    }
    cases.accept(open.close());
  }

  private static String bounded(String message) {
    return message.length() <= MESSAGE_CHARS ? message : message.substring(0, MESSAGE_CHARS);
  }

  private String readTrace() throws XMLStreamException {
    var trace = new BoundedText(traceChars < ALL_TRACES_CHARS ? TRACE_CHARS : SHORT_TRACE_CHARS);
    var depth = 1;
    while (depth > 0 && xml.next()) {
      if (xml.isStart()) {
        depth++;
      } else if (xml.isEnd()) {
        depth--;
      } else {
        trace.add(xml.text());
      }
    }
    var text = trace.toString();
    traceChars += text.length();
    return text;
  }

  /** A test case whose end has not been read. */
  private static final class OpenCase {
    private final String className;
    private final String name;
    private Outcome outcome;
    private String type = "";
    private String message = "";
    private String body = "";

    OpenCase(String className, String name, String status) {
      this.className = className;
      this.name = name;
      this.outcome = status.equals("notrun") ? Outcome.SKIPPED : Outcome.PASSED;
    }

    /** Reruns that follow a failure, and those that a pass ended, add nothing to the outcome. */
    boolean takes(String element) {
      return element.equals("failure") || element.equals("error") || element.equals("skipped");
    }

    void add(String element, String newType, String newMessage, String newBody) {
      var next =
          switch (element) {
            case "failure" -> Outcome.FAILED;
            case "error" -> Outcome.ERROR;
            default -> Outcome.SKIPPED;
          };
      if (outcome == Outcome.PASSED || (outcome == Outcome.SKIPPED && next != Outcome.SKIPPED)) {
        type = newType;
        message = newMessage;
        body = newBody;
      }
      outcome = outcome.worse(next);
    }

    JunitCase close() {
      return new JunitCase(className, name, outcome, type, message, body);
    }
  }
}
