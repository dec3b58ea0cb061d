package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Totals;
import dev.autopack.gate.Share;
import dev.autopack.gate.FileCoverage;
import dev.autopack.gate.quality.coverage.ReportedCoverage.Name;
import dev.autopack.gate.report.ReportLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Go's cover profile. Each test binary writes the blocks of all packages that it was told to cover,
 * so the same block comes many times; its statements count once. A line is covered where one of the
 * blocks it lies in ran.
 */
final class GoCover {
  private static final Pattern MODE = Pattern.compile("mode: \\w+");
  private static final Pattern BLOCK =
      Pattern.compile(
          "(.+):(\\d{1,9})\\.(\\d{1,9}),(\\d{1,9})\\.(\\d{1,9}) (\\d{1,9}) (\\d{1,30})");

  /** No source file is longer; a block that says so would fill the memory. */
  private static final int MAX_LINES = 1_000_000;

  /** Of all blocks together: far more than any project's, and read in seconds. */
  private static final long MAX_ALL_LINES = 50_000_000;

  private final ReportLines lines;
  private final Map<String, Map<Block, Ran>> files = new TreeMap<>();
  private long allLines;

  private record Block(int fromLine, int fromColumn, int toLine, int toColumn) {}

  private record Ran(long statements, long count) {}

  private GoCover(ReportLines lines) {
    this.lines = lines;
  }

  static ReportedCoverage read(InputStream file) throws MalformedReportException, IOException {
    return new GoCover(ReportLines.open(file)).readAll();
  }

  private ReportedCoverage readAll() throws MalformedReportException, IOException {
    var hasMode = false;
    for (var next = lines.next(); next.isPresent(); next = lines.next()) {
      var line = next.get().strip();
      if (line.isEmpty()) {
        continue;
      }
      // Again where profiles were joined.
      if (MODE.matcher(line).matches()) {
        hasMode = true;
      } else if (hasMode) {
        readBlock(line);
      } else {
        throw new MalformedReportException("it does not begin with its mode");
      }
    }
    if (!hasMode) {
      throw new MalformedReportException("the file is empty");
    }
    return close();
  }

  private void readBlock(String line) throws MalformedReportException {
    var match = BLOCK.matcher(line);
    if (!match.matches()) {
      throw MalformedReportException.at(lines.number(), line);
    }
    var block =
        new Block(
            number(match.group(2)),
            number(match.group(3)),
            number(match.group(4)),
            number(match.group(5)));
    if (block.toLine() < block.fromLine() || block.toLine() > MAX_LINES) {
      throw MalformedReportException.at(lines.number(), line);
    }
    var ran = new Ran(number(match.group(6)), Numbers.count(match.group(7)));
    var blocks = files.computeIfAbsent(match.group(1), _ -> new HashMap<>());
    var before = blocks.put(block, ran);
    if (before == null) {
      allLines += block.toLine() - block.fromLine() + 1;
      if (allLines > MAX_ALL_LINES) {
        throw new MalformedReportException("its blocks have more lines than there can be");
      }
    } else {
      if (before.statements() != ran.statements()) {
        throw MalformedReportException.at(lines.number(), line);
      }
      blocks.put(block, new Ran(ran.statements(), Math.max(ran.count(), before.count())));
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private ReportedCoverage close() {
    var closed = new TreeMap<Name, FileCoverage>();
    files.forEach((path, blocks) -> closed.put(new Name("", path), file(blocks)));
    return new ReportedCoverage(closed, List.of(), Totals.NONE);
  }

  private static FileCoverage file(Map<Block, Ran> blocks) {
    var hits = new TreeMap<Integer, Long>();
    var statements = Share.NONE;
    for (var one : blocks.entrySet()) {
      var ran = one.getValue();
      statements =
          statements.plus(new Share(ran.count() > 0 ? ran.statements() : 0, ran.statements()));
      // A block without a statement is the brace of an empty body.
      if (ran.statements() > 0) {
        for (var line = one.getKey().fromLine(); line <= one.getKey().toLine(); line++) {
          hits.merge(line, ran.count(), Math::max);
        }
      }
    }
    return new FileCoverage(hits, new TreeMap<>(), statements);
  }
}
