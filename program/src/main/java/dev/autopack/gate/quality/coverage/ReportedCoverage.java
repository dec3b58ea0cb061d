package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Totals;
import dev.autopack.gate.FileCoverage;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One report, its files named as the tool names them.
 *
 * @param roots the folders that it says its files are in; may be none
 * @param stated what it says of itself in all, for reports that name no line
 */
public record ReportedCoverage(
    SortedMap<Name, FileCoverage> files, List<String> roots, Totals stated) {
  public ReportedCoverage {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    roots = List.copyOf(roots);
  }

  /**
   * A file as a tool names it.
   *
   * @param group the part of the project, where the report has parts; else empty
   * @param path absolute, relative, or in a language's own terms: {@code com/acme/A.java} for Java,
   *     {@code example.com/module/a.go} for Go
   */
  public record Name(String group, String path) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      var byGroup = group.compareTo(other.group);
      return byGroup != 0 ? byGroup : path.compareTo(other.path);
    }
  }

  /** By what stands in the files, since summaries count some lines twice. */
  public Totals totals() {
    var counted = Totals.NONE;
    for (var file : files.values()) {
      counted = counted.plus(file);
    }
    return counted.lines().total() == 0 ? counted.or(stated) : counted;
  }
}
