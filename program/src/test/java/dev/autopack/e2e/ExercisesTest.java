package dev.autopack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.testing.Mutation;
import dev.autopack.testing.Proof;
import dev.autopack.testing.oracle.OracleServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus's exercises, from plan to verified commit, and the ways to only seem solved. */
class ExercisesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "python-bowling, anthropic",
    "python-two-bucket, openai",
    "java-bowling, openai",
    "java-two-bucket, anthropic",
    "go-bowling, anthropic",
    "go-two-bucket, openai",
    "rust-bowling, openai",
    "rust-two-bucket, anthropic",
    "javascript-bowling, anthropic",
    "javascript-two-bucket, openai"
  })
  void a_true_solution_becomes_one_commit_of_exactly_its_bytes(String name, String provider)
      throws Exception {
    var exercise = new Exercise(Proof.requireCorpus().resolve("exercises").resolve(name));
    try (var oracle = OracleServer.answering(_ -> exercise.solution())) {
      var machine =
          UserMachine.with(folder, files(exercise, "", List.of()), oracle.baseUrl(), provider);

      var outcome = machine.autopack("run", "plan.yaml");

      assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
      assertThat(committed(machine, exercise.reference())).isEqualTo(exercise.reference());
      assertThat(machine.git("diff", "--name-only", "HEAD", machine.branch()).lines())
          .containsExactlyElementsOf(exercise.reference().keySet());
      assertThat(oracle.calls()).hasSize(1);
    }
  }

  /** The project's own, so that a clone without the corpus has the proof too. */
  @ParameterizedTest
  @ValueSource(strings = {"python-leap", "java-leap", "go-leap", "rust-leap"})
  void an_exercise_of_the_project_becomes_a_commit_and_its_mistake_does_not(String name)
      throws Exception {
    var own = Path.of(System.getProperty("autopack.root"), "program/src/test/resources/exercises");
    var exercise = new Exercise(own.resolve(name));
    solve(exercise, "good", exercise.reference(), 0);
    var wrong = new TreeMap<>(exercise.reference());
    wrong.replaceAll((_, text) -> text.replace("400", "300"));
    solve(exercise, "bad", wrong, 1);
  }

  private void solve(Exercise exercise, String where, Map<String, String> answer, int exit)
      throws Exception {
    try (var oracle = OracleServer.answering(_ -> exercise.reply(answer))) {
      var machine =
          UserMachine.with(
              folder.resolve(where), files(exercise, "", List.of()), oracle.baseUrl(), "openai");
      var outcome = machine.autopack("run", "plan.yaml");
      assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isEqualTo(exit);
    }
  }

  /** Of the languages that have no other wrong answer here; MutationsTest has the rest. */
  static Stream<Mutation> sample() {
    return Mutation.all().stream()
        .filter(one -> one.exercise().matches("(rust|javascript)-bowling"))
        .filter(one -> one.operator().equals("return constant"));
  }

  @ParameterizedTest
  @MethodSource("sample")
  void a_solution_with_one_mistake_is_never_complete(Mutation mutation) throws Exception {
    var exercise =
        new Exercise(Proof.requireCorpus().resolve("exercises").resolve(mutation.exercise()));
    solve(exercise, "mutated", mutation.of(exercise.reference()), 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"python-bowling", "python-two-bucket", "java-bowling", "java-two-bucket"})
  void the_tests_of_a_file_decide_where_the_plan_names_it(String name) throws Exception {
    var exercise = new Exercise(Proof.requireCorpus().resolve("exercises").resolve(name));
    var validation = "    validation: {tests: [%s]}\n".formatted(testFile(exercise));
    try (var oracle = OracleServer.answering(_ -> exercise.solution())) {
      var machine =
          UserMachine.with(
              folder, files(exercise, validation, List.of()), oracle.baseUrl(), "anthropic");

      assertThat(machine.autopack("run", "plan.yaml").exit()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "python-two-bucket, empty answer",
    "python-two-bucket, claim",
    "python-two-bucket, nothing changed",
    "python-two-bucket, cut passed off as an end",
    "python-two-bucket, stub",
    "python-two-bucket, wrong result",
    "python-two-bucket, test file deleted",
    "python-two-bucket, test file emptied",
    "python-two-bucket, tests skipped",
    "java-two-bucket, wrong result",
    "java-two-bucket, test file deleted",
    "java-two-bucket, tests skipped",
    "java-bowling, deliverable missing",
    "go-two-bucket, wrong result",
    "go-two-bucket, test file deleted"
  })
  void what_only_seems_solved_is_never_complete(String name, String way) throws Exception {
    var exercise = new Exercise(Proof.requireCorpus().resolve("exercises").resolve(name));
    try (var oracle = OracleServer.answering(_ -> bad(exercise, way))) {
      var machine =
          UserMachine.with(
              folder, files(exercise, "", List.of("'**'")), oracle.baseUrl(), "anthropic");

      var outcome = machine.autopack("run", "plan.yaml");

      assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isIn(1, 3);
      assertThat(outcome.out()).doesNotContain(": COMPLETE");
      assertThat(machine.git("diff", "--name-only", "HEAD", machine.branch())).isBlank();
    }
  }

  @Test
  void the_demo_ends_as_it_should() throws Exception {
    var machine = new UserMachine(folder);
    Files.createDirectories(machine.repository());

    var outcome = machine.autopack("demo");

    assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).contains("The demo ended as it should").contains("autopack approve");
  }

  private static Map<String, String> files(
      Exercise exercise, String validation, List<String> scope) {
    var files = new HashMap<>(exercise.start());
    files.put("plan.yaml", exercise.plan(validation, scope));
    return files;
  }

  private static String testFile(Exercise exercise) {
    return exercise.start().keySet().stream()
        .filter(path ->
            path.endsWith("_test.py")
                || path.endsWith("Test.java")
                || path.endsWith("_bucket_test.go"))
        .findFirst()
        .orElseThrow();
  }

  private static String bad(Exercise exercise, String way) {
    var test = testFile(exercise);
    var text = exercise.start().getOrDefault(test, "");
    return switch (way) {
      case "empty answer" -> "";
      case "claim" -> "All done: the exercise is solved and every test passes.\n";
      case "nothing changed" -> "{\"op\":\"end\",\"count\":0}\n";
      case "cut passed off as an end" ->
          exercise.solution().substring(0, exercise.solution().length() / 2);
      case "stub" -> exercise.reply(Map.of("two_bucket.py", "def measure(*args):\n    pass\n"));
      case "deliverable missing" -> {
        var files = new TreeMap<>(exercise.reference());
        files.remove("src/main/java/Frame.java");
        yield exercise.reply(files);
      }
      case "wrong result" -> exercise.reply(mutated(exercise));
      case "test file deleted" -> exercise.reply(exercise.reference(), List.of(test));
      case "test file emptied" -> exercise.reply(with(exercise, test, ""));
      case "tests skipped" ->
          exercise.reply(
              with(
                  exercise,
                  test,
                  test.endsWith(".py")
                      ? text.replace("    def test_", "    @unittest.skip('later')\n    def test_")
                      : text.replace("@Test", "@org.junit.jupiter.api.Disabled @Test")));
      default -> throw new IllegalArgumentException(way);
    };
  }

  private static Map<String, String> with(Exercise exercise, String path, String text) {
    var files = new TreeMap<>(exercise.reference());
    files.put(path, text);
    return files;
  }

  /** Off by one where the answer counts its moves. */
  private static Map<String, String> mutated(Exercise exercise) {
    var files = new TreeMap<>(exercise.reference());
    files.replaceAll((path, text) ->
        text.replace("+ 1", "+ 2")
            .replace("+= 1", "+= 2")
            .replace("numSteps++", "numSteps += 2")
            .replace("moves++", "moves += 2"));
    return files;
  }

  private static Map<String, String> committed(UserMachine machine, Map<String, String> wanted)
      throws Exception {
    var files = new TreeMap<String, String>();
    for (var path : wanted.keySet()) {
      files.put(path, machine.git("show", machine.branch() + ":" + path));
    }
    return files;
  }
}
