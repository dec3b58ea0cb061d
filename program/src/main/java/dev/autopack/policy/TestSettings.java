package dev.autopack.policy;

import dev.autopack.edit.RepoPath;
import dev.autopack.policy.Finding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings by which fewer tests run, or less of them counts: selections narrowed, failures let
 * pass, thresholds lowered. Such files are protected besides; here even one that the plan names.
 */
record TestSettings() implements Rule.OfText {
  private static final Set<String> NAMES =
      Set.of(
          "pytest.ini",
          "tox.ini",
          "setup.cfg",
          "pyproject.toml",
          ".coveragerc",
          "conftest.py",
          "noxfile.py",
          "package.json",
          ".nycrc",
          ".nycrc.json",
          ".c8rc.json",
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "makefile",
          "cargo.toml",
          "codecov.yml",
          ".codecov.yml",
          "phpunit.xml");
  private static final Pattern NAMED_SO =
      Pattern.compile("(?:jest|vitest|vite|karma|mocha|\\.mocharc|nyc|playwright)\\..*|.*\\.ya?ml");

  private static final List<Sign> SIGNS =
      List.of(
          new Sign(
              "leaves tests out",
              "--ignore(?:-glob)?[= ]|--deselect|-m\\s+[\"']?not\\b|(?<![\\w-])-k[ =]|collect_ignore|pytest_ignore_collect|pytest_collection_modifyitems"
                  + "|testPathIgnorePatterns|modulePathIgnorePatterns|--exclude|testNamePattern|--grep\\b|<excludedGroups>|<excludes?>|excludeTestsMatching|-run\\s|--skip\\b|--test-skip-pattern"),
          new Sign(
              "does not run the tests",
              "<skipTests>\\s*true|<skip>\\s*true|maven\\.test\\.skip|-DskipTests|-x\\s+test\\b|enabled\\s*=\\s*false|test\\s*=\\s*false|--collect-only|--no-run\\b|--listTests"),
          new Sign(
              "lets failures pass",
              "\\|\\|\\s*(?:true|exit 0|:)|--passWithNoTests|passWithNoTests|continue-on-error:\\s*true|allow_failure:\\s*true|testFailureIgnore>\\s*true|ignoreFailures\\s*=\\s*true"
                  + "|-Dmaven\\.test\\.failure\\.ignore|xfail_strict\\s*=\\s*(?:false|False)|--suppress-no-test-exit-code|--forbid-only=false|--retries|\\bretry\\s*:"));

  private static final Pattern THRESHOLD =
      Pattern.compile(
          "(fail[_-]under|cov-fail-under|<minimum>|minimum\\s*=|\"?(?:branches|functions|lines|statements)\"?\\s*:|check-coverage|\"?threshold\"?\\s*:|target:)\\s*=?\\s*[\"']?([0-9]+(?:\\.[0-9]+)?)");

  /** Something that a line of settings says. */
  private record Sign(String what, Pattern pattern) {
    Sign(String what, String pattern) {
      this(what, Pattern.compile(pattern));
    }

    boolean isNewIn(FilePair pair) {
      return pattern.matcher(pair.after()).results().count()
          > pattern.matcher(pair.before()).results().count();
    }
  }

  @Override
  public String name() {
    return "tests-narrowed";
  }

  @Override
  public String minds() {
    return "Settings that leave tests out, let failures pass or lower thresholds need a person's"
        + " approval.";
  }

  @Override
  public List<Said> judge(Judged judged) {
    var said = new ArrayList<Said>();
    for (var pair : FilePair.of(judged.changes())) {
      if (!pair.before().isEmpty() && !pair.after().isEmpty() && isAbout(pair.path())) {
        SIGNS.stream()
            .filter(sign -> sign.isNewIn(pair))
            .forEach(sign -> said.add(ask(pair, "it " + sign.what() + " where it did not")));
        if (isLowered(thresholds(pair.before()), thresholds(pair.after()))) {
          said.add(ask(pair, "it lowers a threshold"));
        }
      }
    }
    return said;
  }

  private static Said ask(FilePair pair, String what) {
    return new Said(Severity.ASK, List.of(pair.path()), what);
  }

  private static boolean isAbout(RepoPath path) {
    var name = path.fileName().toLowerCase(java.util.Locale.ROOT);
    return NAMES.contains(name) || NAMED_SO.matcher(name).matches();
  }

  /** The values of each threshold, in the order they stand. */
  private static Map<String, List<Double>> thresholds(String text) {
    var found = new HashMap<String, List<Double>>();
    THRESHOLD
        .matcher(text)
        .results()
        .forEach(one ->
            found
                .computeIfAbsent(one.group(1).replaceAll("\\W", ""), _ -> new ArrayList<>())
                .add(Double.parseDouble(one.group(2))));
    return found;
  }

  private static boolean isLowered(
      Map<String, List<Double>> before, Map<String, List<Double>> after) {
    return before.entrySet().stream()
        .anyMatch(entry -> {
          var now = after.getOrDefault(entry.getKey(), List.of());
          if (now.size() < entry.getValue().size()) {
            return true;
          }
          for (int i = 0; i < entry.getValue().size(); i++) {
            if (now.get(i) < entry.getValue().get(i)) {
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public List<Example> matching() {
    return List.of(
        Example.at(
            "tests left out",
            "pytest.ini",
            "[pytest]\naddopts = -q\n",
            "[pytest]\naddopts = -q --ignore=tests/slow\n"),
        Example.at(
            "a threshold lowered",
            "pyproject.toml",
            "[tool.coverage.report]\nfail_under = 80\n",
            "[tool.coverage.report]\nfail_under = 40\n"),
        Example.at("a threshold gone", ".coveragerc", "fail_under = 80\n", "branch = True\n"),
        Example.at(
            "failures let pass",
            "package.json",
            "{\"scripts\": {\"test\": \"vitest run\"}}\n",
            "{\"scripts\": {\"test\": \"vitest run || true\"}}\n"),
        Example.at("not run", "pom.xml", "<a/>\n", "<a><skipTests>true</skipTests></a>\n"));
  }

  @Override
  public List<Example> passing() {
    return List.of(
        Example.at("higher", ".coveragerc", "fail_under = 80\n", "fail_under = 90\n"),
        Example.at("a version", "package.json", "{\"version\": \"1\"}\n", "{\"version\": \"2\"}\n"),
        Example.at("prose", "docs/a.md", "x\n", "run pytest --ignore=a || true\n"));
  }
}
