package dev.autopack.gate.tests.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a package runs its tests, as far as its scripts say it: which runner, where its configuration
 * is, which files. What would watch, stop early, hide tests or write elsewhere is left out.
 *
 * @param arguments for the runner, taken over from the script
 */
record TestScript(Runner runner, List<String> arguments, Map<String, String> environment) {
  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]+)=(.*)");
  private static final Set<String> VARIABLES =
      Set.of("NODE_OPTIONS", "NODE_ENV", "BABEL_ENV", "TZ");

  /** The test runners that are known. */
  enum Runner {
    VITEST("vitest"),
    JEST("jest"),
    REACT_SCRIPTS("react-scripts"),
    NODE("node");

    private final String program;

    Runner(String program) {
      this.program = program;
    }

    /** As it is called, and as people know it. */
    String program() {
      return program;
    }
  }

  /** Options with a value that change where tests are or how they are read, by runner. */
  private static final Map<Runner, Set<String>> KEPT =
      Map.of(
          Runner.VITEST,
              Set.of(
                  "--config",
                  "-c",
                  "--root",
                  "-r",
                  "--dir",
                  "--environment",
                  "--project",
                  "--workspace",
                  "--mode",
                  "--exclude",
                  "--pool"),
          Runner.JEST,
              Set.of(
                  "--config",
                  "-c",
                  "--rootDir",
                  "--roots",
                  "--env",
                  "--projects",
                  "--selectProjects",
                  "--testEnvironment",
                  "--preset"),
          Runner.REACT_SCRIPTS, Set.of("--env"),
          Runner.NODE,
              Set.of(
                  "--import", "--require", "-r", "--loader", "--env-file", "--conditions", "-C"));

  private static final Set<String> FLAGS =
      Set.of("--globals", "--dom", "--runInBand", "-i", "--no-file-parallelism");

  /**
   * Of a package.
   *
   * @param isThere whether a path of the package is there; other words without a dash are values
   */
  static Optional<TestScript> of(NpmPackage one, Predicate<String> isThere) {
    var scripts = new ArrayList<String>();
    Optional.ofNullable(one.scripts().get("test")).ifPresent(scripts::add);
    one.scripts()
        .forEach((name, script) -> {
          if (name.startsWith("test") || name.equals("unit")) {
            scripts.add(script);
          }
        });
    for (var script : scripts) {
      var found = parse(script, isThere);
      if (found.isPresent()) {
        return found;
      }
    }
    for (var runner : List.of(Runner.VITEST, Runner.JEST)) {
      if (one.dependencies().contains(runner.program)) {
        return Optional.of(new TestScript(runner, List.of(), Map.of()));
      }
    }
    return Optional.empty();
  }

  private static Optional<TestScript> parse(String script, Predicate<String> isThere) {
    for (var part : script.split("&&|\\|\\||[;|]", -1)) {
      var words =
          WORD.matcher(part)
              .results()
              .map(found -> QUOTED.matcher(found.group()).replaceAll("$1$2"))
              .toList();
      var found = parse(words, isThere);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<TestScript> parse(List<String> words, Predicate<String> isThere) {
    var environment = new HashMap<String, String>();
    for (var at = 0; at < words.size(); at++) {
      var word = words.get(at);
      var assignment = ASSIGNMENT.matcher(word);
      if (assignment.matches() && VARIABLES.contains(assignment.group(1))) {
        environment.put(assignment.group(1), assignment.group(2));
      }
      if (word.equals("--experimental-vm-modules")) {
        environment.put("NODE_OPTIONS", word);
      }
      var runner = runner(words, at);
      if (runner.isPresent()) {
        var rest = words.subList(at + 1, words.size());
        return Optional.of(
            new TestScript(
                runner.get(), arguments(runner.get(), rest, isThere), Map.copyOf(environment)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Runner> runner(List<String> words, int at) {
    var word = words.get(at);
    var name = word.substring(word.lastIndexOf('/') + 1).replaceFirst("\\.m?js$", "");
    var rest = words.subList(at + 1, words.size());
    return switch (name) {
      case "vitest" -> Optional.of(Runner.VITEST);
      case "jest" -> Optional.of(Runner.JEST);
      case "react-scripts" ->
          rest.contains("test") ? Optional.of(Runner.REACT_SCRIPTS) : Optional.empty();
      case "node" -> rest.contains("--test") ? Optional.of(Runner.NODE) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static List<String> arguments(
      Runner runner, List<String> words, Predicate<String> isThere) {
    var kept = new ArrayList<String>();
    var files = new ArrayList<String>();
    for (var at = 0; at < words.size(); at++) {
      var word = words.get(at);
      var option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      if (KEPT.getOrDefault(runner, Set.of()).contains(option)) {
        kept.add(word);
        if (!word.contains("=") && at + 1 < words.size()) {
          at++;
          kept.add(words.get(at));
        }
      } else if (FLAGS.contains(word)) {
        kept.add(word);
      } else if (!word.startsWith("-") && isThere.test(word)) {
        files.add(word);
      }
    }
    kept.addAll(files);
    return kept;
  }

  static boolean takesValue(Runner runner, String option) {
    return KEPT.getOrDefault(runner, Set.of()).contains(option);
  }
}
