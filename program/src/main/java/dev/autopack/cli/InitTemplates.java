package dev.autopack.cli;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.List;

/** Commented settings and a first plan that fit the tools a repository uses. */
record InitTemplates(String settings, String plan) {
  private enum Kind {
    MAVEN("pom.xml", "src/main/java/Example.java", "", "pytest and Maven are found by themselves"),
    GO("go.mod", "example.go", "[go, test, ./...]", ""),
    CARGO("Cargo.toml", "src/example.rs", "[cargo, test]", ""),
    NPM("package.json", "example.js", "[npm, test]", ""),
    PYTHON("", "example.py", "", "pytest and Maven are found by themselves");

    private final String sign;
    private final String deliverable;
    private final String command;
    private final String note;

    Kind(String sign, String deliverable, String command, String note) {
      this.sign = sign;
      this.deliverable = deliverable;
      this.command = command;
      this.note = note;
    }
  }

  static InitTemplates of(Tree tree) {
    var kind =
        List.of(Kind.MAVEN, Kind.GO, Kind.CARGO, Kind.NPM).stream()
            .filter(one -> tree.contains(new RepoPath(one.sign)))
            .findFirst()
            .orElse(Kind.PYTHON);
    return new InitTemplates(settings(kind), plan(kind, tree));
  }

  private static String settings(Kind kind) {
    var setup =
        kind == Kind.NPM
            ? "setup:\n  command: [npm, ci]\n  outputs: [node_modules]\n"
            : "# setup:\n#   command: [make, deps]     # run once a worktree, without a shell\n#   outputs: [deps]           # kept for later worktrees, never committed\n";
    return """
    # Autopack's settings for this repository; read once, at the start of a run.
    # Everything here has a default: an empty file is valid.

    # models:
    #   builder: [sonnet]         # see: autopack models

    # attempts: 3                 # a phase, where its plan sets no limit
    # tests: {wall_minutes: 30, idle_minutes: 10}
    # approvals: {expiry_hours: 72}
    # protected: ["deploy/**"]    # changes here ask a person

    %s\
    """
        .formatted(setup);
  }

  private static String plan(Kind kind, Tree tree) {
    var path = free(kind.deliverable, tree);
    var validation =
        kind.command.isEmpty()
            ? "    # validation: {tests: [...]}      # " + kind.note + "\n"
            : "    validation: {command: %s}\n".formatted(kind.command);
    return """
    autopack: 1
    name: first-plan
    goal: Say in one sentence what this plan is for
    limits: {usd: 5, minutes: 60}
    phases:
      - id: first
        goal: Say what this phase builds, as you would to a colleague
        deliverables:
          - %s
        acceptance:
          - Say what must be true when it is done
    %s\
    """
        .formatted(path, validation);
  }

  /** A name that is not taken, so that the plan is valid as it stands. */
  private static String free(String path, Tree tree) {
    var candidate = path;
    for (int number = 2; tree.contains(new RepoPath(candidate)); number++) {
      var dot = path.lastIndexOf('.');
      candidate = path.substring(0, dot) + number + path.substring(dot);
    }
    return candidate;
  }
}
