package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Totals;
import dev.autopack.gate.Share;
import dev.autopack.gate.FileCoverage;
import dev.autopack.gate.quality.coverage.ReportedCoverage.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A report that is being read: what it says twice of a line is one line. */
final class CoverageDraft {
  private final Map<Name, FileDraft> files = new TreeMap<>();
  private final List<String> roots = new ArrayList<>();

  /** The file of that name, with what was said of it before. */
  FileDraft file(Name name) {
    return files.computeIfAbsent(name, _ -> new FileDraft());
  }

  void addRoot(String root) {
    roots.add(root);
  }

  ReportedCoverage close(Totals stated) {
    var closed = new TreeMap<Name, FileCoverage>();
    files.forEach((name, file) -> closed.put(name, file.close()));
    return new ReportedCoverage(closed, roots, stated);
  }

  /** One file of it. */
  static final class FileDraft {
    private final TreeMap<Integer, Long> hits = new TreeMap<>();
    private final TreeMap<Integer, Share> branches = new TreeMap<>();

    /** The same line again, seen from elsewhere: of a class and of its method. */
    void addLine(int line, long count) {
      hits.merge(line, count, Math::max);
    }

    /** More runs of the same line. */
    void addHits(int line, long count) {
      hits.merge(line, count, FileDraft::sum);
    }

    void addBranches(int line, Share share) {
      branches.merge(line, share, Share::max);
    }

    private static long sum(long one, long other) {
      var sum = one + other;
      return sum < 0 ? Long.MAX_VALUE : sum;
    }

    FileCoverage close() {
      return new FileCoverage(hits, branches, Share.NONE);
    }
  }
}
