package dev.autopack.gate.tests.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.node.TestScript.Runner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestScriptTest {
  private static final Set<String> THERE = Set.of("src", "a.test.js");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vitest | VITEST | ''",
        "vitest --watch run src gone | VITEST | src",
        "npx vitest --config 'my vite.js' --coverage src | VITEST | --config,my vite.js,src",
        "vitest a.test.js --root=\"web\" -c | VITEST | --root=web,-c,a.test.js",
        "\"vitest\" --globals --reporter json | VITEST | --globals",
        "jest --ci -i --selectProjects a --runInBand | JEST | -i,--selectProjects,a,--runInBand",
        "./node_modules/.bin/jest --root x | JEST | ''",
        "node node_modules/jest/bin/jest.js --env=jsdom | JEST | --env=jsdom",
        "react-scripts test --env=jsdom --config x | REACT_SCRIPTS | --env=jsdom",
        "node --test --import ./setup.mjs --watch src | NODE | --import,./setup.mjs,src",
        "npm run lint && tsc; jest src | JEST | src",
      })
  void a_script_says_runner_and_what_it_runs(String script, Runner runner, String arguments) {
    assertThat(of(Map.of("test", script)).map(TestScript::runner)).contains(runner);
    assertThat(of(Map.of("test", script)).map(found -> String.join(",", found.arguments())))
        .contains(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mocha", "react-scripts build", "node server.js", "tap src", ""})
  void a_script_of_no_known_runner_says_nothing(String script) {
    assertThat(of(Map.of("test", script))).isEmpty();
  }

  @Test
  void a_runner_may_stand_behind_another_command() {
    assertThat(runner(Map.of("test", "lint || vitest"))).contains(Runner.VITEST);
  }

  @Test
  void quotes_are_taken_off_as_a_shell_does() {
    assertThat(
            of(
                Map.of(
                    "test",
                    "NODE_OPTIONS=\"--a '--b' c\" TZ='' jest --config='my jest.js' -c '' 'src'")))
        .contains(
            new TestScript(
                Runner.JEST,
                List.of("--config=my jest.js", "-c", "", "src"),
                Map.of("NODE_OPTIONS", "--a '--b' c", "TZ", "")));
  }

  @Test
  void variables_that_change_how_tests_run_are_taken_over() {
    var script =
        "cross-env NODE_ENV=test TZ=UTC SECRET=1 node --experimental-vm-modules bin/jest.mjs";

    assertThat(of(Map.of("test", script)).map(TestScript::environment))
        .contains(
            Map.of("NODE_ENV", "test", "TZ", "UTC", "NODE_OPTIONS", "--experimental-vm-modules"));
    assertThat(of(Map.of("test", "vitest")).map(TestScript::environment)).contains(Map.of());
  }

  @Test
  void the_script_called_test_comes_first_and_then_those_called_like_it() {
    assertThat(runner(Map.of("a", "jest", "test", "vitest", "test:all", "jest")))
        .contains(Runner.VITEST);
    assertThat(runner(Map.of("test", "npm run test:unit", "test:unit", "jest")))
        .contains(Runner.JEST);
    assertThat(runner(Map.of("unit", "vitest"))).contains(Runner.VITEST);
    assertThat(runner(Map.of("build", "vitest"))).isEmpty();
  }

  @Test
  void without_a_script_a_runner_among_the_packages_is_taken() {
    assertThat(of(Map.of(), "jest", "vitest"))
        .contains(new TestScript(Runner.VITEST, List.of(), Map.of()));
    assertThat(of(Map.of("test", "run-all"), "jest"))
        .contains(new TestScript(Runner.JEST, List.of(), Map.of()));
    assertThat(of(Map.of(), "mocha")).isEmpty();
  }

  @Test
  void options_with_a_value_are_known_by_their_runner() {
    assertThat(TestScript.takesValue(Runner.NODE, "--import")).isTrue();
    assertThat(TestScript.takesValue(Runner.VITEST, "--import")).isFalse();
  }

  private static Optional<Runner> runner(Map<String, String> scripts) {
    return of(scripts).map(TestScript::runner);
  }

  private static Optional<TestScript> of(Map<String, String> scripts, String... dependencies) {
    var one = new NpmPackage(Build.TOP, scripts, Set.of(dependencies), List.of());
    return TestScript.of(one, THERE::contains);
  }
}
