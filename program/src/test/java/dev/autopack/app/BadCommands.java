package dev.autopack.app;

import java.util.List;
import java.util.function.Consumer;

/** Command lines that are wrong, or come at the wrong time. */
final class BadCommands {
  private BadCommands() {}

  static List<BadInput> rows() {
    return List.of(
        words("no command", "Usage: autopack", "run        Runs a plan"),
        words(
            "an unknown command",
            "There is no command 'autopack build'.",
            "See: autopack --help",
            "build"),
        words(
            "a slip of a command",
            "There is no command 'autopack sttus'.",
            "Did you mean 'status'?",
            "sttus"),
        words(
            "a subcommand left out",
            "Usage: autopack plan",
            "Says every mistake of a plan",
            "plan"),
        words(
            "a slip of a subcommand",
            "There is no command 'autopack plan chek'.",
            "Did you mean 'check'? See: autopack plan --help",
            "plan",
            "chek",
            "plan.yaml"),
        words(
            "an unknown option",
            "'autopack run' has no option '--jsn'.",
            "Did you mean '--json'?",
            "run",
            "--jsn",
            "plan.yaml"),
        words(
            "no plan to check",
            "'autopack plan check' needs PLAN.",
            "See: autopack plan check --help",
            "plan",
            "check"),
        words(
            "neither Markdown nor goal",
            "Neither a Markdown plan nor --goal is given.",
            "Name a file, as in 'autopack plan new PLAN.md'",
            "plan",
            "new"),
        words(
            "Markdown and goal",
            "Both a Markdown plan and --goal are given.",
            "Name a file, as in 'autopack plan new PLAN.md'",
            "plan",
            "new",
            "PLAN.md",
            "--goal",
            "x"),
        words(
            "a goal of which nothing is there",
            "Nothing in the repository is called what the goal speaks of.",
            "Name files, folders or definitions of this repository in the goal",
            "plan",
            "new",
            "--goal",
            "Teach the kraken to juggle"),
        words(
            "neither plan nor goal",
            "Name either a plan file, or --goal TEXT --deliverable PATH.",
            "See: autopack run --help",
            "run"),
        words(
            "plan and goal",
            "Name either a plan file, or --goal TEXT --deliverable PATH.",
            "See: autopack run --help",
            "run",
            "plan.yaml",
            "--goal",
            "x"),
        words(
            "a goal that says nothing",
            "--goal says nothing",
            "See: autopack run --help",
            "run",
            "--goal",
            " ",
            "--deliverable",
            "notes.txt"),
        words(
            "a goal that delivers nothing",
            "--goal needs at least one --deliverable PATH.",
            "See: autopack run --help",
            "run",
            "--goal",
            "x"),
        words(
            "a goal without its text",
            "The option '--goal' needs a value: TEXT.",
            "See: autopack run --help",
            "run",
            "--goal"),
        words(
            "a deliverable beside a plan",
            "--deliverable and --validation belong to --goal",
            "See: autopack run --help",
            "run",
            "plan.yaml",
            "--deliverable",
            "notes.txt"),
        words(
            "a goal's deliverable outside",
            "'../canary/bird.txt' names no file of the repository: it leaves the repository.",
            "Correct the command line",
            "run",
            "--goal",
            "x",
            "--deliverable",
            "../canary/bird.txt"),
        words(
            "a goal's command for a shell",
            "The command 'a | b' cannot be split into words",
            "Correct the command line",
            "run",
            "--goal",
            "x",
            "--deliverable",
            "notes.txt",
            "--validation",
            "a | b"),
        words(
            "money that is no number",
            "'--max-usd': 'ten' is not an amount above 0",
            "See: autopack run --help",
            "run",
            "plan.yaml",
            "--max-usd",
            "ten"),
        words(
            "money below nothing",
            "'--max-usd': '-1' is not an amount above 0",
            "See: autopack run --help",
            "run",
            "plan.yaml",
            "--max-usd",
            "-1"),
        words(
            "no token",
            "'--max-tokens': '0' is not a whole number above 0.",
            "See: autopack run --help",
            "run",
            "plan.yaml",
            "--max-tokens",
            "0"),
        words(
            "more attempts than there are numbers",
            "'--max-attempts': '99999999999' is not a whole number",
            "See: autopack run --help",
            "run",
            "plan.yaml",
            "--max-attempts",
            "99999999999"),
        words(
            "two plans",
            "'autopack run' takes no further 'other.yaml'.",
            "See: autopack run --help",
            "run",
            "plan.yaml",
            "other.yaml"),
        words(
            "status without a run",
            "There is no run yet.",
            "Start one: autopack run PLAN",
            "status"),
        words(
            "resume without a run",
            "There is no run yet.",
            "Start one: autopack run PLAN",
            "resume"),
        words(
            "a report without a run",
            "There is no run yet.",
            "Start one: autopack run PLAN",
            "report"),
        words(
            "a request nobody made",
            "There is no request '4711'.",
            "List what waits: autopack approvals",
            "approve",
            "4711"),
        words(
            "a denial of nothing",
            "There is no request '4711'.",
            "List what waits: autopack approvals",
            "deny",
            "4711",
            "--reason",
            "no"),
        words(
            "no request named",
            "'autopack approve' needs REQUEST.",
            "See: autopack approve --help",
            "approve"),
        words(
            "everything of no run",
            "No run is named.",
            "autopack status --all",
            "clean",
            "--everything"),
        words(
            "no path",
            "'autopack policy explain' needs PATH.",
            "See: autopack policy explain --help",
            "policy",
            "explain"),
        words(
            "a phase's rules in a plan that is not there",
            "none.yaml'.",
            "Correct the path",
            "policy",
            "explain",
            "a.txt",
            "--plan",
            "none.yaml"),
        words(
            "statistics by nothing that is counted",
            "'colour' is none of category, model, format, scope, batched",
            "See: autopack stats --help",
            "stats",
            "--by",
            "colour"),
        words(
            "statistics since no moment",
            "'yesterday' is no date (2026-03-01), moment (2026-03-01T08:00:00Z) or age",
            "See: autopack stats --help",
            "stats",
            "--since",
            "yesterday"),
        after(
            "statistics of an unknown run",
            BadCommands::complete,
            2,
            "There is no run 'nonesuch'.",
            "List the runs: autopack status --all",
            "stats",
            "--run",
            "nonesuch"),
        after(
            "statistics of a folder without a run",
            BadCommands::complete,
            2,
            "There is no run of a repository at '..' (--repo).",
            "or count all: autopack stats --all",
            "stats",
            "--repo",
            ".."),
        after(
            "an unknown run",
            BadCommands::complete,
            2,
            "There is no run 'nonesuch'.",
            "List the runs: autopack status --all",
            "status",
            "nonesuch"),
        after(
            "the start of two runs",
            desk -> {
              complete(desk);
              complete(desk);
            },
            2,
            "'notes' is the start of 2 runs: notes-",
            "Write more of the id",
            "report",
            "notes"),
        after(
            "a run that is complete",
            BadCommands::complete,
            2,
            "is complete; there is nothing to resume.",
            "Read its report: autopack report notes-",
            "resume"),
        after(
            "a phase nobody began",
            BadCommands::complete,
            2,
            "The phase 'nope' was never begun in run 'notes-",
            "See its phases: autopack status notes-",
            "rollback",
            "--to",
            "nope"),
        after(
            "a rollback twice",
            desk -> {
              complete(desk);
              desk.autopack("rollback");
            },
            2,
            "stands there already; there is nothing to roll back.",
            "Read its report: autopack report notes-",
            "rollback"),
        after(
            "a run that was rolled back",
            desk -> {
              complete(desk);
              desk.autopack("rollback");
            },
            2,
            "is incomplete; there is nothing to resume.",
            "Read its report: autopack report notes-",
            "resume"),
        after(
            "a suspended run's worktree",
            desk -> desk.autopack("run", "plan.yaml", "--max-usd", "0.0001"),
            2,
            "is suspended and needs its worktree.",
            "Go on with it: autopack resume notes-",
            "clean",
            "notes"),
        after(
            "too little money",
            _ -> {},
            3,
            "over its limit of $0.0001",
            "Go on with a higher one: 'autopack resume notes-",
            "run",
            "plan.yaml",
            "--max-usd",
            "0.0001"),
        after(
            "too few tokens",
            _ -> {},
            3,
            "over its limit of 5",
            "and '--max-usd', '--max-tokens'",
            "run",
            "plan.yaml",
            "--max-tokens",
            "5"),
        held(
            "an answer twice",
            "approve",
            "was answered before; an answer counts once.",
            "autopack status notes-"),
        held(
            "a no after a yes",
            "deny",
            "was answered before; an answer counts once.",
            "autopack status notes-"));
  }

  private static void complete(Desk desk) {
    desk.autopack("run", "plan.yaml");
  }

  private static BadInput held(String what, String word, String says, String next) {
    // The id is the first request's of a fresh home.
    return new BadInput(
        what,
        desk -> {
          desk.tape(
              Tape.answer(
                  "second line",
                  Tape.reply(
                      Tape.rewrite("notes.txt", "one\ntwo\n"),
                      Tape.rewrite(".github/workflows/ci.yml", "on: never\n"))));
          desk.autopack("run", "plan.yaml");
          desk.autopack("approve", desk.autopack("approvals").firstWord());
        },
        List.of(word, "REQUEST"),
        2,
        says,
        next);
  }

  private static BadInput words(String what, String says, String next, String... words) {
    return after(what, _ -> {}, 2, says, next, words);
  }

  private static BadInput after(
      String what, Consumer<Desk> given, int exit, String says, String next, String... words) {
    return new BadInput(what, given, List.of(words), exit, says, next);
  }
}
