package dev.autopack.gate.tests.junit;

import dev.autopack.gate.TestResult.Outcome;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one JUnit XML file: any nesting of suites, with or without times. Bytes that are no text in
 * the file's encoding are replaced, since tests print what they like; everything else that XML
 * forbids makes the file unreadable.
 */
public final class JunitXml {
  private static final Set<String> ROOTS = Set.of("testsuites", "testsuite", "testcase");
  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*\\bencoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");
  private static final int DECLARATION_BYTES = 200;

  private final XMLStreamReader xml;
  private final List<JunitCase> cases = new ArrayList<>();

  private JunitXml(XMLStreamReader xml) {
    this.xml = xml;
  }

  public static JunitReport read(byte[] file) {
    var text = decode(file);
    if (text.isBlank()) {
      return new JunitReport(List.of(), Optional.of("the file is empty"));
    }
    XMLStreamReader xml;
    try {
      xml = factory().createXMLStreamReader(new StringReader(text));
    } catch (XMLStreamException e) {
      return new JunitReport(List.of(), Optional.of(explain(e)));
    }
    var reader = new JunitXml(xml);
    try {
      return new JunitReport(reader.cases, reader.readAll());
    } catch (XMLStreamException e) {
      return new JunitReport(reader.cases, Optional.of(explain(e)));
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }

  /** By its byte order mark, else by its declaration, else as UTF-8. */
  private static String decode(byte[] file) {
    if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
      return new String(file, 3, file.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(file, 0xFE, 0xFF) || startsWith(file, 0xFF, 0xFE)) {
      return new String(file, StandardCharsets.UTF_16);
    }
    var head =
        new String(file, 0, Math.min(file.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
    var declared = ENCODING.matcher(head);
    return new String(file, declared.find() ? charset(declared.group(1)) : StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] file, int... mark) {
    if (file.length < mark.length) {
      return false;
    }
    for (var i = 0; i < mark.length; i++) {
      if ((file[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Charset charset(String name) {
    return Charset.isSupported(name)
            && !name.toLowerCase(java.util.Locale.ROOT).startsWith("utf-16")
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }

  private static String explain(XMLStreamException e) {
    var line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ";
    var message = String.valueOf(e.getMessage()).replaceAll("(?s)^ParseError at.*?Message: ", "");
    return line + message.strip();
  }

  private Optional<String> readAll() throws XMLStreamException {
    var root = "";
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      var name = xml.getLocalName();
      root = root.isEmpty() ? name : root;
      if (name.equals("testcase")) {
        readCase();
      }
    }
    return ROOTS.contains(root)
        ? Optional.empty()
        : Optional.of("it is no JUnit report: its first element is '%s'".formatted(root));
  }

  private void readCase() throws XMLStreamException {
    var open = new OpenCase(attribute("classname"), attribute("name"), attribute("status"));
    var depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (depth == 2 && open.takes(xml.getLocalName())) {
            var type = attribute("type");
            open.add(xml.getLocalName(), type, attribute("message"), readBody());
            depth--;
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
    cases.add(open.close());
  }

  private String readBody() throws XMLStreamException {
    var body = new BoundedText();
    var depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> body.add(xml.getText());
        default -> {}
      }
    }
    return body.toString();
  }

  private String attribute(String name) {
    var value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
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
