package dev.autopack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import dev.autopack.testing.oracle.OracleRequest;
import dev.autopack.testing.oracle.OracleServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed by SIGKILL before and after every write, in a run of three phases with a
 * failed attempt, a hold and a phase of three files, and taken up again: it ends as if nothing had
 * happened.
 */
class CrashTest {
  private static final int AT_ONCE = 2;
  private static final int CALLS = 4;

  private static final String PLAN =
      """
      autopack: 1
      name: story
      goal: Tell a story in three phases
      limits: {usd: 20}
      models: {builder: oracle}
      phases:
        - id: one
          goal: Write phase-one down
          deliverables: [one.txt]
          validation: {command: [sh, check.sh, one.txt]}
        - id: two
          goal: Write phase-two down
          deliverables: [two.txt]
          validation: {command: [sh, check.sh, two.txt]}
        - id: three
          goal: Write phase-three down
          depends_on: [one]
          deliverables: [three-a.txt, three-b.txt, three-c.txt]
          validation: {command: [sh, check.sh, three-c.txt]}
      """;

  @TempDir private Path folder;

  /** How a story ended. */
  private record End(String tree, int calls, List<String> locks, List<String> twice) {}

  @Test
  void a_run_that_is_killed_at_any_write_ends_as_if_nothing_had_happened() throws Exception {
    var names = folder.resolve("instants");
    // Its first start after a build makes the archive that every other start here uses.
    new UserMachine(Files.createDirectories(folder.resolve("first/repository")).resolveSibling("."))
        .autopack("--version");
    var undisturbed = story("undisturbed", 0, names);
    var instants = Files.readAllLines(names);
    assertThat(instants).hasSizeGreaterThan(200);
    assertThat(undisturbed.calls()).isEqualTo(CALLS);

    var failures = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var tasks =
          IntStream.rangeClosed(1, instants.size())
              .<Callable<List<String>>>mapToObj(i -> () -> problems(i, instants, undisturbed))
              .toList();
      for (var future : threads.invokeAll(tasks)) {
        failures.addAll(future.get());
      }
    }

    assertThat(failures).isEmpty();
  }

  private List<String> problems(int instant, List<String> instants, End undisturbed)
      throws Exception {
    var end = story("killed-" + instant, instant, folder.resolve("instants-" + instant));
    var problems = new ArrayList<String>();
    if (!end.tree().equals(undisturbed.tree())) {
      problems.add("another tree: " + end.tree());
    }
    var most = isInsideACall(instant, instants) ? CALLS + 1 : CALLS;
    if (end.calls() < CALLS || end.calls() > most) {
      problems.add("%d calls".formatted(end.calls()));
    }
    end.locks().forEach(lock -> problems.add("locked: " + lock));
    end.twice().forEach(path -> problems.add("paid twice: " + path));
    return problems.stream()
        .map(problem -> "instant %d, %s: %s".formatted(instant, instants.get(instant - 1), problem))
        .toList();
  }

  /** Between its intent and its result, a call may be made once more. */
  private static boolean isInsideACall(int instant, List<String> instants) {
    for (int i = instant - 1; i >= 0; i--) {
      if (instants.get(i).startsWith("after the result of 'call")
          || (i < instant - 1 && instants.get(i).startsWith("before the result of 'call"))) {
        return false;
      }
      if (instants.get(i).startsWith("after the intent of 'call")) {
        return true;
      }
    }
    return false;
  }

  private End story(String name, int fatal, Path names) throws Exception {
    try (var oracle = OracleServer.answering(CrashTest::answer)) {
      var machine =
          UserMachine.with(
              folder.resolve(name),
              Map.of("plan.yaml", PLAN, "check.sh", "grep -q good \"$1\"\n", "Makefile", "all:\n"),
              oracle.baseUrl(),
              "anthropic");
      if (fatal > 0) {
        var killed = tell(machine, fatal, names);
        assertThat(killed).as("instant %d kills", fatal).isEqualTo(128 + 9);
      }
      var exit = tell(machine, 0, names);
      assertThat(exit).as("%s ends", name).isZero();
      return new End(
          machine.git("rev-parse", machine.branch() + "^{tree}").strip(),
          oracle.calls().size(),
          locks(machine),
          machine.unitsPaidTwice());
    }
  }

  private static int tell(UserMachine machine, int fatal, Path names)
      throws IOException, InterruptedException {
    var process = machine.start(argv(fatal, names), "story");
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("the story does not end");
    }
    return process.exitValue();
  }

  /** The packaged jars first, then the teller's own classes. */
  private static List<String> argv(int fatal, Path names) throws IOException {
    var target = Path.of(System.getProperty("autopack.root"), "program", "target");
    var app = target.resolve("app");
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    try (var archives = Files.newDirectoryStream(app, "*.jsa")) {
      // Made by the launcher for the same jars: hundreds of starts, each half a second shorter.
      archives.forEach(archive -> argv.add("-XX:SharedArchiveFile=" + archive));
    }
    argv.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:cds=off:stderr"));
    argv.add("--enable-native-access=ALL-UNNAMED");
    argv.add("-Dorg.sqlite.lib.path=" + app.resolve("native"));
    argv.addAll(List.of("-cp", app.resolve("autopack.jar") + ":" + target.resolve("test-classes")));
    argv.addAll(List.of(StoryTeller.class.getName(), Integer.toString(fatal), names.toString()));
    return argv;
  }

  private static List<String> locks(UserMachine machine) throws IOException {
    try (Stream<Path> files = Files.walk(machine.repository().resolve(".git"))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".lock"))
          .toList();
    }
  }

  /** What a model would say that sees this request alone; of a cut reply only the rest. */
  private static String answer(OracleRequest request) {
    var text = request.lastTurn();
    var done = kept(text);
    var units = new ArrayList<Unit>();
    if (text.contains("phase-one")) {
      var good = text.contains("# What went wrong so far");
      add(units, done, "one.txt", good ? "good\n" : "bad\n");
    } else if (text.contains("phase-two")) {
      add(units, done, "two.txt", "good\n");
      add(units, done, "Makefile", "all:\n\techo two\n");
    } else {
      add(units, done, "three-a.txt", "first\n");
      add(units, done, "three-b.txt", "second\n");
      add(units, done, "three-c.txt", "good\n");
    }
    return UnitWriter.write(Format.NDJSON, units);
  }

  /** What the request lists as kept, between its marker lines. */
  private static String kept(String text) {
    var matcher =
        Pattern.compile("=== \\S+ begin kept\n(.*?)\n=== \\S+ end kept", Pattern.DOTALL)
            .matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static void add(List<Unit> units, String done, String path, String text) {
    if (!done.contains(path)) {
      units.add(
          new Unit.Change(
              path.equals("Makefile")
                  ? new FileEdit.Rewrite(new RepoPath(path), text)
                  : new FileEdit.Create(new RepoPath(path), text)));
    }
  }
}
