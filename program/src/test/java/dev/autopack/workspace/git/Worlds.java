package dev.autopack.workspace.git;

import dev.autopack.process.LocalProcessRunner;
import dev.autopack.testing.FolderLook;
import dev.autopack.testing.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** What the tests of this package do to repositories, and how they look at folders. */
final class Worlds {
  /** Commits made at one instant have the same ids in every run of a test. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));

  private Worlds() {}

  static GitRepository open(GitFixture fixture) {
    return open(fixture, fixture.top(), fixture.children(), Effects.NONE);
  }

  static GitRepository open(
      GitFixture fixture, Path inside, LocalProcessRunner children, Effects effects) {
    return GitRepository.open(inside, worktrees(fixture), children, CLOCK, effects);
  }

  static Path worktrees(GitFixture fixture) {
    return fixture.state().resolve("worktrees");
  }

  /** Children that find this script first when they start git; {@code $GIT} is the real one. */
  static LocalProcessRunner childrenWithGit(GitFixture fixture, String script) {
    var path = fixture.environment().getOrDefault("PATH", "");
    var bin = fixture.home().resolve("bin");
    write(bin.resolve("git"), "#!/bin/sh\nGIT='" + realGit(path) + "'\n" + script, "rwxr-xr-x");
    var environment = new HashMap<>(fixture.environment());
    environment.put("PATH", bin + ":" + path);
    return new LocalProcessRunner(environment, CLOCK);
  }

  private static Path realGit(String searchPath) {
    for (var folder : searchPath.split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, "git"))) {
        return Path.of(folder, "git");
      }
    }
    throw new IllegalStateException("no git on the PATH");
  }

  static void write(Path file, String text) {
    write(file, text, "rw-r--r--");
  }

  static void write(Path file, String text, String rights) {
    try {
      Files.createDirectories(file.resolveSibling(".").normalize());
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a worktree holds: rights and texts, without the file that names its repository. */
  static Map<String, String> texts(Path folder) {
    return FolderLook.texts(folder, path -> !path.equals(".git"));
  }
}
