package dev.autopack.gate.tests;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Coverage;
import dev.autopack.gate.FileCoverage;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.quality.coverage.CoverageReading;
import dev.autopack.gate.quality.coverage.CoverageResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one run of tests measures besides: which reports it should leave, or why it leaves none. One
 * thread's.
 */
public final class Measuring {
  private static final long MAX_REPORT_BYTES = 256L * 1024 * 1024;

  private final Request request;
  private final boolean isOn;
  private final List<Expected> expected = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final Set<RepoPath> tests = new HashSet<>();

  private Measuring(Request request, boolean isOn) {
    this.request = request;
    this.isOn = isOn;
  }

  /**
   * A report that the run should leave.
   *
   * @param module the folder of the repository that it is about
   * @param isCertain whether there is something to report on
   */
  private record Expected(Path file, CoverageFormat format, String module, boolean isCertain) {}

  /** A run that measures where it can. */
  public static Measuring on(Request request) {
    try {
      Files.createDirectories(request.reports());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Measuring(request, true);
  }

  /** A run that measures nothing. */
  public static Measuring off(Request request) {
    return new Measuring(request, false);
  }

  /** Whether the run is to measure at all. */
  public boolean isOn() {
    return isOn;
  }

  /** Whether it was set up to. */
  public boolean isBegun() {
    return !expected.isEmpty();
  }

  /**
   * The run is set up to leave that report; what lies there is an earlier run's and goes.
   *
   * @param module the folder of the repository that the report is about
   */
  public void expect(Path file, CoverageFormat format, String module) {
    expect(new Expected(file, format, module, true));
  }

  /** The same where there may be nothing to report on; one such report is left at least. */
  public void expectPerhaps(Path file, CoverageFormat format, String module) {
    expect(new Expected(file, format, module, false));
  }

  private void expect(Expected one) {
    try {
      Files.deleteIfExists(one.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    expected.add(one);
  }

  /** Some of the tests are run without being measured, or were not reached. */
  public void cannot(String why) {
    reasons.add(why);
  }

  /** Files that are tests whatever they are named; they cover themselves, which says nothing. */
  public void leaveOut(Collection<RepoPath> files) {
    tests.addAll(files);
  }

  /**
   * What the reports say together.
   *
   * @param isTest says so of a file by its name
   */
  public Measurement read(Predicate<RepoPath> isTest) {
    if (expected.isEmpty()) {
      return new Measurement.NotProducible(reasons.isEmpty() ? "nothing measures it" : why());
    }
    var resolver =
        new CoverageResolver(
            request.tree(), List.of(request.folder().toAbsolutePath().normalize().toString()));
    Optional<Coverage> all = Optional.empty();
    var missing = new ArrayList<String>();
    for (var one : left()) {
      switch (read(one, resolver)) {
        case Measurement.Measured(var coverage) ->
            all = Optional.of(all.map(sum -> sum.plus(coverage)).orElse(coverage));
        case Measurement.Missing(var why) -> missing.add(why);
        case Measurement.NotProducible(var why) -> missing.add(why);
      }
    }
    if (all.isEmpty() && missing.isEmpty()) {
      missing.add(reasons.isEmpty() ? "the run left no report of it" : why());
    }
    return missing.isEmpty() && all.isPresent()
        ? new Measurement.Measured(without(all.get(), isTest.or(tests::contains)))
        : new Measurement.Missing(String.join("; ", missing));
  }

  private String why() {
    return String.join("; ", reasons);
  }

  private List<Expected> left() {
    return expected.stream()
        .filter(one -> one.isCertain() || Files.isRegularFile(one.file()))
        .toList();
  }

  private static Coverage without(Coverage all, Predicate<RepoPath> isTest) {
    var files = new TreeMap<RepoPath, FileCoverage>(all.files());
    files.keySet().removeIf(isTest);
    return new Coverage(files, all.outside());
  }

  private static Measurement read(Expected one, CoverageResolver resolver) {
    var name = one.file().getFileName();
    try {
      if (!Files.isRegularFile(one.file())) {
        return new Measurement.Missing("the run left no '%s'".formatted(name));
      }
      if (Files.size(one.file()) > MAX_REPORT_BYTES) {
        return new Measurement.Missing("'%s' is too large to be read".formatted(name));
      }
      try (var in = Files.newInputStream(one.file())) {
        return switch (one.format().read(in)) {
          case CoverageReading.Unreadable(var why) ->
              new Measurement.Missing("'%s' cannot be read: %s".formatted(name, why));
          case CoverageReading.Read(var reported) ->
              new Measurement.Measured(resolver.resolve(reported, one.module()));
        };
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
