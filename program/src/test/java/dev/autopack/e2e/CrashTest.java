package dev.autopack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import dev.autopack.testing.oracle.OracleRequest;
import dev.autopack.testing.oracle.OracleServer;
import dev.autopack.workspace.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed by SIGKILL before and after every write, in a run of three phases with a
 * failed attempt, a hold and a phase of three files, and taken up again: it ends as if nothing had
 * happened.
 *
 * <p>A build takes every sixth instant, beginning one later each day, so that six days' builds see
 * them all; {@code -Dcrash.every=1} takes all at once.
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
          validation: FIRST
        - id: two
          goal: Write phase-two down
          deliverables: [two.txt]
          validation: SECOND
        - id: three
          goal: Write phase-three down
          depends_on: [one]
          deliverables: [three-a.txt, three-b.txt, three-c.txt]
          validation: THIRD
      """;

  /** What decides a story's phases, and the file that it takes. */
  private enum Validation {
    SHELL(
        "{command: [sh, check.sh, FILE]}",
        "check.sh",
        """
        grep -q good "$1"
        """),
    PYTEST(
        "{tests: ['story_test.py::test_story[FILE]']}",
        "story_test.py",
        """
        import pathlib
        import pytest

        @pytest.mark.parametrize("name", ["one.txt", "two.txt", "three-c.txt"])
        def test_story(name):
            assert "good" in pathlib.Path(name).read_text()
        """);

    private final String written;
    private final String file;
    private final String content;

    Validation(String written, String file, String content) {
      this.written = written;
      this.file = file;
      this.content = content;
    }

    private String plan() {
      return PLAN.replace("FIRST", of("one.txt"))
          .replace("SECOND", of("two.txt"))
          .replace("THIRD", of("three-c.txt"));
    }

    private String of(String name) {
      return written.replace("FILE", name);
    }
  }

  @TempDir private Path folder;

  /** How a story ended. */
  private record End(String tree, int calls, List<String> locks, List<String> twice) {}

  @Test
  void a_run_that_is_killed_at_any_write_ends_as_if_nothing_had_happened() throws Exception {
    killAtEveryWrite(Validation.SHELL);
  }

  /** By {@code -Dexcluded.groups= -Dgroups=command -Dit.test=CrashTest}. */
  @Test
  @Tag("command")
  void a_run_over_pytest_that_is_killed_at_any_write_ends_as_if_nothing_had_happened()
      throws Exception {
    killAtEveryWrite(Validation.PYTEST);
  }

  private void killAtEveryWrite(Validation validation) throws Exception {
    var names = folder.resolve("instants");
    jar();
    train(validation, names);
    var undisturbed = story("undisturbed", validation, 0, names);
    var instants = Files.readAllLines(names);
    assertThat(instants).hasSizeGreaterThan(200);
    assertThat(undisturbed.calls()).isEqualTo(CALLS);

    var failures = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var tasks =
          IntStream.rangeClosed(1, instants.size())
              .filter(CrashTest::isOfThisBuild)
              .<Callable<List<String>>>mapToObj(
                  i -> () -> problems(i, validation, instants, undisturbed))
              .toList();
      for (var future : threads.invokeAll(tasks)) {
        failures.addAll(future.get());
      }
    }

    assertThat(failures).isEmpty();
  }

  private static boolean isOfThisBuild(int instant) {
    var every = Integer.getInteger("crash.every", 6);
    return instant % every == LocalDate.now(ZoneOffset.UTC).toEpochDay() % every;
  }

  private List<String> problems(
      int instant, Validation validation, List<String> instants, End undisturbed) throws Exception {
    var names = folder.resolve("instants-" + instant);
    var end = story("killed-" + instant, validation, instant, names);
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
    if (problems.isEmpty()) {
      // At once, while the disk still has it at hand: all of them at the end take minutes.
      FolderTree.remove(folder.resolve("killed-" + instant));
    }
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

  private End story(String name, Validation validation, int fatal, Path names) throws Exception {
    try (var oracle = OracleServer.answering(CrashTest::answer)) {
      var machine = machine(name, validation, oracle);
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

  private UserMachine machine(String name, Validation validation, OracleServer oracle)
      throws IOException, InterruptedException {
    return UserMachine.with(
        folder.resolve(name),
        Map.of(
            "plan.yaml",
            validation.plan(),
            validation.file,
            validation.content,
            "Makefile",
            "all:\n"),
        oracle.baseUrl(),
        "anthropic");
  }

  private int tell(UserMachine machine, int fatal, Path names)
      throws IOException, InterruptedException {
    var options = List.of("-XX:SharedArchiveFile=" + archive(), "-Xlog:cds=off:stderr");
    return finish(machine.start(argv(options, fatal, names), "story"));
  }

  private static int finish(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("the story does not end");
    }
    return process.exitValue();
  }

  /** The packaged jars first, then the teller's own classes. */
  private List<String> argv(List<String> options, int fatal, Path names) {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    argv.addAll(options);
    argv.add("--enable-native-access=ALL-UNNAMED");
    argv.add("-Dorg.sqlite.lib.path=" + target().resolve("app/native"));
    argv.addAll(List.of("-cp", target().resolve("app/autopack.jar") + ":" + tellerJar()));
    argv.addAll(List.of(StoryTeller.class.getName(), Integer.toString(fatal), names.toString()));
    return argv;
  }

  /**
   * Makes the archive of loaded classes that every other start here uses: a thousand starts, each
   * most of a second shorter. The launcher's own archive is for its own class path alone.
   */
  private void train(Validation validation, Path names) throws Exception {
    try (var oracle = OracleServer.answering(CrashTest::answer)) {
      var machine = machine("training", validation, oracle);
      var list = folder.resolve("classes");
      finish(machine.start(argv(List.of("-XX:DumpLoadedClassList=" + list), 0, names), "story"));
      var options =
          List.of(
              "-Xshare:dump",
              "-XX:+AOTClassLinking",
              "-XX:SharedClassListFile=" + list,
              "-XX:SharedArchiveFile=" + archive());
      finish(machine.start(argv(options, 0, names), "dump"));
      assertThat(archive()).isNotEmptyFile();
    }
  }

  /** An archive of classes takes no folder of classes. */
  private void jar() throws IOException {
    var classes = target().resolve("test-classes");
    try (var jar = new JarOutputStream(Files.newOutputStream(tellerJar()));
        var files = Files.walk(classes.resolve("dev/autopack"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
      }
    }
  }

  private Path tellerJar() {
    return folder.resolve("teller.jar");
  }

  private Path archive() {
    return folder.resolve("teller.jsa");
  }

  private static Path target() {
    return Path.of(System.getProperty("autopack.root"), "program", "target").toAbsolutePath();
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
