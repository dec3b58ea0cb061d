package dev.autopack.policy;

import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.Collectors;

/**
 * The usual files whose change reaches beyond the code. Each entry is a file's name, with at most
 * one star in it, or a folder that ends in a slash; either may lie anywhere. Entries are in lower
 * case and are held against the folded path, as a file system that ignores case would.
 *
 * @param reason why its files are protected, as a verb with the file as its subject
 */
record ProtectedFamily(
    String reason, Set<String> names, List<Starred> starred, List<String> folders) {
  private static final List<ProtectedFamily> ALL =
      List.of(
          of(
              "is run by a CI system",
              ".github/",
              ".gitlab-ci.yml",
              ".gitlab/",
              ".circleci/",
              ".buildkite/",
              ".teamcity/",
              ".woodpecker/",
              ".forgejo/",
              ".gitea/",
              ".ci/",
              ".azure-pipelines/",
              "azure-pipelines*.yml",
              "azure-pipelines*.yaml",
              ".travis.yml",
              ".drone.yml",
              ".woodpecker.yml",
              ".cirrus.yml",
              "bitbucket-pipelines.yml",
              "appveyor.yml",
              ".appveyor.yml",
              "cloudbuild.yaml",
              "buildspec.yml",
              "jenkinsfile*",
              "codecov.yml",
              ".codecov.yml",
              "renovate.json",
              ".pre-commit-config.yaml",
              ".husky/",
              "lefthook.yml",
              ".vscode/",
              ".idea/",
              ".devcontainer/"),
          of(
              "is a lock file",
              "package-lock.json",
              "npm-shrinkwrap.json",
              "yarn.lock",
              "pnpm-lock.yaml",
              "bun.lock",
              "bun.lockb",
              "deno.lock",
              "poetry.lock",
              "uv.lock",
              "pdm.lock",
              "pipfile.lock",
              "go.sum",
              "go.work.sum",
              "cargo.lock",
              "gemfile.lock",
              "composer.lock",
              "packages.lock.json",
              "mix.lock",
              "pubspec.lock",
              "podfile.lock",
              "gradle.lockfile",
              "flake.lock"),
          of(
              "configures the tests",
              "conftest.py",
              "pytest.ini",
              ".pytest.ini",
              "tox.ini",
              "noxfile.py",
              ".coveragerc",
              "sitecustomize.py",
              "usercustomize.py",
              "junit-platform.properties",
              "testng.xml",
              "vitest.config.*",
              "vitest.workspace.*",
              "vitest.setup.*",
              "jest.config.*",
              "jest.setup.*",
              "karma.conf.*",
              "cypress.config.*",
              "playwright.config.*",
              ".mocharc*",
              ".nycrc*",
              "nyc.config.*",
              "ava.config.*",
              "phpunit.xml*",
              ".rspec"),
          of(
              "configures the build",
              "pom.xml",
              ".mvn/",
              "mvnw",
              "mvnw.cmd",
              "build.gradle",
              "build.gradle.kts",
              "settings.gradle",
              "settings.gradle.kts",
              "gradle.properties",
              "gradlew",
              "gradlew.bat",
              "gradle/wrapper/",
              "libs.versions.toml",
              "build.sbt",
              "build.xml",
              "package.json",
              "pnpm-workspace.yaml",
              ".npmrc",
              ".yarnrc*",
              ".yarn/",
              "tsconfig*.json",
              "jsconfig*.json",
              "babel.config.*",
              ".babelrc*",
              "vite.config.*",
              "webpack.config.*",
              "rollup.config.*",
              "next.config.*",
              "eslint.config.*",
              ".eslintrc*",
              "deno.json",
              "deno.jsonc",
              "bunfig.toml",
              "pyproject.toml",
              "setup.cfg",
              "setup.py",
              "requirements*.txt",
              "constraints*.txt",
              "pipfile",
              "environment.yml",
              ".flake8",
              "ruff.toml",
              ".ruff.toml",
              "mypy.ini",
              ".mypy.ini",
              ".pylintrc",
              "pip.conf",
              ".pypirc",
              "go.mod",
              "go.work",
              "cargo.toml",
              ".cargo/",
              "build.rs",
              "rust-toolchain",
              "rust-toolchain.toml",
              "clippy.toml",
              "cmakelists.txt",
              "makefile",
              "gnumakefile",
              "meson.build",
              "configure.ac",
              "conanfile.*",
              "vcpkg.json",
              "justfile",
              "taskfile.yml",
              "workspace.bazel",
              "module.bazel",
              ".bazelrc",
              "gemfile",
              "rakefile",
              "composer.json",
              "mix.exs",
              "*.csproj",
              "*.fsproj",
              "*.sln",
              "directory.build.*",
              "nuget.config",
              "global.json",
              ".tool-versions",
              "mise.toml"),
          of(
              "describes a container",
              "dockerfile",
              "dockerfile.*",
              "*.dockerfile",
              "containerfile",
              "docker-compose*.yml",
              "docker-compose*.yaml",
              "compose.yml",
              "compose.yaml",
              ".dockerignore"),
          of("tells git how to treat files", ".gitattributes", ".gitmodules", ".gitconfig"),
          of(
              "may hold credentials",
              ".netrc",
              ".git-credentials",
              ".ssh/",
              ".aws/",
              "id_rsa*",
              "id_ed25519*"));

  ProtectedFamily {
    names = Set.copyOf(names);
    starred = List.copyOf(starred);
    folders = List.copyOf(folders);
  }

  /** A name with a star for any part of it. */
  record Starred(String start, String end) {
    private static Starred of(String name) {
      var star = name.indexOf('*');
      return new Starred(name.substring(0, star), name.substring(star + 1));
    }

    private boolean matches(String name) {
      return name.length() >= start.length() + end.length()
          && name.startsWith(start)
          && name.endsWith(end);
    }
  }

  /** The family that the path belongs to, if it belongs to one. */
  static Optional<ProtectedFamily> of(RepoPath path) {
    return ALL.stream().filter(family -> family.holds(path)).findFirst();
  }

  private boolean holds(RepoPath path) {
    var name = path.foldedName();
    var whole = "/" + path.folded();
    return names.contains(name)
        || starred.stream().anyMatch(it -> it.matches(name))
        || folders.stream().anyMatch(folder -> whole.contains("/" + folder));
  }

  private static ProtectedFamily of(String reason, String... entries) {
    var folders = Stream.of(entries).filter(it -> it.endsWith("/")).toList();
    var starred = Stream.of(entries).filter(it -> it.contains("*")).map(Starred::of).toList();
    var names =
        Stream.of(entries)
            .filter(it -> !it.endsWith("/") && !it.contains("*"))
            .collect(Collectors.toSet());
    return new ProtectedFamily(reason, names, starred, folders);
  }
}
