package dev.autopack.bench.reports;

import dev.autopack.bench.ExitCodes;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.RegressionCheck;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.go.GoTestJson;
import dev.autopack.gate.tests.junit.JunitXml;
import dev.autopack.workspace.FolderTree;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a set of reports and compares it with a baseline's, by the readers and the comparison of a
 * run. The first time is that of a program that just began.
 */
public final class Reports {
  static final String USAGE = "bench/run reports [--tests N] [--runs N]";

  private static final int TESTS = 20_000;
  private static final int RUNS = 15;
  private static final double NANOS_A_MILLI = 1e6;
  private static final double BYTES_A_MEGABYTE = 1e6;

  private final int tests;
  private final int runs;

  private Reports(int tests, int runs) {
    this.tests = tests;
    this.runs = runs;
  }

  /** Takes the arguments behind {@code reports}. */
  public static void main(String[] arguments) throws IOException {
    System.exit(ExitCodes.of(System.err, () -> parse(arguments).run()));
  }

  private static Reports parse(String[] arguments) {
    var tests = TESTS;
    var runs = RUNS;
    for (var i = 0; i < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--tests" -> tests = number(arguments, i + 1);
        case "--runs" -> runs = number(arguments, i + 1);
        default -> throw new OperatorException("'%s' is no option.".formatted(arguments[i]), USAGE);
      }
    }
    return new Reports(tests, runs);
  }

  private static int number(String[] arguments, int at) {
    try {
      var number = at < arguments.length ? Integer.parseInt(arguments[at]) : 0;
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new OperatorException("'%s' takes a number from 1.".formatted(arguments[at - 1]), USAGE);
  }

  private int run() throws IOException {
    var folder = Files.createTempDirectory("autopack-reports-");
    try {
      var before = write(folder, ReportSet.Side.BASELINE);
      var now = write(folder, ReportSet.Side.NOW);
      System.out.println(
          "| reports of %,d tests | files, MB | first, wall / CPU (ms) | median of %d, wall / CPU (ms) |"
              .formatted(tests, runs));
      System.out.println("|---|---|---|---|");
      measure("JUnit XML", now.files(), readJunit(before), () -> readJunit(now));
      measure("go test -json", List.of(now.goTest()), readGo(before), () -> readGo(now));
      return 0;
    } finally {
      FolderTree.remove(folder);
    }
  }

  private ReportSet write(Path folder, ReportSet.Side side) throws IOException {
    return ReportSet.write(Files.createDirectories(folder.resolve(side.name())), tests, side);
  }

  /** Reads the reports of one run. */
  private interface Reading {
    List<TestResult> read() throws IOException;
  }

  private void measure(String name, List<Path> files, List<TestResult> before, Reading now)
      throws IOException {
    var cpu = ManagementFactory.getThreadMXBean();
    var wall = new ArrayList<Long>();
    var busy = new ArrayList<Long>();
    var found = 0;
    for (var i = 0; i <= runs; i++) {
      var began = System.nanoTime();
      var beganBusy = cpu.getCurrentThreadCpuTime();
      found = RegressionCheck.compare(before, now.read(), _ -> false).size();
      busy.add(cpu.getCurrentThreadCpuTime() - beganBusy);
      wall.add(System.nanoTime() - began);
    }
    var bytes = 0L;
    for (var file : files) {
      bytes += Files.size(file);
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s, %d regressions found | %d, %.1f | %.0f / %.0f | %.0f / %.0f |",
            name,
            found,
            files.size(),
            bytes / BYTES_A_MEGABYTE,
            wall.removeFirst() / NANOS_A_MILLI,
            busy.removeFirst() / NANOS_A_MILLI,
            median(wall) / NANOS_A_MILLI,
            median(busy) / NANOS_A_MILLI));
  }

  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().toList().get(nanos.size() / 2);
  }

  private static List<TestResult> readJunit(ReportSet set) throws IOException {
    var draft = new ReportDraft("maven");
    for (var file : set.files()) {
      var report = JunitXml.read(Files.readAllBytes(file));
      for (var one : report.cases()) {
        var id = new TestId(one.className(), one.name());
        draft.add(new TestResult(id, one.outcome(), "", "", one.message()));
      }
    }
    return close(draft);
  }

  private static List<TestResult> readGo(ReportSet set) throws IOException {
    var draft = new ReportDraft("go");
    try (var file = Files.newInputStream(set.goTest())) {
      for (var one : GoTestJson.read(file).tests()) {
        var id = new TestId(one.packagePath(), one.name());
        draft.add(new TestResult(id, one.outcome(), "", "", one.output()));
      }
    }
    return close(draft);
  }

  private static List<TestResult> close(ReportDraft draft) {
    return draft.close(new TestReport.Execution(List.of(), 0, 0, "", List.of())).results();
  }
}
