package dev.autopack.gate.tests.go;

import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.report.BoundedText;
import dev.autopack.gate.report.ReportLines;
import dev.autopack.gate.tests.go.GoTestReport.Ending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the output of {@code go test -json} of any size, as a stream.
 *
 * <p>Lines that are no events may stand between the others: the go command and tests that write
 * past it make them. A file without a single event is no such output, and never zero tests.
 */
public final class GoTestJson {
  private static final int STRAY_CHARS = 8_000;

  private final Map<Key, OpenTest> tests = new LinkedHashMap<>();
  private final Map<String, OpenPackage> packages = new LinkedHashMap<>();
  private final Map<String, OpenBuild> builds = new LinkedHashMap<>();
  private final BoundedText stray = new BoundedText(STRAY_CHARS);
  private int events;

  private record Key(String packagePath, String name) {}

  private GoTestJson() {}

  public static GoTestReport read(byte[] file) {
    return read(new ByteArrayInputStream(file));
  }

  /** Reads to the end; whoever opened it closes it. */
  public static GoTestReport read(InputStream file) {
    var reader = new GoTestJson();
    try {
      var isCut = reader.readAll(ReportLines.open(file));
      return reader.events == 0
          ? unreadable("no line of it is an event of go test -json")
          : reader.close(isCut);
    } catch (IOException e) {
      return unreadable("it cannot be read: " + e.getMessage());
    }
  }

  private static GoTestReport unreadable(String why) {
    return new GoTestReport(List.of(), List.of(), List.of(), "", false, Optional.of(why));
  }

  private boolean readAll(ReportLines lines) throws IOException {
    var isCut = false;
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      var event = GoEvent.read(line.get().strip());
      if (event.isPresent()) {
        add(event.get());
      } else {
        stray.add(line.get() + "\n");
        isCut = !lines.isEnded() && line.get().startsWith("{");
      }
    }
    return isCut;
  }

  private void add(GoEvent event) {
    if (event.packagePath().isEmpty()) {
      addBuild(event);
    } else if (event.test().isEmpty()) {
      addPackage(event);
    } else {
      events++;
      packages.computeIfAbsent(event.packagePath(), _ -> new OpenPackage());
      addTest(event);
    }
  }

  private void addBuild(GoEvent event) {
    if (event.action().startsWith("build-") && !event.importPath().isEmpty()) {
      events++;
      builds.computeIfAbsent(event.importPath(), _ -> new OpenBuild()).add(event);
    }
  }

  private void addPackage(GoEvent event) {
    events++;
    packages.computeIfAbsent(event.packagePath(), _ -> new OpenPackage()).add(event);
  }

  private void addTest(GoEvent event) {
    var key = new Key(event.packagePath(), event.test());
    var ended = ended(event.action());
    if (event.action().equals("run")) {
      tests.computeIfAbsent(key, _ -> new OpenTest()).begin();
    } else if (ended.isPresent()) {
      tests.computeIfAbsent(key, _ -> new OpenTest()).end(ended.get());
    } else if (event.action().equals("output")) {
      var test = tests.get(key);
      if (test != null) {
        test.output.add(event.output());
      }
    }
  }

  private static Optional<Outcome> ended(String action) {
    return switch (action) {
      case "pass", "bench" -> Optional.of(Outcome.PASSED);
      case "fail" -> Optional.of(Outcome.FAILED);
      case "skip" -> Optional.of(Outcome.SKIPPED);
      default -> Optional.empty();
    };
  }

  private GoTestReport close(boolean isCut) {
    return new GoTestReport(
        tests.entrySet().stream().map(this::close).toList(),
        packages.entrySet().stream().map(one -> one.getValue().close(one.getKey())).toList(),
        builds.entrySet().stream().map(one -> one.getValue().close(one.getKey())).toList(),
        stray.toString(),
        isCut,
        Optional.empty());
  }

  private GoTestReport.Test close(Map.Entry<Key, OpenTest> one) {
    var key = one.getKey();
    var open = one.getValue();
    // Go reports no end of a benchmark; that its package passed says it.
    var inPackage = packages.get(key.packagePath());
    if (key.name().startsWith("Benchmark")
        && inPackage != null
        && inPackage.ending == Ending.PASSED) {
      open.isRunning = false;
    }
    var outcome = open.isRunning ? open.worst.worse(Outcome.UNKNOWN) : open.worst;
    var output = outcome == Outcome.PASSED ? "" : open.output.toString();
    return new GoTestReport.Test(key.packagePath(), key.name(), outcome, output);
  }

  /** A test of which more may come. */
  private static final class OpenTest {
    private static final int OUTPUT_CHARS = 4_000;

    private Outcome worst = Outcome.PASSED;
    private boolean isRunning;
    private BoundedText output = new BoundedText(OUTPUT_CHARS);

    /** Once more, with {@code -count}; one that never ended stays so. */
    void begin() {
      if (isRunning) {
        worst = worst.worse(Outcome.UNKNOWN);
      }
      isRunning = true;
    }

    void end(Outcome outcome) {
      isRunning = false;
      worst = worst.worse(outcome);
      if (worst == Outcome.PASSED) {
        output = new BoundedText(OUTPUT_CHARS);
      }
    }
  }

  private static final class OpenPackage {
    private static final int OUTPUT_CHARS = 8_000;

    private Ending ending = Ending.UNFINISHED;
    private boolean isCached;
    private String failedBuild = "";
    private final BoundedText output = new BoundedText(OUTPUT_CHARS);

    void add(GoEvent event) {
      switch (event.action()) {
        case "pass" -> ending = ending == Ending.FAILED ? Ending.FAILED : Ending.PASSED;
        case "skip" -> ending = Ending.SKIPPED;
        case "fail" -> {
          ending = Ending.FAILED;
          failedBuild = event.failedBuild();
        }
        case "output" -> {
          output.add(event.output());
          isCached |= event.output().startsWith("ok ") && event.output().contains("\t(cached)");
        }
        default -> {}
      }
    }

    GoTestReport.Package close(String path) {
      return new GoTestReport.Package(path, ending, isCached, failedBuild, output.toString());
    }
  }

  private static final class OpenBuild {
    private static final int OUTPUT_CHARS = 8_000;

    private boolean isFailed;
    private final BoundedText output = new BoundedText(OUTPUT_CHARS);

    void add(GoEvent event) {
      isFailed |= event.action().equals("build-fail");
      output.add(event.output());
    }

    GoTestReport.Build close(String importPath) {
      return new GoTestReport.Build(importPath, isFailed, output.toString());
    }
  }
}
