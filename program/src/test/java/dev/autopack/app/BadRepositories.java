package dev.autopack.app;

import java.util.List;

/** Folders and repositories from which no run can start. */
final class BadRepositories {
  private static final List<String> RUN = List.of("run", "plan.yaml");

  private BadRepositories() {}

  static List<BadInput> rows() {
    return List.of(
        new BadInput(
            "no repository",
            desk -> desk.write("bare/plan.yaml", BadInput.PLAN).in(desk.folder().resolve("bare")),
            RUN,
            2,
            "bare' is in no git repository.",
            "for a new project run 'git init'"),
        new BadInput(
            "no repository for init",
            desk -> desk.write("bare/x", "").in(desk.folder().resolve("bare")),
            List.of("init"),
            2,
            "bare' is in no git repository.",
            "for a new project run 'git init'"),
        new BadInput(
            "no repository for a path's rules",
            desk -> desk.write("bare/x", "").in(desk.folder().resolve("bare")),
            List.of("policy", "explain", "a.txt"),
            2,
            "bare' is in no git repository.",
            "for a new project run 'git init'"),
        new BadInput(
            "a repository without a commit",
            desk -> {
              desk.write("new/plan.yaml", BadInput.PLAN);
              desk.git().gitIn(desk.folder().resolve("new"), "init", "-q");
              desk.in(desk.folder().resolve("new"));
            },
            RUN,
            2,
            "has no commit yet, so a run has nothing to start from.",
            "Commit what is there"),
        new BadInput(
            "a bare repository",
            desk -> {
              desk.git().gitIn(desk.folder(), "init", "-q", "--bare", "bare.git");
              desk.in(desk.folder().resolve("bare.git"));
            },
            RUN,
            2,
            "is a bare repository: it has no files to build on.",
            "Clone it"),
        new BadInput(
            "git's own folder",
            desk -> desk.in(desk.git().top().resolve(".git")),
            List.of("init"),
            2,
            "is not in the checkout of a repository, but in its git folder.",
            "Start in the folder that holds the project's files."),
        new BadInput(
            "nobody to commit as",
            desk -> desk.write("home/.gitconfig", "[user]\n  useConfigOnly = true\n"),
            RUN,
            2,
            "git does not know whose commits these are",
            "git config --global user.name"),
        new BadInput(
            "a branch that is in the way",
            desk -> desk.git().git("branch", "autopack"),
            RUN,
            2,
            "The branch 'autopack' stands in the way of the run's branches",
            "git branch -m autopack autopack-old"),
        new BadInput(
            "settings of git that are broken",
            desk -> desk.write("repo/.git/config", "[core\n"),
            RUN,
            2,
            "bad config line 1",
            "Make 'git status' work there"),
        new BadInput(
            "a HEAD that is broken",
            desk -> desk.write("repo/.git/HEAD", "nonsense\n"),
            RUN,
            2,
            "repo' is in no git repository.",
            "Start in the project's folder"),
        new BadInput(
            "a commit whose tree is lost",
            desk -> World.lose(desk, "HEAD^{tree}"),
            RUN,
            4,
            "is not in the repository's store",
            "Run 'git fsck'"),
        new BadInput(
            "a file whose text is lost",
            desk -> World.lose(desk, "HEAD:notes.txt"),
            RUN,
            4,
            "unable to read",
            "Mend what git names, for example with 'git fsck'"),
        new BadInput(
            "no git on the PATH",
            desk -> desk.variable("PATH", desk.folder().resolve("bin").toString()),
            RUN,
            4,
            "The program 'git' is not there or may not be executed",
            "Install 'git'"),
        new BadInput(
            "settings are there already",
            desk -> desk.write("repo/autopack.yaml", "# mine\n"),
            List.of("init"),
            2,
            "'autopack.yaml' is there already.",
            "Remove or rename it"),
        new BadInput(
            "a plan is there already",
            _ -> {},
            List.of("init"),
            2,
            "'plan.yaml' is there already.",
            "Remove or rename it"),
        new BadInput(
            "a repository that was moved away",
            desk -> {
              desk.autopack("run", "plan.yaml");
              World.move(desk.git().top(), desk.folder().resolve("moved"));
              desk.in(desk.folder());
            },
            List.of("rollback"),
            2,
            "is not there any more.",
            "autopack clean --everything notes-"),
        new BadInput(
            "a deliverable behind a link",
            desk -> {
              World.link(desk.git().top().resolve("out"), desk.folder().resolve("canary"));
              desk.git().commit("link");
              desk.write("repo/plan.yaml", BadInput.PLAN.replace("[notes.txt]", "[out/bird.txt]"));
            },
            RUN,
            2,
            "The phase 'only' lists the deliverable 'out/bird.txt'",
            "Mend what is marked FAIL"));
  }
}
