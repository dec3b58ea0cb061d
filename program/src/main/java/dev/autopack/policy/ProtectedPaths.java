package dev.autopack.policy;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.PathPattern;
import dev.autopack.policy.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that decide what is built, tested or run by others: whoever changes them can make a gate
 * say anything. A plan that names one, as a deliverable or a grant, has approved it for the phase.
 */
record ProtectedPaths(List<PathPattern> additions) implements Rule.OfPaths {
  ProtectedPaths {
    additions = List.copyOf(additions);
  }

  @Override
  public String name() {
    return "protected";
  }

  @Override
  public String minds() {
    return "CI, lock files, build and test configuration are changed only with a person's approval.";
  }

  @Override
  public Optional<Said> judge(Touch touch, PolicyScope scope) {
    return reason(touch.path())
        .or(() -> judges(touch.path(), scope))
        .map(reason ->
            scope.granted().contains(touch.path())
                ? new Said(
                    Severity.NOTIFY,
                    List.of(touch.path()),
                    "it %s; the plan approves it for this phase".formatted(reason))
                : new Said(Severity.ASK, List.of(touch.path()), "it " + reason));
  }

  /** What makes the path a protected one, as a verb: "is a lock file"; empty where it is none. */
  Optional<String> reason(RepoPath path) {
    return ProtectedFamily.of(path)
        .map(ProtectedFamily::reason)
        .or(() ->
            additions.stream()
                .filter(pattern -> pattern.matches(path))
                .findFirst()
                .map(pattern -> "is protected in this project by '%s'".formatted(pattern)));
  }

  /** What the command that judges the phase is made of is not the builder's to write. */
  private static Optional<String> judges(RepoPath path, PolicyScope scope) {
    return scope.judging().contains(path)
        ? Optional.of("is named by the command that judges this phase")
        : Optional.empty();
  }

  @Override
  public List<Example> matching() {
    var usual =
        Stream.of(
                ".github/workflows/ci.yml",
                ".gitlab-ci.yml",
                "Jenkinsfile",
                "package-lock.json",
                "web/package.json",
                "pom.xml",
                "module/build.gradle.kts",
                "pyproject.toml",
                "tests/conftest.py",
                "tests/CONFTEST.py",
                "pytest.ini",
                "go.sum",
                "Cargo.toml",
                "tsconfig.build.json",
                "vitest.config.ts",
                ".gitattributes",
                "Dockerfile",
                "docker/api.Dockerfile")
            .map(path -> Example.modifying(path, Example.OPEN));
    return Stream.concat(usual, Stream.of(Example.modifying("ci/check.sh", Example.JUDGED)))
        .toList();
  }

  @Override
  public List<Example> passing() {
    return Stream.of(
            "src/pom.xml.md",
            "docs/github/workflows.md",
            "src/package.py",
            "src/conftest_reader.py",
            "src/dockerfile_parser.py",
            "Cargo.rs",
            "ci/check.sh",
            "README.md")
        .map(path -> Example.modifying(path, Example.OPEN))
        .toList();
  }
}
