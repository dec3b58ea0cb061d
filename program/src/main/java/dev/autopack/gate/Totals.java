package dev.autopack.gate;

import java.util.Locale;

/**
 * What is covered in all.
 *
 * @param statements only of tools that count them: Go
 */
public record Totals(Share lines, Share branches, Share statements) {
  public static final Totals NONE = new Totals(Share.NONE, Share.NONE, Share.NONE);

  public Totals plus(FileCoverage file) {
    return new Totals(
        lines.plus(file.lines()),
        branches.plus(file.allBranches()),
        statements.plus(file.statements()));
  }

  /** Of statements where the tool counts them, else of lines. */
  public Share main() {
    return statements.total() > 0 ? statements : lines;
  }

  /** The same from 0 to 100; 0 where there is nothing to cover. */
  public double mainPercent() {
    return main().percent().orElse(0);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%s %s)",
        mainPercent(),
        main(),
        statements.total() > 0 ? "statements" : "lines");
  }

  /** Its own shares, and the other's where it has nothing to cover. */
  public Totals or(Totals other) {
    return new Totals(
        lines.total() == 0 ? other.lines : lines,
        branches.total() == 0 ? other.branches : branches,
        statements.total() == 0 ? other.statements : statements);
  }
}
