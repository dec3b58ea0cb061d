package dev.autopack.workspace.git;

import dev.autopack.process.LocalProcessRunner;
import dev.autopack.testing.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

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

  /** Every file and link below the folder: its rights, its age and a hash of its bytes. */
  static Map<String, String> exactly(Path folder, Predicate<String> wanted) {
    return look(folder, wanted, true);
  }

  /** Every file and link below the folder: its rights and its text. */
  static Map<String, String> texts(Path folder) {
    return look(folder, path -> !path.equals(".git"), false);
  }

  private static Map<String, String> look(Path folder, Predicate<String> wanted, boolean exactly) {
    var seen = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(path -> !path.equals(folder)).toList()) {
        var name = folder.relativize(file).toString();
        if (wanted.test(name)) {
          seen.put(name, exactly ? exactly(file) : text(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  private static String text(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "link to " + Files.readSymbolicLink(file);
    }
    if (Files.isDirectory(file)) {
      return "folder";
    }
    var rights = Files.isExecutable(file) ? "x " : "- ";
    return rights + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static String exactly(Path file) throws IOException {
    if (Files.isSymbolicLink(file) || Files.isDirectory(file)) {
      return text(file);
    }
    return "%s %s %s"
        .formatted(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)),
            Files.getLastModifiedTime(file),
            sha256(Files.readAllBytes(file)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
