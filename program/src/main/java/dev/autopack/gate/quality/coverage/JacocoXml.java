package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Totals;
import dev.autopack.gate.Share;
import dev.autopack.gate.quality.coverage.ReportedCoverage.Name;
import dev.autopack.gate.report.ReportXml;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * JaCoCo's XML. Lines count as their source files give them; the counters of the whole stand in
 * only where no source file has lines.
 */
final class JacocoXml {
  private final ReportXml xml;
  private final CoverageDraft draft = new CoverageDraft();
  private final Deque<String> groups = new ArrayDeque<>();
  private final Map<String, Share> stated = new HashMap<>();

  private JacocoXml(ReportXml xml) {
    this.xml = xml;
  }

  static ReportedCoverage read(InputStream file)
      throws MalformedReportException, XMLStreamException {
    return new JacocoXml(ReportXml.open(file)).readAll();
  }

  private ReportedCoverage readAll() throws MalformedReportException, XMLStreamException {
    var isRoot = true;
    while (xml.next()) {
      if (xml.isStart() && isRoot) {
        isRoot = false;
        if (!xml.name().equals("report")) {
          throw new MalformedReportException(
              "it is no JaCoCo report: its first element is '%s'".formatted(xml.name()));
        }
      } else if (xml.isStart()) {
        readElement();
      } else if (xml.isEnd() && xml.name().equals("group")) {
        groups.removeLast();
      }
    }
    return draft.close(
        new Totals(
            stated.getOrDefault("LINE", Share.NONE),
            stated.getOrDefault("BRANCH", Share.NONE),
            Share.NONE));
  }

  private void readElement() throws MalformedReportException, XMLStreamException {
    switch (xml.name()) {
      case "group" -> groups.addLast(xml.attribute("name"));
      case "package" -> readPackage();
      case "counter" -> readCounter();
      default -> {}
    }
  }

  /** Those of a package are never seen here, and those of a group are in those of the whole. */
  private void readCounter() throws MalformedReportException {
    if (groups.isEmpty()) {
      var covered = Numbers.amount(xml.attribute("covered"));
      var missed = Numbers.amount(xml.attribute("missed"));
      stated.put(xml.attribute("type"), share(covered, missed));
    }
  }

  private void readPackage() throws MalformedReportException, XMLStreamException {
    var folder = xml.attribute("name").replace('.', '/');
    while (xml.next() && !xml.isEnd()) {
      if (!xml.isStart()) {
        continue;
      }
      if (xml.name().equals("sourcefile")) {
        var prefix = folder.isEmpty() ? "" : folder + "/";
        var name = new Name(String.join("/", groups), prefix + xml.attribute("name"));
        readSource(draft.file(name));
      } else {
        xml.skip();
      }
    }
  }

  private void readSource(CoverageDraft.FileDraft file)
      throws MalformedReportException, XMLStreamException {
    while (xml.next() && !xml.isEnd()) {
      if (xml.isStart() && xml.name().equals("line")) {
        readLine(file);
      }
      if (xml.isStart()) {
        xml.skip();
      }
    }
  }

  private void readLine(CoverageDraft.FileDraft file) throws MalformedReportException {
    var line = Numbers.line(xml.attribute("nr"));
    file.addLine(line, Numbers.countOrZero(xml.attribute("ci")) > 0 ? 1 : 0);
    var missed = Numbers.amount(xml.attribute("mb"));
    var covered = Numbers.amount(xml.attribute("cb"));
    if (missed + covered > 0) {
      file.addBranches(line, share(covered, missed));
    }
  }

  private static Share share(long covered, long missed) {
    return new Share(covered, covered + missed);
  }
}
