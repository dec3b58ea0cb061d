package dev.autopack.gate.tests.maven;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.Fetch;
import dev.autopack.gate.tests.FolderToolchain;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs {@code mvn test} once over the whole build and reads Surefire's reports. The network is
 * asked only where the local repository lacks something, so that a run is the same from day to day.
 */
public final class MavenToolchain extends FolderToolchain {
  private static final int KEPT_OUTPUT_BYTES = 512 * 1024;
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CI", "1", "TERM", "dumb", "NO_COLOR", "1", "MAVEN_ARGS", "");
  private static final Kind KIND = new Kind("maven", "mvn", ENVIRONMENT, MavenToolchain::new);

  private static final Pattern MISSING_OFFLINE =
      Pattern.compile("in offline mode|has not been downloaded from it before");
  private static final Pattern VERSION =
      Pattern.compile("(?m)^(Apache Maven \\S+|Java version: [^,\n]+, vendor: [^,\n]+)");

  private static final Pattern MISSING_ARTIFACT =
      Pattern.compile("the artifact ([\\w.-]+):([\\w.-]+):(?:jar|pom):([\\w.-]+) has not been");

  /** Surefire names what it lacks one at a time. */
  private static final int DOWNLOADS = 4;

  private static final List<String> TO_THE_END =
      List.of("-o", "--fail-at-end", "-Dsurefire.skipAfterFailureCount=0");

  public MavenToolchain(ProcessRunner runner) {
    this(runner, Build.TOP);
  }

  private MavenToolchain(ProcessRunner runner, Build build) {
    super(KIND, runner, build);
  }

  @Override
  public boolean isTest(RepoPath path) {
    return JavaTests.isTest(path);
  }

  /** What lies below a POM is taken for a module of it. */
  @Override
  protected List<Build> find(Tree tree, List<RepoPath> named) {
    return Build.find(tree, JavaTests.POM::equals, (_, _) -> true).stream()
        .filter(build -> new JavaTests(tree, build).exist())
        .toList();
  }

  /** Only what measures coverage is fetched apart, and nothing depends on its being there. */
  @Override
  public Preparation prepare(Request request) throws InterruptedException {
    var jacoco = jacoco(request);
    if (!jacoco.wasBegun() && !MavenCoverage.isConfigured(request, build())) {
      var isThere =
          once(jacoco, request, words(List.of("-o", MavenCoverage.HELP)), ENVIRONMENT)
              instanceof Preparation.Ready;
      if (!isThere) {
        once(jacoco, request, words(List.of(MavenCoverage.HELP)), ENVIRONMENT);
      }
    }
    return new Preparation.Ready();
  }

  private Fetch jacoco(Request request) {
    return fetch(request, MavenCoverage.ID);
  }

  @Override
  protected List<String> run(
      Request request, ToolSession session, ReportDraft draft, Measuring measuring)
      throws InterruptedException {
    var reading = new SurefireReading(request, build(), draft);
    var reports = SurefireReports.from(request, build());
    var coverage = new MavenCoverage(request, build(), session, measuring);
    var argv = tests(request, coverage.goals(jacoco(request).isDone()));
    var exit = session.run(argv, folder(request), KEPT_OUTPUT_BYTES);
    for (int round = 0; round < DOWNLOADS && isMissing(exit); round++) {
      session.fetch(download(exit, round), folder(request), KEPT_OUTPUT_BYTES);
      exit = session.run(argv, folder(request), KEPT_OUTPUT_BYTES);
    }
    reading.add(exit, session.ending(exit), reports.load());
    if (!draft.isBroken()) {
      coverage.report();
    }
    return versions(exit);
  }

  @Override
  protected void addUnstarted(Request request, ReportDraft draft) {
    new SurefireReading(request, build(), draft).addWhatDidNotRun();
  }

  private static boolean isMissing(Exit exit) {
    return !exit.isSuccess() && MISSING_OFFLINE.matcher(Console.plain(exit)).find();
  }

  /**
   * All that a build without its tests needs, since no test may run with a network; then what
   * Surefire asks for only when it has tests to run, by its name.
   */
  private static List<String> download(Exit exit, int round) {
    var named = MISSING_ARTIFACT.matcher(Console.plain(exit));
    return round == 0 || !named.find()
        ? words(List.of("-DskipTests", "test"))
        : words(
            List.of(
                "dependency:get",
                "-Dartifact=%s:%s:%s".formatted(named.group(1), named.group(2), named.group(3))));
  }

  private static List<String> versions(Exit exit) {
    return VERSION
        .matcher(Console.plain(exit))
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  /** Every test is run to its end in every module, so that one failure hides nothing. */
  private static List<String> tests(Request request, MavenCoverage.Goals coverage) {
    var more = new ArrayList<>(TO_THE_END);
    if (request.selection() instanceof Selection.Only(var tests)) {
      // A module without any of them is no failure.
      more.addAll(List.of("-Dsurefire.failIfNoSpecifiedTests=false", "-DfailIfNoTests=false"));
      more.add(
          tests.stream()
              .map(test -> filter(test.id()))
              .distinct()
              .collect(Collectors.joining(",", "-Dtest=", "")));
    }
    more.addAll(coverage.before());
    more.add("test");
    more.addAll(coverage.after());
    return words(more);
  }

  /** Surefire knows methods and not their cases. */
  private static String filter(TestId id) {
    var type = id.suite().substring(id.suite().indexOf(':') + 1);
    return type + "#" + id.withoutParameters().name();
  }

  private static List<String> words(List<String> more) {
    var argv = new ArrayList<>(List.of("mvn", "-B", "-V", "-ntp", "-Dstyle.color=never"));
    argv.addAll(more);
    return List.copyOf(argv);
  }
}
