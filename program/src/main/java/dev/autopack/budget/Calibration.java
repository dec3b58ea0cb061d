package dev.autopack.budget;

import dev.autopack.budget.Observation.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What settled calls say of the estimates made for them: a factor for each stratum, over all
 * repositories and for each of them.
 *
 * <p>An estimate is left alone until 20 calls of its stratum miss by more than 30 % in the median.
 * Then the earlier half of them gives a factor, and it is kept only if it brings the later half
 * nearer. A cut reply counts as one of at least that size.
 */
public record Calibration(List<Fit> fits) {
  /** Corrects nothing. */
  public static final Calibration NONE = new Calibration(List.of());

  /** Fewer observations than these say nothing of a stratum. */
  public static final int ENOUGH = 20;

  /** The median error from which on a stratum is marked. */
  public static final double TOLERATED = 0.30;

  /** Keeps an estimate an estimate, whatever a broken history says. */
  private static final double SMALLEST = 0.05;

  public Calibration {
    fits = List.copyOf(fits);
  }

  /** What became of a stratum. */
  public enum State {
    /** Its estimates are near enough. */
    GOOD,
    /** They are not, and no factor made the later half better. */
    MARKED,
    /** They were not, and the factor is applied. */
    REFITTED
  }

  /**
   * One stratum with enough observations.
   *
   * @param repository empty for all repositories together
   * @param error the median of |actual − predicted| ÷ predicted, before the factor
   * @param factor what an estimate is multiplied with; 1 unless refitted
   * @param later what the fitted factor does to the later half; empty where none was fitted
   */
  public record Fit(
      Optional<String> repository,
      Stratum stratum,
      int observations,
      double error,
      State state,
      double factor,
      Optional<Later> later) {}

  /**
   * The median error of a stratum's later half.
   *
   * @param before as its estimates were
   * @param after were they multiplied with the factor that its earlier half gives
   */
  public record Later(double before, double after) {}

  /**
   * Learns from settled calls.
   *
   * @param observations oldest first
   */
  public static Calibration of(List<Observation> observations) {
    var fits = new ArrayList<Fit>();
    byStratum(observations).forEach(group -> fit(Optional.empty(), group).ifPresent(fits::add));
    observations.stream()
        .collect(Collectors.groupingBy(Observation::repository))
        .forEach((repository, own) ->
            byStratum(own)
                .forEach(group -> fit(Optional.of(repository), group).ifPresent(fits::add)));
    fits.sort(
        Comparator.comparing((Fit fit) -> fit.repository().orElse(""))
            .thenComparing(fit -> fit.stratum().toString()));
    return new Calibration(fits);
  }

  /**
   * The factor for a call: what the repository's own calls say where there are enough of them, be
   * it that nothing is to be corrected; else what those of all say; else 1.
   */
  public double factor(String repository, Stratum stratum) {
    return find(Optional.of(repository), stratum)
        .or(() -> find(Optional.empty(), stratum))
        .map(Fit::factor)
        .orElse(1.0);
  }

  /** For people: what is corrected by how much; empty where nothing is. */
  public Optional<String> refitted() {
    var factors =
        fits.stream()
            .filter(fit -> fit.state() == State.REFITTED)
            .map(fit ->
                "%s%s times %.2f"
                    .formatted(
                        fit.stratum(),
                        fit.repository().map(" in '%s'"::formatted).orElse(""),
                        fit.factor()))
            .toList();
    return factors.isEmpty()
        ? Optional.empty()
        : Optional.of("estimates corrected by earlier calls: " + String.join("; ", factors));
  }

  private Optional<Fit> find(Optional<String> repository, Stratum stratum) {
    return fits.stream()
        .filter(fit -> fit.repository().equals(repository) && fit.stratum().equals(stratum))
        .findFirst();
  }

  private static Collection<List<Observation>> byStratum(List<Observation> observations) {
    return observations.stream().collect(Collectors.groupingBy(Observation::stratum)).values();
  }

  private static Optional<Fit> fit(Optional<String> repository, List<Observation> group) {
    if (group.size() < ENOUGH) {
      return Optional.empty();
    }
    var stratum = group.getFirst().stratum();
    var error = error(group, 1);
    if (error <= TOLERATED) {
      return Optional.of(
          new Fit(repository, stratum, group.size(), error, State.GOOD, 1, Optional.empty()));
    }
    var half = group.size() / 2;
    var later = group.subList(half, group.size());
    var factor = Math.max(SMALLEST, medianRatio(group.subList(0, half)));
    var gain = new Later(error(later, 1), error(later, factor));
    var helps = gain.after() < gain.before();
    return Optional.of(
        new Fit(
            repository,
            stratum,
            group.size(),
            error,
            helps ? State.REFITTED : State.MARKED,
            helps ? factor : 1,
            Optional.of(gain)));
  }

  /** The median error of those whose error is known, were their estimates multiplied. */
  private static double error(List<Observation> group, double factor) {
    var errors =
        group.stream()
            // A reply cut below its estimate may have missed it either way.
            .filter(one -> one.reach() == Reach.WHOLE || one.ratio() >= factor)
            .mapToDouble(one -> Math.abs(one.ratio() / factor - 1))
            .sorted()
            .toArray();
    return errors.length == 0
        ? 0
        : (errors[(errors.length - 1) / 2] + errors[errors.length / 2]) / 2;
  }

  /**
   * The ratio that half of the replies stay under, by the product-limit rule: a cut reply counts
   * among those that may go on until its size is passed, and is then let go of.
   */
  private static double medianRatio(List<Observation> group) {
    var sorted =
        group.stream()
            .sorted(
                Comparator.comparingDouble(Observation::ratio).thenComparing(Observation::reach))
            .toList();
    double larger = 1;
    for (int passed = 0; passed < sorted.size(); passed++) {
      var one = sorted.get(passed);
      if (one.reach() == Reach.WHOLE) {
        larger *= 1 - 1.0 / (sorted.size() - passed);
      }
      if (larger <= 0.5) {
        return one.ratio();
      }
    }
    return sorted.getLast().ratio();
  }
}
