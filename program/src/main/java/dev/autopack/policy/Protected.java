package dev.autopack.policy;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files whose change alters how everything else is built, tested or delivered. */
final class Protected {
  private record Kind(String what, List<PathPattern> patterns) {
    static Kind of(String what, String... globs) {
      return new Kind(what, Stream.of(globs).map(PathPattern::new).toList());
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.of(
              "a CI file",
              ".github/**",
              ".gitlab-ci.yml",
              ".gitlab/**",
              ".circleci/**",
              ".ci/**",
              ".buildkite/**",
              ".travis.yml",
              "azure-pipelines.yml",
              "bitbucket-pipelines.yml",
              "**/Jenkinsfile"),
          Kind.of(
              "a lock file",
              "**/package-lock.json",
              "**/npm-shrinkwrap.json",
              "**/yarn.lock",
              "**/pnpm-lock.yaml",
              "**/poetry.lock",
              "**/uv.lock",
              "**/Pipfile.lock",
              "**/Cargo.lock",
              "**/go.sum",
              "**/gradle.lockfile"),
          Kind.of(
              "build or test configuration",
              "**/pom.xml",
              ".mvn/**",
              "**/build.gradle",
              "**/build.gradle.kts",
              "**/settings.gradle",
              "**/settings.gradle.kts",
              "**/gradle.properties",
              "**/package.json",
              "**/tsconfig*.json",
              "**/vitest.config.*",
              "**/vite.config.*",
              "**/jest.config.*",
              "**/.npmrc",
              "**/pyproject.toml",
              "**/setup.py",
              "**/setup.cfg",
              "**/tox.ini",
              "**/pytest.ini",
              "**/conftest.py",
              "**/sitecustomize.py",
              "**/requirements*.txt",
              "**/Pipfile",
              "**/go.mod",
              "**/Cargo.toml",
              "**/build.rs",
              ".cargo/**",
              "**/Makefile",
              "**/CMakeLists.txt",
              "**/Dockerfile*",
              "**/docker-compose*.yml"),
          Kind.of(
              "repository configuration",
              "**/.gitattributes",
              "**/.gitignore",
              "**/.gitmodules",
              "**/.editorconfig",
              ".githooks/**",
              ".husky/**",
              "**/.pre-commit-config.yaml",
              "**/CODEOWNERS"));

  private final List<PathPattern> additions;

  Protected(List<PathPattern> additions) {
    this.additions = List.copyOf(additions);
  }

  /** What kind of protected file the path is, as the end of a sentence. */
  Optional<String> find(RepoPath path) {
    return KINDS.stream()
        .filter(kind -> kind.patterns().stream().anyMatch(pattern -> pattern.matches(path)))
        .map(Kind::what)
        .findFirst()
        .or(() ->
            additions.stream()
                .filter(pattern -> pattern.matches(path))
                .map("protected by the settings (%s)"::formatted)
                .findFirst());
  }
}
