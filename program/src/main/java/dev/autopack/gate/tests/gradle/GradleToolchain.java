package dev.autopack.gate.tests.gradle;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.FolderToolchain;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ReportFiles;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.gate.tests.TreeText;
import dev.autopack.process.ProcessRunner;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs the test tasks of a Gradle build, by its wrapper where it has one. */
public final class GradleToolchain extends FolderToolchain {
  private static final int KEPT_BYTES = 512 * 1024;
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CI", "1", "TERM", "dumb", "NO_COLOR", "1");
  private static final Kind KIND = new Kind("gradle", "gradle", ENVIRONMENT, GradleToolchain::new);
  private static final Pattern BUILD_FILE =
      Pattern.compile("(?:build|settings)\\.gradle(?:\\.kts)?");
  private static final Pattern TEST_FILE =
      Pattern.compile("(?:.*/)?src/\\w*[tT]est\\w*/.*\\.(?:java|kt|groovy|scala)");
  private static final Pattern SIGN =
      Pattern.compile("@\\w*Test\\b|\\bTestCase\\b|\\bSpecification\\b");

  public GradleToolchain(ProcessRunner runner) {
    this(runner, Build.TOP);
  }

  private GradleToolchain(ProcessRunner runner, Build build) {
    super(KIND, runner, build);
  }

  @Override
  public boolean isTest(RepoPath path) {
    return TEST_FILE.matcher(path.value()).matches();
  }

  @Override
  protected List<Build> find(Tree tree, List<RepoPath> named) {
    return Build.find(
            tree,
            name -> BUILD_FILE.matcher(name).matches(),
            // A build inside another is its project, unless it has settings of its own.
            (_, inner) -> !hasSettings(tree, inner))
        .stream()
        .filter(build ->
            TreeText.shows(
                tree, tree.paths().stream().filter(build::holds).filter(this::isTest), SIGN))
        .toList();
  }

  private static boolean hasSettings(Tree tree, Build build) {
    return tree.contains(build.file("settings.gradle"))
        || tree.contains(build.file("settings.gradle.kts"));
  }

  /** A dry run resolves plugins, and asking for the class path resolves what tests need. */
  @Override
  public Preparation prepare(Request request) throws InterruptedException {
    var argv =
        List.of(program(request), "--console=plain", "--no-daemon", "--continue", "testClasses");
    return once(fetch(request, GradleToolchain::isDecisive), request, argv, ENVIRONMENT);
  }

  private static boolean isDecisive(String name) {
    return BUILD_FILE.matcher(name).matches()
        || name.matches("gradle\\.(?:lockfile|properties)")
        || name.matches("libs\\.versions\\.toml|gradle-wrapper\\.properties");
  }

  @Override
  protected List<String> run(
      Request request, ToolSession session, ReportDraft draft, Measuring measuring)
      throws InterruptedException {
    var reading = new GradleReading(request, build(), draft, ReportFiles.from(request.reports()));
    var argv = argv(request);
    argv.addAll(new GradleCoverage(request, build()).arguments(measuring));
    var exit = session.run(argv, folder(request), KEPT_BYTES);
    reading.add(exit, session.ending(exit));
    return session
        .ask(List.of(program(request), "--version"), folder(request))
        .lines()
        .filter(line -> line.matches("(?:Gradle|Launcher JVM|JVM).*"))
        .toList();
  }

  /** Every test is run, also where an earlier result would do. */
  private List<String> argv(Request request) {
    var argv =
        new ArrayList<>(
            List.of(
                program(request),
                "--console=plain",
                "--no-daemon",
                "--offline",
                "--continue",
                "--no-build-cache",
                "--rerun-tasks",
                "test"));
    if (request.selection() instanceof Selection.Only(var tests)) {
      tests.stream()
          .map(test -> filter(test.id()))
          .distinct()
          .forEach(name -> argv.addAll(List.of("--tests", name)));
    }
    return argv;
  }

  private static String filter(TestId id) {
    var suite = id.suite().substring(id.suite().indexOf(':') + 1);
    return suite + "." + id.withoutParameters().name();
  }

  /** One that is not executable is no wrapper that anybody could start. */
  private String program(Request request) {
    var wrapper = folder(request).resolve("gradlew");
    return Files.isExecutable(wrapper) ? wrapper.toAbsolutePath().toString() : "gradle";
  }
}
