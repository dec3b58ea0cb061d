package dev.autopack.workspace.git;

import dev.autopack.error.OperatorException;
import dev.autopack.plan.RunId;
import dev.autopack.process.Exit;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Landing;
import dev.autopack.workspace.SealedCommit;
import dev.autopack.workspace.TreeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lands by git: trees are merged in the object store alone, refs and files moved by the user's. */
final class GitLanding implements Landing {
  private static final String HEADS = "refs/heads/";

  private final Git git;
  private final Git asPerson;
  private final ObjectReader reader;
  private final CommitWriter commits;

  /**
   * @param git on the common git folder, hardened
   * @param asPerson in the user's checkout with all their settings, credentials and hooks: what
   *     goes to a remote, or into their checkout, is theirs
   */
  GitLanding(Git git, Git asPerson, ObjectReader reader, CommitWriter commits) {
    this.git = git;
    this.asPerson = asPerson;
    this.reader = reader;
    this.commits = commits;
  }

  @Override
  public Optional<String> currentBranch() {
    var exit = asPerson.attempt(new byte[0], "symbolic-ref", "--quiet", "HEAD");
    return Optional.of(exit.out().strip())
        .filter(ref -> exit.isSuccess() && ref.startsWith(HEADS))
        .map(ref -> ref.substring(HEADS.length()));
  }

  @Override
  public Optional<CommitId> tip(String branch) {
    return isName(branch) ? reader.findCommit(HEADS + branch).map(CommitId::new) : Optional.empty();
  }

  private boolean isName(String branch) {
    return git.attempt(new byte[0], "check-ref-format", HEADS + branch).isSuccess();
  }

  @Override
  public String remoteOf(String branch) {
    var exit = asPerson.attempt(new byte[0], "config", "--get", "branch." + branch + ".remote");
    var remote = exit.out().strip();
    return exit.isSuccess() && !remote.isEmpty() && !remote.equals(".") ? remote : "origin";
  }

  @Override
  public CommitId fetch(String remote, String branch) {
    var exit =
        asPerson.attempt(
            new byte[0], "fetch", "--no-tags", "--no-write-fetch-head", remote, HEADS + branch);
    if (!exit.isSuccess()) {
      throw refused("fetch '%s' from '%s'".formatted(branch, remote), exit);
    }
    var line = asPerson.run("ls-remote", "--exit-code", remote, HEADS + branch);
    return new CommitId(text(line).split("\\s", 2)[0]);
  }

  @Override
  public boolean isAncestor(CommitId older, CommitId newer) {
    return git.attempt(new byte[0], "merge-base", "--is-ancestor", older.value(), newer.value())
        .isSuccess();
  }

  @Override
  public Rebase rebase(CommitId onto, List<SealedCommit> moved) {
    var trees = new ArrayList<TreeId>();
    var tree = new TreeId(reader.commit(onto.value()).tree());
    for (var commit : moved) {
      var parent = commit.parents().getFirst();
      // A commit that says: the tree so far came of this commit's parent. Merged with the commit,
      // git takes the parent for their common past, which makes it a cherry-pick.
      var ours = commits.write(tree, List.of(parent), "Rebasing\n");
      var exit =
          git.attempt(
              new byte[0],
              "merge-tree",
              "--write-tree",
              "--name-only",
              "--no-messages",
              ours.value(),
              commit.id().value());
      var lines = exit.out().lines().toList();
      if (exit.code() == 1) {
        return new Rebase.Conflict(commit, lines.stream().skip(1).distinct().toList());
      }
      if (!exit.isSuccess()) {
        throw git.failure(exit, "merge-tree");
      }
      tree = new TreeId(lines.getFirst());
      trees.add(tree);
    }
    return new Rebase.Done(trees);
  }

  @Override
  public void fastForward(String branch, CommitId from, CommitId to) {
    var checkout = checkoutOf(branch);
    var exit =
        checkout.isPresent()
            ? asPerson
                .with("-C", checkout.orElseThrow().toString())
                .attempt(new byte[0], "merge", "--ff-only", "--quiet", to.value())
            : git.attempt(
                new byte[0],
                "update-ref",
                "-m",
                "autopack land",
                HEADS + branch,
                to.value(),
                from.value());
    if (!exit.isSuccess()) {
      throw refused("move '%s' on".formatted(branch), exit);
    }
  }

  /** The user's own worktree that has the branch checked out. */
  private Optional<Path> checkoutOf(String branch) {
    Optional<Path> folder = Optional.empty();
    for (var line : text(asPerson.run("worktree", "list", "--porcelain")).split("\n", -1)) {
      if (line.startsWith("worktree ")) {
        folder = Optional.of(Path.of(line.substring("worktree ".length())));
      } else if (line.equals("branch " + HEADS + branch)) {
        return folder;
      }
    }
    return Optional.empty();
  }

  @Override
  public void push(String remote, String branch, CommitId to, RunId run) {
    var evidence = new RunRefs(run).evidence();
    var exit =
        asPerson.attempt(
            new byte[0],
            "push",
            "--atomic",
            remote,
            to.value() + ":" + HEADS + branch,
            evidence + ":" + evidence);
    if (!exit.isSuccess()) {
      throw refused("push to '%s' of '%s'".formatted(branch, remote), exit);
    }
  }

  private static OperatorException refused(String what, Exit exit) {
    var said = exit.err().isBlank() ? exit.out() : exit.err();
    return new OperatorException(
        "git did not %s: %s".formatted(what, said.strip()),
        "Mend what git names, then land again; nothing was moved.");
  }

  private static String text(byte[] out) {
    return new String(out, StandardCharsets.UTF_8);
  }
}
