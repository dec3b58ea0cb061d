package dev.autopack.workspace;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a person's setup command in a worktree, once for each state of the files that decide what it
 * makes: the lock files, else the build files. What it made is kept and copied into later
 * worktrees; it is never committed.
 */
public final class Setup {
  private static final Set<String> LOCK_FILES =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "poetry.lock",
          "uv.lock",
          "Pipfile.lock",
          "requirements.txt",
          "Cargo.lock",
          "go.sum",
          "gradle.lockfile");

  private static final Set<String> BUILD_FILES =
      Set.of(
          "package.json",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "Cargo.toml",
          "go.mod");

  private final ProcessRunner runner;
  private final Options options;
  private final Path cache;

  /**
   * Prepares nothing yet.
   *
   * @param cache where outputs and what is known of worktrees are kept, outside every worktree
   */
  public Setup(ProcessRunner runner, Options options, Path cache) {
    this.runner = runner;
    this.options = options;
    this.cache = cache;
  }

  /**
   * What a person set up.
   *
   * @param command argv; empty where there is nothing to set up
   * @param outputs folders that the command makes, relative to the worktree
   */
  public record Options(
      List<String> command,
      List<String> outputs,
      Map<String, String> environment,
      Command.Bounds bounds) {
    public Options {
      command = List.copyOf(command);
      outputs = List.copyOf(outputs);
      environment = Map.copyOf(environment);
    }
  }

  /** What came of preparing a worktree. */
  public sealed interface Result {
    /** It fits the tree now; {@code what} says how that came about. */
    record Ready(String what) implements Result {}

    /** The command did not work; {@code output} is the end of what it printed, untrusted. */
    record Failed(int exitCode, String output) implements Result {}
  }

  /** The folders to spare when a tree is laid out. */
  public List<String> outputs() {
    return options.outputs();
  }

  /** Makes what the command makes fit the laid-out tree. */
  public Result prepare(Path folder, Tree tree) throws InterruptedException {
    if (options.command().isEmpty()) {
      return new Result.Ready("no setup command");
    }
    var key = key(tree);
    var marker = cache.resolve("worktrees").resolve(sha256(folder.toString()));
    var kept = cache.resolve("outputs").resolve(key);
    if (key.equals(read(marker)) && allThere(folder)) {
      return new Result.Ready("still fits");
    }
    Result result;
    if (!options.outputs().isEmpty() && Files.isDirectory(kept)) {
      copyOutputs(kept, folder);
      result = new Result.Ready("copied from an earlier worktree");
    } else {
      result = run(folder);
      if (result instanceof Result.Ready && !options.outputs().isEmpty() && allThere(folder)) {
        keep(folder, kept);
      }
    }
    if (result instanceof Result.Ready) {
      write(marker, key);
    }
    return result;
  }

  private Result run(Path folder) throws InterruptedException {
    Exit exit =
        runner.run(
            new Command(options.command(), folder, options.environment(), options.bounds())
                .toPrepare());
    return exit.isSuccess()
        ? new Result.Ready("the setup command ran")
        : new Result.Failed(exit.code(), tail(exit.out() + exit.err()));
  }

  private static String tail(String text) {
    return text.length() <= 2_000 ? text : text.substring(text.length() - 2_000);
  }

  private boolean allThere(Path folder) {
    return options.outputs().stream().allMatch(output -> Files.exists(folder.resolve(output)));
  }

  private String key(Tree tree) {
    var locks = named(tree, LOCK_FILES);
    var decisive = locks.isEmpty() ? named(tree, BUILD_FILES) : locks;
    var digest = digest();
    for (var word : options.command()) {
      digest.update((word + "\0").getBytes(StandardCharsets.UTF_8));
    }
    for (var path : decisive) {
      digest.update((path + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(tree.bytes(path).orElse(new byte[0]));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<RepoPath> named(Tree tree, Set<String> names) {
    return tree.paths().stream().filter(path -> names.contains(path.fileName())).toList();
  }

  /** Kept whole or not at all: under another name first, then renamed. */
  private void keep(Path folder, Path kept) {
    var fresh = kept.resolveSibling(kept.getFileName() + "." + ProcessHandle.current().pid());
    copyOutputs(folder, fresh);
    try {
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another run kept the same outputs first, which serves as well.
      delete(fresh);
    }
  }

  private void copyOutputs(Path from, Path to) {
    for (var output : options.outputs()) {
      var target = to.resolve(output).normalize();
      if (!target.startsWith(to)) {
        throw new IllegalStateException("the output '%s' leaves the worktree".formatted(output));
      }
      delete(target);
      copy(from.resolve(output), target);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(folder).toString()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(
                  file,
                  to.resolve(from.relativize(file).toString()),
                  LinkOption.NOFOLLOW_LINKS,
                  StandardCopyOption.COPY_ATTRIBUTES);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw broken("copied to", to, e);
    }
  }

  private static void delete(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      FolderTree.remove(path);
    } catch (IOException e) {
      throw broken("removed from", path, e);
    }
  }

  private static String read(Path marker) {
    try {
      return Files.exists(marker) ? Files.readString(marker) : "";
    } catch (IOException e) {
      throw broken("read from", marker, e);
    }
  }

  private static void write(Path marker, String key) {
    try {
      Files.createDirectories(marker.getParent());
      var fresh = marker.resolveSibling(marker.getFileName() + ".new");
      Files.writeString(fresh, key);
      Files.move(fresh, marker, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw broken("written to", marker, e);
    }
  }

  private static EnvironmentException broken(String what, Path where, IOException cause) {
    return new EnvironmentException(
        "The setup command's outputs cannot be %s '%s': %s"
            .formatted(what, where, cause.getMessage()),
        "Make room, check the folder's permissions, then run: autopack resume",
        cause);
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
