package dev.autopack.gate;

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

  /** Its own shares, and the other's where it has nothing to cover. */
  public Totals or(Totals other) {
    return new Totals(
        lines.total() == 0 ? other.lines : lines,
        branches.total() == 0 ? other.branches : branches,
        statements.total() == 0 ? other.statements : statements);
  }
}
