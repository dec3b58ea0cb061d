package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Totals;
import dev.autopack.gate.Share;
import dev.autopack.gate.quality.coverage.ReportedCoverage.Name;
import dev.autopack.gate.report.ReportXml;
import java.io.InputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Cobertura's XML, as many tools of many languages write it. A file's lines stand in each of its
 * classes, and often a second time in their methods.
 */
final class CoberturaXml {
  private static final Pattern CONDITIONS = Pattern.compile("\\((\\d{1,9})/(\\d{1,9})\\)");

  private final ReportXml xml;
  private final CoverageDraft draft = new CoverageDraft();
  private Totals stated = Totals.NONE;
  private boolean isCobertura;

  private CoberturaXml(ReportXml xml) {
    this.xml = xml;
  }

  static ReportedCoverage read(InputStream file)
      throws MalformedReportException, XMLStreamException {
    return new CoberturaXml(ReportXml.open(file)).readAll();
  }

  private ReportedCoverage readAll() throws MalformedReportException, XMLStreamException {
    var isRoot = true;
    while (xml.next()) {
      if (!xml.isStart()) {
        continue;
      }
      if (isRoot) {
        isRoot = false;
        readRoot();
      } else {
        readElement();
      }
    }
    if (!isCobertura) {
      throw new MalformedReportException("it is no Cobertura report: it has no 'packages'");
    }
    return draft.close(stated);
  }

  private void readRoot() throws MalformedReportException {
    if (!xml.name().equals("coverage")) {
      throw new MalformedReportException(
          "it is no Cobertura report: its first element is '%s'".formatted(xml.name()));
    }
    isCobertura = !xml.attribute("line-rate").isEmpty();
    stated =
        new Totals(
            stated("lines-covered", "lines-valid"),
            stated("branches-covered", "branches-valid"),
            Share.NONE);
  }

  private Share stated(String covered, String valid) throws MalformedReportException {
    var total = Numbers.amount(xml.attribute(valid));
    return new Share(Math.min(total, Numbers.amount(xml.attribute(covered))), total);
  }

  private void readElement() throws MalformedReportException, XMLStreamException {
    switch (xml.name()) {
      case "packages" -> isCobertura = true;
      case "source" -> readSource();
      case "class" -> readClass();
      default -> {}
    }
  }

  private void readSource() throws XMLStreamException {
    var root = new StringBuilder();
    while (xml.next() && !xml.isEnd()) {
      if (xml.isStart()) {
        xml.skip();
      } else {
        root.append(xml.text());
      }
    }
    if (!root.toString().isBlank()) {
      draft.addRoot(root.toString().strip());
    }
  }

  private void readClass() throws MalformedReportException, XMLStreamException {
    var name = xml.attribute("filename");
    var file = draft.file(new Name("", name.isEmpty() ? xml.attribute("name") : name));
    var depth = 1;
    while (depth > 0 && xml.next()) {
      if (xml.isStart()) {
        depth++;
        if (xml.name().equals("line")) {
          readLine(file);
        }
      } else if (xml.isEnd()) {
        depth--;
      }
    }
  }

  private void readLine(CoverageDraft.FileDraft file) throws MalformedReportException {
    var line = Numbers.line(xml.attribute("number"));
    file.addLine(line, Numbers.countOrZero(xml.attribute("hits")));
    var conditions = CONDITIONS.matcher(xml.attribute("condition-coverage"));
    if (!xml.attribute("branch").equalsIgnoreCase("false") && conditions.find()) {
      var covered = Long.parseLong(conditions.group(1));
      file.addBranches(line, share(covered, Long.parseLong(conditions.group(2))));
    }
  }

  private static Share share(long covered, long total) throws MalformedReportException {
    if (covered > total) {
      throw new MalformedReportException("%d of %d cannot be".formatted(covered, total));
    }
    return new Share(covered, total);
  }
}
