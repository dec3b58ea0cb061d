package dev.autopack.cli;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Commented settings and a first plan that fit the tools a repository uses. Both are right as they
 * stand, and each line that is commented out is right once it is not.
 */
record InitTemplates(String settings, String plan) {
  /** What builds and tests the repository, told by files at its top. */
  private enum Kind {
    MAVEN("Maven", "pom.xml"),
    GRADLE("Gradle", "build.gradle build.gradle.kts settings.gradle settings.gradle.kts"),
    GO("Go", "go.mod"),
    CARGO("Cargo", "Cargo.toml"),
    NPM("npm", "package.json"),
    PYTEST(
        "pytest",
        "pyproject.toml setup.py setup.cfg pytest.ini tox.ini conftest.py requirements.txt");

    private final String shown;
    private final String signs;

    Kind(String shown, String signs) {
      this.shown = shown;
      this.signs = signs;
    }

    boolean detects(Tree tree) {
      return Arrays.stream(signs.split(" ", -1)).anyMatch(sign -> tree.contains(new RepoPath(sign)))
          || (this == PYTEST && tree.paths().stream().anyMatch(Kind::isPythonTest));
    }

    private static boolean isPythonTest(RepoPath path) {
      return path.fileName().matches("test_.*\\.py|.*_test\\.py");
    }
  }

  /** Files of a first phase: what it builds, and the test that shows it. */
  private record Example(String code, String test) {}

  static InitTemplates of(Tree tree) {
    var kinds = Arrays.stream(Kind.values()).filter(kind -> kind.detects(tree)).toList();
    return new InitTemplates(settings(kinds, tree), plan(kinds, tree));
  }

  private static String settings(List<Kind> kinds, Tree tree) {
    return """
    # Autopack's settings for this repository. They are read once, when a run starts, and stored
    # with it; no builder can change them. Every key has a default: an empty file is right too.
    # %s

    # What makes a fresh worktree ready for its tests: run once a worktree, without a shell, and
    # skipped while the lock file is unchanged. Its outputs are kept for later worktrees.
    %s

    # Which models do what, in order of escalation; 'autopack models' lists them.
    # models: {builder: [sonnet, opus], auditor: gpt}

    # Bounds of a run whose plan sets none.
    # limits: {tokens: 2000000, usd: 10, minutes: 480}
    # attempts: 3

    # How long a test run may take, and how long it may print nothing.
    # tests: {wall_minutes: 30, idle_minutes: 10}

    # Variables that setup and tests see besides the usual ones; never one of a secret.
    # environment: {pass: [REGION]}

    # Paths that ask a person, besides CI files, lock files, build and test configuration.
    # protected: ["deploy/**"]

    # How long a question waits for a person; then the answer is no.
    # approvals: {expiry_hours: 72}
    """
        .formatted(found(kinds), setup(kinds, tree));
  }

  private static String found(List<Kind> kinds) {
    return kinds.isEmpty()
        ? "No build or test tool was found at the top of the repository."
        : kinds.stream().map(kind -> kind.shown).collect(Collectors.joining(", ", "Found: ", "."));
  }

  /** Only what a lock file pins is run unasked. */
  private static String setup(List<Kind> kinds, Tree tree) {
    if (kinds.contains(Kind.NPM) && tree.contains(new RepoPath("package-lock.json"))) {
      return "setup: {command: [npm, ci], outputs: [node_modules]}";
    }
    return kinds.contains(Kind.NPM)
        ? "# setup: {command: [npm, install], outputs: [node_modules]}"
        : "# setup: {command: [make, dependencies], outputs: [vendor]}";
  }

  private static String plan(List<Kind> kinds, Tree tree) {
    var example = free(kinds, tree);
    return """
    # A first plan. Say what you want in the places of these texts, then:
    #   autopack plan check plan.yaml
    autopack: 1
    name: first-plan
    goal: Greet people by name
    limits: {usd: 5, minutes: 60}
    phases:
      - id: greeting
        goal: A function that makes a friendly greeting out of a name
        deliverables:
          - %s
          - %s
        # What else the phase may write, what it is shown, and what it must not touch.
        # scope: {write: ["docs/**"], read: [README.md], forbid: ["deploy/**"]}
    %s\
        # Shown to the builder; only tests and commands decide.
        acceptance:
          - An empty name is greeted as a friend
      # A later phase begins when what it depends on is complete.
      # - id: document
      #   goal: Tell readers how people are greeted
      #   depends_on: [greeting]
      #   deliverables: [{path: docs/greeting.md, lines: 20}]
    """
        .formatted(example.code(), example.test(), validation(kinds, tree));
  }

  /** Maven and pytest have tests that are found and judged one by one; others need a command. */
  private static String validation(List<Kind> kinds, Tree tree) {
    var kind = kinds.isEmpty() ? Kind.PYTEST : kinds.getFirst();
    return switch (kind) {
      case MAVEN, PYTEST ->
          """
              # Tests paired with a deliverable decide by themselves; others are named here.
              # validation: {tests: [tests/test_other.py]}
          """;
      case GRADLE ->
          tree.contains(new RepoPath("gradlew"))
              ? command("[./gradlew, test]")
              : command("[gradle, test]");
      case GO -> command("[go, test, ./...]");
      case CARGO -> command("[cargo, test]");
      case NPM -> command("[npm, test]");
    };
  }

  private static String command(String words) {
    return """
        # The command whose exit code decides, started without a shell.
        validation: {command: %s}
    """
        .formatted(words);
  }

  /** An example whose names are not taken, so that the plan is right as it stands. */
  private static Example free(List<Kind> kinds, Tree tree) {
    var kind = kinds.isEmpty() ? Kind.PYTEST : kinds.getFirst();
    for (int number = 1; ; number++) {
      var example = example(kind, number == 1 ? "" : Integer.toString(number));
      if (!tree.contains(new RepoPath(example.code()))
          && !tree.contains(new RepoPath(example.test()))) {
        return example;
      }
    }
  }

  private static Example example(Kind kind, String number) {
    return switch (kind) {
      case MAVEN, GRADLE ->
          new Example(
              "src/main/java/Greeting%s.java".formatted(number),
              "src/test/java/Greeting%sTest.java".formatted(number));
      case GO ->
          new Example("greeting%s.go".formatted(number), "greeting%s_test.go".formatted(number));
      case CARGO ->
          new Example(
              "src/greeting%s.rs".formatted(number), "tests/greeting%s.rs".formatted(number));
      case NPM ->
          new Example("greeting%s.js".formatted(number), "greeting%s.test.js".formatted(number));
      case PYTEST ->
          new Example(
              "greeting%s.py".formatted(number), "tests/test_greeting%s.py".formatted(number));
    };
  }
}
