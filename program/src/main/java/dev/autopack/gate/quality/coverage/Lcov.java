package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Totals;
import dev.autopack.gate.Share;
import dev.autopack.gate.quality.coverage.ReportedCoverage.Name;
import dev.autopack.gate.report.ReportLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * LCOV's tracefile. A file may have many sections, one a test; branches are the same where line,
 * block and branch are.
 */
final class Lcov {
  private static final Pattern RECORD = Pattern.compile("[A-Z][A-Z0-9_]*:.*|#.*");

  /** No file has that name. */
  private static final Name CLOSED = new Name("", "");

  private final ReportLines lines;
  private final CoverageDraft draft = new CoverageDraft();
  private final Map<Name, Map<Branch, Boolean>> branches = new HashMap<>();
  private final Map<String, Long> stated = new HashMap<>();
  private Name open = CLOSED;
  private boolean hasFile;

  private record Branch(int line, String blockAndBranch) {}

  private Lcov(ReportLines lines) {
    this.lines = lines;
  }

  static ReportedCoverage read(InputStream file) throws MalformedReportException, IOException {
    return new Lcov(ReportLines.open(file)).readAll();
  }

  private ReportedCoverage readAll() throws MalformedReportException, IOException {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      readLine(line.get().strip());
    }
    if (!hasFile) {
      throw new MalformedReportException("it has no section of a file ('SF:')");
    }
    if (!isClosed() && !lines.isEnded()) {
      throw new MalformedReportException("it is cut in the section of '%s'".formatted(open.path()));
    }
    branches.forEach(this::addBranches);
    return draft.close(new Totals(stated("LH", "LF"), stated("BRH", "BRF"), Share.NONE));
  }

  private void readLine(String line) throws MalformedReportException {
    if (line.isEmpty()) {
      return;
    }
    if (line.equals("end_of_record")) {
      open = CLOSED;
      return;
    }
    if (!RECORD.matcher(line).matches()) {
      throw MalformedReportException.at(lines.number(), line);
    }
    var colon = Math.max(0, line.indexOf(':'));
    var rest = line.substring(colon + 1);
    switch (line.substring(0, colon)) {
      case "SF" -> begin(rest);
      case "DA" -> readHits(line, rest);
      case "BRDA" -> readBranch(line, rest);
      case "LF", "LH", "BRF", "BRH" ->
          stated.merge(line.substring(0, colon), Numbers.amount(rest), Long::sum);
      default -> {}
    }
  }

  private void begin(String path) throws MalformedReportException {
    if (path.isBlank()) {
      throw MalformedReportException.at(lines.number(), "SF:");
    }
    open = new Name("", path.strip());
    hasFile = true;
    draft.file(open);
  }

  private void readHits(String line, String rest) throws MalformedReportException {
    var fields = rest.split(",", 3);
    if (isClosed() || fields.length < 2) {
      throw MalformedReportException.at(lines.number(), line);
    }
    draft.file(open).addHits(Numbers.line(fields[0]), Numbers.count(fields[1]));
  }

  /** The middle may be an expression with commas of its own. */
  private void readBranch(String line, String rest) throws MalformedReportException {
    var first = rest.indexOf(',');
    var last = rest.lastIndexOf(',');
    if (isClosed() || last == first) {
      throw MalformedReportException.at(lines.number(), line);
    }
    var branch = new Branch(Numbers.line(rest.substring(0, first)), rest.substring(first, last));
    var taken = rest.substring(last + 1).strip();
    branches
        .computeIfAbsent(open, _ -> new HashMap<>())
        .merge(branch, !taken.equals("-") && Numbers.count(taken) > 0, Boolean::logicalOr);
  }

  private void addBranches(Name name, Map<Branch, Boolean> taken) {
    var byLine = new TreeMap<Integer, Share>();
    taken.forEach((branch, isTaken) ->
        byLine.merge(branch.line(), new Share(isTaken ? 1 : 0, 1), Share::plus));
    byLine.forEach(draft.file(name)::addBranches);
  }

  private boolean isClosed() {
    return open.equals(CLOSED);
  }

  private Share stated(String hit, String found) {
    var total = stated.getOrDefault(found, 0L);
    return new Share(Math.min(total, stated.getOrDefault(hit, 0L)), total);
  }
}
