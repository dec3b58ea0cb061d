package dev.autopack.workspace.git;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.process.Exit;
import dev.autopack.process.LocalProcessRunner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a repository lies.
 *
 * @param top of the checkout
 * @param gitFolder of that checkout, with its HEAD
 * @param commonFolder where refs and objects are; the same as {@code gitFolder} unless the checkout
 *     is a linked worktree
 * @param format of object ids, "sha1" or "sha256"
 */
record Place(Path top, Path gitFolder, Path commonFolder, String format, boolean isShallow) {
  private static final Pattern VERSION = Pattern.compile("git version (\\d+)\\.(\\d+).*");
  private static final int MAJOR = 2;
  private static final int MINOR = 39;

  /**
   * Finds the repository that the folder lies in, as git finds it.
   *
   * @throws OperatorException when there is none that a run could start from
   * @throws EnvironmentException when git is missing or too old
   */
  static Place find(LocalProcessRunner children, Path inside) {
    if (!Files.isDirectory(inside)) {
      throw new OperatorException(
          "'%s' is no folder.".formatted(inside),
          "Name a folder inside the repository that the plan is for.");
    }
    var git = Git.asUser(children, inside.toAbsolutePath());
    requireVersion(new String(git.run("version"), StandardCharsets.UTF_8).strip());
    var exit =
        git.attempt(
            new byte[0],
            "rev-parse",
            "--path-format=absolute",
            "--is-bare-repository",
            "--is-inside-work-tree",
            "--absolute-git-dir",
            "--git-common-dir",
            "--show-object-format",
            "--is-shallow-repository",
            "--show-toplevel");
    return read(inside, exit);
  }

  private static void requireVersion(String said) {
    var version = VERSION.matcher(said);
    if (!version.matches()) {
      throw new EnvironmentException(
          "'git version' answered '%s', which is no version.".formatted(said),
          "Check which 'git' comes first on the PATH.");
    }
    var major = Integer.parseInt(version.group(1));
    if (major < MAJOR || (major == MAJOR && Integer.parseInt(version.group(2)) < MINOR)) {
      throw new EnvironmentException(
          "'%s' is too old: Autopack needs git %d.%d or newer.".formatted(said, MAJOR, MINOR),
          "Install a newer git, or put it first on the PATH.");
    }
  }

  private static Place read(Path inside, Exit exit) {
    var lines = exit.out().lines().toList();
    if (lines.isEmpty()) {
      throw refused(inside, exit.err().strip());
    }
    if (lines.getFirst().equals("true")) {
      throw new OperatorException(
          "'%s' is a bare repository: it has no files to build on.".formatted(inside),
          "Clone it, or add a worktree with 'git worktree add', and start there.");
    }
    if (!exit.isSuccess() || lines.size() != 7 || !lines.get(1).equals("true")) {
      throw new OperatorException(
          "'%s' is not in the checkout of a repository, but in its git folder.".formatted(inside),
          "Start in the folder that holds the project's files.");
    }
    return read(lines);
  }

  private static Place read(List<String> lines) {
    return new Place(
        Path.of(lines.get(6)),
        Path.of(lines.get(2)),
        Path.of(lines.get(3)),
        lines.get(4),
        lines.get(5).equals("true"));
  }

  private static OperatorException refused(Path inside, String said) {
    if (said.contains("dubious ownership")) {
      return new OperatorException(
          "The repository of '%s' belongs to another user, and git does not trust it."
              .formatted(inside),
          "If you do, run 'git config --global --add safe.directory %s' and start again."
              .formatted(inside.toAbsolutePath()));
    }
    if (said.contains("not a git repository")) {
      return new OperatorException(
          "'%s' is in no git repository.".formatted(inside),
          "Start in the project's folder; for a new project run 'git init', 'git add --all' and"
              + " 'git commit' there first.");
    }
    return new OperatorException(
        "git cannot read the repository of '%s': %s".formatted(inside, said),
        "Make 'git status' work there, then start again.");
  }

  Path objects() {
    return commonFolder.resolve("objects");
  }

  int idBytes() {
    return format.equals("sha256") ? 32 : 20;
  }
}
