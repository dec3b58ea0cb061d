package dev.autopack.manifest;

import java.util.List;
import java.util.Locale;

/**
 * How sure a guessed scope is: the sum of what was found for it and what speaks against it. Nothing
 * is given for free: that a folder of some name exists says nothing of the goal.
 *
 * @param pieces what it is made of, in a fixed order; those that add nothing are left out
 */
public record Confidence(List<Piece> pieces) {
  /**
   * Under this a phase asks. Set on 447 real commits of nine repositories so that 95 of 100 scopes
   * at or over it reach every folder that the commit touched, with those of eleven other
   * repositories in view.
   */
  public static final double THRESHOLD = 0.40;

  public Confidence {
    pieces = List.copyOf(pieces);
  }

  /** One reason and what it adds, or takes where it is negative. */
  public record Piece(double points, String reason) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%+.2f %s", points, reason);
    }
  }

  /** From 0 to 1, in hundredths, so that two machines agree at the threshold. */
  public double value() {
    double sum = pieces.stream().mapToDouble(Piece::points).sum();
    return Math.round(100 * Math.clamp(sum, 0, 1)) / 100.0;
  }

  public boolean suffices() {
    return value() >= THRESHOLD;
  }

  /** For people. */
  public String text() {
    return String.format(Locale.ROOT, "%.2f of 1, %.2f is needed", value(), THRESHOLD);
  }
}
