package dev.autopack.gate.tests.maven;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.Endings;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.TreeText;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs {@code mvn test} once over the whole build, without the network where the local repository
 * has all it needs, and reads Surefire's reports.
 */
public final class MavenToolchain implements TestToolchain {
  private static final String ID = "maven";
  private static final int KEPT_OUTPUT_BYTES = 512 * 1024;
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CI", "1", "TERM", "dumb", "NO_COLOR", "1", "MAVEN_ARGS", "");

  /** What Maven says when offline is the trouble: only then is the network asked. */
  private static final Pattern MISSING_OFFLINE =
      Pattern.compile(
          "in offline mode|has not been downloaded from it before|offline mode and the artifact");

  private static final Pattern JAVA_TEST = Pattern.compile("(?:^|.*/)src/test/.*\\.java");

  private final ProcessRunner runner;

  public MavenToolchain(ProcessRunner runner) {
    this.runner = runner;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean isTest(RepoPath path) {
    return JAVA_TEST.matcher(path.value()).matches();
  }

  @Override
  public boolean detects(Tree tree, List<RepoPath> named) {
    return tree.contains(new RepoPath("pom.xml")) && tree.paths().stream().anyMatch(this::isTest);
  }

  @Override
  public TestReport run(Request request) throws InterruptedException {
    var draft = new ReportDraft(ID);
    var reading = new SurefireReading(request.tree(), draft, testFiles(request.tree()));
    var argv = command(true);
    try {
      var exit = runOnce(request, argv);
      if (!exit.isSuccess() && MISSING_OFFLINE.matcher(Console.plain(exit)).find()) {
        argv = command(false);
        exit = runOnce(request, argv);
      }
      reading.read(exit, Endings.judge(exit, request.patience()), reports(request));
      return draft.close(
          new TestReport.Execution(
              List.of(argv), exit.code(), exit.took().toMillis(), Console.tail(exit), List.of()));
    } catch (EnvironmentException e) {
      var problem = "'mvn' cannot be started";
      draft.add(new Trouble(Trouble.Kind.TOOL, problem));
      reading.addWhatDidNotRun();
      return draft.close(new TestReport.Execution(List.of(argv), -1, 0, problem, List.of()));
    }
  }

  private Exit runOnce(Request request, List<String> argv) throws InterruptedException {
    var patience = request.patience();
    return runner.run(
        new Command(
            argv,
            request.folder(),
            ENVIRONMENT,
            new Command.Bounds(patience.wall(), patience.idle(), KEPT_OUTPUT_BYTES)));
  }

  /** Every test is run to its end in every module, so that one failure hides nothing. */
  private static List<String> command(boolean offline) {
    var argv = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
    if (offline) {
      argv.add("-o");
    }
    argv.addAll(List.of("--fail-at-end", "-Dsurefire.skipAfterFailureCount=0", "test"));
    return argv;
  }

  private List<RepoPath> testFiles(Tree tree) {
    return tree.paths().stream()
        .filter(this::isTest)
        .filter(path -> !TreeText.outline(tree, path).tests().isEmpty())
        .toList();
  }

  /** The folder was laid out clean, so that whatever report is there is of this run. */
  private static List<byte[]> reports(Request request) {
    try (var files = Files.walk(request.folder())) {
      var reports = new ArrayList<byte[]>();
      for (var file : files.filter(MavenToolchain::isReport).sorted().toList()) {
        reports.add(Files.readAllBytes(file));
      }
      return reports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isReport(Path file) {
    var name = file.getFileName().toString();
    return name.startsWith("TEST-")
        && name.endsWith(".xml")
        && file.resolveSibling("").normalize().endsWith(Path.of("target", "surefire-reports"));
  }
}
