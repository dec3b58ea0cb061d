package dev.autopack.workspace.git;

import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.RunId;
import dev.autopack.process.ProcessRunner;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Repository;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The user's repository: read, and given refs and linked worktrees of our own; nothing else. */
public final class GitRepository implements Repository {
  private final ProcessRunner runner;
  private final Path top;
  private final Path commonDir;
  private final Path worktrees;
  private final Effects effects;
  private final Git git;

  private GitRepository(
      ProcessRunner runner, Path top, Path commonDir, Path worktrees, Effects effects) {
    this.runner = runner;
    this.top = top;
    this.commonDir = commonDir;
    this.worktrees = worktrees;
    this.effects = effects;
    this.git = Git.of(runner, top, commonDir);
  }

  /**
   * The repository round a folder.
   *
   * @param worktrees where runs get their worktrees, outside the repository
   * @throws OperatorException when there is none that a run could start from
   */
  public static GitRepository open(
      Path folder, Path worktrees, ProcessRunner runner, Effects effects) {
    var asked =
        Git.discovering(runner, folder)
            .run(
                "rev-parse",
                "--path-format=absolute",
                "--is-bare-repository",
                "--git-common-dir",
                "--show-toplevel");
    if (asked.out().startsWith("true")) {
      throw new OperatorException(
          "The repository at '%s' is bare: it has no checkout.".formatted(folder),
          "Clone it, and start the run in the clone.");
    }
    if (!asked.isSuccess()) {
      throw unusable(folder, asked.err());
    }
    var lines = asked.out().lines().toList();
    return new GitRepository(
        runner, Path.of(lines.get(2)), Path.of(lines.get(1)), worktrees, effects);
  }

  private static OperatorException unusable(Path folder, String said) {
    if (said.contains("dubious ownership")) {
      return new OperatorException(
          "git does not trust the repository at '%s': it belongs to another user."
              .formatted(folder),
          "If you trust it: git config --global --add safe.directory '%s'".formatted(folder));
    }
    if (said.contains("not a git repository")) {
      return new OperatorException(
          "There is no git repository at '%s'.".formatted(folder),
          "Go to one, or make one: git init && git add -A && git commit -m 'Start'");
    }
    return new OperatorException(
        "The repository at '%s' cannot be used: %s".formatted(folder, said.strip()),
        "Look at it with: git -C '%s' status".formatted(folder));
  }

  @Override
  public Path top() {
    return top;
  }

  @Override
  public CommitId base() {
    var head =
        Git.discovering(runner, top).run("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    if (!head.isSuccess()) {
      throw new OperatorException(
          "The repository at '%s' has no commit yet, so there is nothing to start from."
              .formatted(top),
          "Make a first commit: git add -A && git commit -m 'Start'");
    }
    return new CommitId(head.out().strip());
  }

  @Override
  public Tree read(CommitId commit) {
    return new GitTree(git, new TreeId(git.out("rev-parse", commit + "^{tree}")));
  }

  @Override
  public List<String> notices() {
    var notices = new ArrayList<String>();
    var dirty =
        Git.discovering(runner, top).out("status", "--porcelain", "--untracked-files=normal");
    if (!dirty.isEmpty()) {
      notices.add(
          "%d uncommitted changes are not part of the run; it starts from the commit."
              .formatted(dirty.lines().count()));
    }
    if (git.out("rev-parse", "--is-shallow-repository").equals("true")) {
      notices.add("The history is shallow; what is older than it cannot be compared.");
    }
    if (!Git.discovering(runner, top).run("symbolic-ref", "-q", "HEAD").isSuccess()) {
      notices.add("HEAD is detached; the run starts from its commit.");
    }
    var tree = read(base());
    var submodules =
        tree.paths().stream()
            .filter(path -> tree.find(path).orElseThrow().kind() == Tree.Kind.SUBMODULE)
            .count();
    if (submodules > 0) {
      notices.add(
          "%d submodules are out of reach: their folders stay empty.".formatted(submodules));
    }
    if (hasLfs(tree)) {
      notices.add("Files kept by Git LFS are only pointers in a run, and out of reach.");
    }
    if (!tree.unreachable().isEmpty()) {
      notices.add(
          "%d tracked names cannot be edited, for example '%s'."
              .formatted(tree.unreachable().size(), tree.unreachable().getFirst()));
    }
    return notices;
  }

  private static boolean hasLfs(Tree tree) {
    return tree.paths().stream()
        .filter(path -> path.fileName().equals(".gitattributes"))
        .anyMatch(path ->
            new String(
                    tree.bytes(path).orElse(new byte[0]), java.nio.charset.StandardCharsets.UTF_8)
                .contains("filter=lfs"));
  }

  @Override
  public Workspace create(RunId run, CommitId base) {
    var author = author();
    var branch = "refs/heads/autopack/" + run;
    effects.before("branch");
    if (!git.run("rev-parse", "--verify", "--quiet", branch).isSuccess()) {
      git.out("update-ref", branch, base.value());
    }
    effects.after("branch");
    return opened(run, author);
  }

  @Override
  public Workspace open(RunId run) {
    return opened(run, author());
  }

  /** The worktree as it is, or made anew: nothing in it is worth more than the refs. */
  private Workspace opened(RunId run, Map<String, String> author) {
    var folder = worktrees.resolve(run.value());
    var branch = "refs/heads/autopack/" + run;
    if (!git.run("rev-parse", "--verify", "--quiet", branch).isSuccess()) {
      throw new OperatorException(
          "The branch 'autopack/%s' is gone, and with it what the run had built.".formatted(run),
          "Remove the rest of the run: autopack clean --everything " + run);
    }
    var gitDir = gitDirOf(folder);
    if (gitDir == null || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      addWorktree(run, folder);
      gitDir = gitDirOf(folder);
    }
    if (gitDir == null) {
      throw new EnvironmentException(
          "git made no worktree at '%s'.".formatted(folder),
          "Look at: git -C '%s' worktree list".formatted(top));
    }
    heal(gitDir);
    return new GitWorkspace(
        run,
        Git.of(runner, folder, gitDir).withWorkTree(folder).with(author),
        folder,
        gitDir,
        effects);
  }

  private void addWorktree(RunId run, Path folder) {
    try {
      Files.createDirectories(worktrees);
    } catch (IOException e) {
      throw new EnvironmentException(
          "The folder '%s' cannot be made: %s".formatted(worktrees, e.getMessage()),
          "Set AUTOPACK_HOME to a folder that can be written.",
          e);
    }
    effects.before("worktree");
    delete(folder);
    git.out("worktree", "prune", "--expire=now");
    git.out("worktree", "add", "--force", folder.toString(), "autopack/" + run);
    effects.after("worktree");
  }

  /** Found by git's own list, never by the {@code .git} file in the worktree. */
  private @Nullable Path gitDirOf(Path folder) {
    var parent = commonDir.resolve("worktrees");
    if (!Files.isDirectory(parent)) {
      return null;
    }
    var wanted = folder.resolve(".git").toString();
    try (var entries = Files.list(parent)) {
      for (var entry : entries.toList()) {
        var link = entry.resolve("gitdir");
        if (Files.isRegularFile(link) && same(Files.readString(link).strip(), wanted)) {
          return Files.exists(entry.resolve("HEAD")) ? entry : null;
        }
      }
      return null;
    } catch (IOException e) {
      throw new EnvironmentException(
          "'%s' cannot be read: %s".formatted(parent, e.getMessage()),
          "Check the folder's permissions.",
          e);
    }
  }

  private static boolean same(String one, String other) {
    return one.equals(other) || Path.of(one).normalize().equals(Path.of(other).normalize());
  }

  /** Locks that a killed git of ours left in the worktree's own git directory. */
  private static void heal(Path gitDir) {
    try {
      Files.deleteIfExists(gitDir.resolve("index.lock"));
      Files.deleteIfExists(gitDir.resolve("HEAD.lock"));
    } catch (IOException e) {
      throw new EnvironmentException(
          "A stale lock in '%s' cannot be removed: %s".formatted(gitDir, e.getMessage()),
          "Remove it by hand, then run: autopack resume",
          e);
    }
  }

  /** The user's own identity; commits of a run are theirs. */
  private Map<String, String> author() {
    var asked = Git.discovering(runner, top);
    var name = asked.run("config", "user.name").out().strip();
    var email = asked.run("config", "user.email").out().strip();
    if (name.isEmpty() || email.isEmpty()) {
      throw new OperatorException(
          "git does not know whose commits these are: user.name or user.email is not set.",
          "Set them: git config --global user.name 'NAME' && git config --global user.email 'ADDRESS'");
    }
    return Map.of(
        "GIT_AUTHOR_NAME", name,
        "GIT_AUTHOR_EMAIL", email,
        "GIT_COMMITTER_NAME", name,
        "GIT_COMMITTER_EMAIL", email);
  }

  @Override
  public void remove(RunId run, Removal what) {
    var folder = worktrees.resolve(run.value());
    if (gitDirOf(folder) != null) {
      git.run("worktree", "remove", "--force", "--force", folder.toString());
    }
    delete(folder);
    git.run("worktree", "prune", "--expire=now");
    if (what == Removal.EVERYTHING) {
      var refs =
          git.out(
              "for-each-ref",
              "--format=%(refname)",
              "refs/autopack/" + run + "/",
              "refs/heads/autopack/" + run,
              "refs/heads/autopack-partial/" + run + "/");
      refs.lines().filter(ref -> !ref.isBlank()).forEach(ref -> git.out("update-ref", "-d", ref));
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              // A test may have made it read-only.
              dir.toFile().setWritable(true);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem)
                throws IOException {
              if (problem != null) {
                throw problem;
              }
              Files.delete(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new EnvironmentException(
          "The worktree '%s' cannot be removed: %s".formatted(folder, e.getMessage()),
          "Remove it by hand, then run the command again.",
          e);
    }
  }
}
