package dev.autopack.app;

import java.util.List;

/** Replies that must reach no commit. */
final class BadReplies {
  private BadReplies() {}

  static List<BadInput> rows() {
    return List.of(
        reply("an empty reply", "", 1, "it holds no operation and no end line"),
        reply(
            "prose instead of units",
            "I have written the second line as you asked. All tests pass.",
            1,
            "it holds no operation and no end line"),
        reply(
            "a claim without a change",
            Tape.reply(),
            1,
            "the deliverable 'notes.txt' was not changed in this phase"),
        reply(
            "a reply without its end",
            Tape.rewrite("notes.txt", "one\ntwo\n") + "\n",
            1,
            "The reply stopped without its end line."),
        reply(
            "a reply cut inside a unit",
            GOOD.substring(0, GOOD.indexOf("two")),
            1,
            "The reply stopped inside 'notes.txt'."),
        reply(
            "a count that is wrong",
            GOOD.replace("\"count\":1", "\"count\":0"),
            1,
            "its end line counts 0 operations, and 1 came"),
        reply(
            "operations behind the end",
            GOOD + Tape.create("b.txt", "b\n") + "\n",
            1,
            "it comes after the end line"),
        reply(
            "an unknown operation",
            Tape.reply("{\"op\":\"chmod\",\"path\":\"notes.txt\"}"),
            1,
            "the operation 'chmod' is unknown"),
        reply(
            "a line that is no JSON",
            Tape.reply("{\"op\":\"rewrite\" of the file notes.txt: \"one, two\"}"),
            1,
            "inside a text a double quote is written"),
        reply(
            "an absolute path",
            Tape.reply(Tape.create("/tmp/autopack-canary", "x")),
            1,
            "The path '/tmp/autopack-canary' is refused: it is absolute."),
        reply(
            "a path that climbs out",
            Tape.reply(
                Tape.rewrite("notes.txt", "one\ntwo\n"),
                Tape.create("../canary/bird.txt", "dead\n")),
            1,
            "The path '../canary/bird.txt' is refused: it leaves the repository."),
        reply(
            "a path with backslashes that climbs out",
            Tape.reply(Tape.create("docs\\..\\..\\canary\\bird.txt", "dead\n")),
            1,
            "bird.txt' is refused: it leaves the repository."),
        reply(
            "a hook",
            Tape.reply(Tape.create(".git/hooks/post-commit", "#!/bin/sh\n")),
            1,
            "The path '.git/hooks/post-commit' is refused: it enters .git."),
        reply(
            "a hook in other letters",
            Tape.reply(Tape.create(".GIT/hooks/post-commit", "#!/bin/sh\n")),
            1,
            "The path '.GIT/hooks/post-commit' is refused: it enters .git."),
        reply(
            "git's short name on Windows",
            Tape.reply(Tape.create("GIT~1/config", "x")),
            1,
            "The path 'GIT~1/config' is refused: Windows may read it as another file's name."),
        reply(
            "the settings",
            Tape.reply(
                Tape.rewrite("notes.txt", "one\ntwo\n"),
                Tape.create("autopack.yaml", "waivers: [tests]\n")),
            1,
            "'autopack.yaml': it holds the settings that bind the builder"),
        reply(
            "the plan",
            Tape.reply(
                Tape.rewrite("notes.txt", "one\ntwo\n"), Tape.create("plan.yaml", "autopack: 1\n")),
            1,
            "'plan.yaml': it is the plan itself"),
        linked(
            "through a link",
            Tape.reply(Tape.rewrite("notes.txt", "one\ntwo\n"), Tape.create("out/egg.txt", "x\n")),
            1,
            "'out/egg.txt': its folder 'out' is a symbolic link, and nothing is written through one."),
        linked(
            "the target of a link",
            Tape.reply(Tape.rewrite("out", "x\n")),
            1,
            "'out': it is a symbolic link to"),
        reply(
            "a CI file",
            Tape.reply(
                Tape.rewrite("notes.txt", "one\ntwo\n"),
                Tape.rewrite(".github/workflows/ci.yml", "on: never\n")),
            3,
            "asks for approval: '.github/workflows/ci.yml'"),
        reply(
            "a file outside the scope",
            Tape.reply(
                Tape.rewrite("notes.txt", "one\ntwo\n"), Tape.rewrite("src/app.py", "print(2)\n")),
            3,
            "asks for approval: 'src/app.py': it is outside what the phase may write"),
        reply(
            "a secret",
            Tape.reply(
                Tape.rewrite(
                    "notes.txt",
                    "one\nkey AKIAIOSFODNN7EXAMPLX\n-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----\n")),
            1,
            "'notes.txt': line 2 holds an AWS access key"),
        reply(
            "another file than the deliverable",
            Tape.reply(Tape.create("other.txt", "x\n")),
            3,
            "asks for approval: 'other.txt': it is outside what the phase may write"),
        reply(
            "the same text again",
            Tape.reply(Tape.rewrite("notes.txt", "one\n")),
            1,
            "the deliverable 'notes.txt' was not changed in this phase"),
        reply(
            "an edit of words that are not there",
            Tape.reply(Tape.edit("notes.txt", "three\n", "four\n")),
            1,
            "'notes.txt': replacement 1 of 1 was not made: it was not found"),
        reply(
            "an edit of a file that is not there",
            Tape.reply(Tape.edit("nots.txt", "one\n", "two\n")),
            1,
            "'nots.txt': there is no such file. Send a create for a new file."),
        reply(
            "a file made that is there",
            Tape.reply(Tape.create("notes.txt", "one\ntwo\n")),
            1,
            "'notes.txt': it exists already, with 1 line."),
        reply(
            "a file removed that is not there",
            Tape.reply(Tape.delete("nots.txt")),
            1,
            "'nots.txt': there is no such file. Leave this operation out."),
        reply(
            "the deliverable removed",
            Tape.reply(Tape.delete("notes.txt")),
            1,
            "the deliverable 'notes.txt' is not there"),
        reply(
            "a file where a folder is",
            Tape.reply(Tape.create("docs", "x\n")),
            1,
            "'docs': it is a folder here, with 'docs/guide.md' in it."),
        reply(
            "a folder where a file is",
            Tape.reply(Tape.create("notes.txt/b.txt", "x\n")),
            1,
            "'notes.txt/b.txt': its folder 'notes.txt' is a file."),
        reply(
            "the same name in other letters",
            Tape.reply(Tape.create("Notes.txt", "x\n")),
            1,
            "'Notes.txt': 'notes.txt' is there already, and some systems take the two for one."),
        reply(
            "a NUL",
            Tape.reply(Tape.rewrite("notes.txt", "one\n\0\n")),
            1,
            "'notes.txt': the text holds a NUL, so it would be a binary file"),
        reply("a refusal", "I cannot help with that.", 1, "it holds no operation and no end line"),
        new BadInput(
            "no answer on the tape",
            desk -> desk.tape(Tape.answer("something else", GOOD)),
            List.of("run", "plan.yaml"),
            4,
            "The replay file 'tape.jsonl' has no answer to a request",
            "then run: autopack resume"),
        failing(
            "a command that fails",
            "[git, rev-parse, nonesuch]",
            1,
            "`git rev-parse nonesuch` ended with exit code 128"),
        failing(
            "a command that is no program",
            "[nonesuch-tool]",
            1,
            "'nonesuch-tool' cannot be started"));
  }

  private static final String GOOD = BadInput.GOOD_REPLY;

  private static BadInput reply(String what, String text, int exit, String says) {
    return new BadInput(
        what,
        desk -> desk.tape(Tape.answer("second line", text)),
        List.of("run", "plan.yaml"),
        exit,
        says,
        next(exit));
  }

  private static BadInput linked(String what, String text, int exit, String says) {
    return new BadInput(
        what,
        desk -> {
          World.link(desk.git().top().resolve("out"), desk.folder().resolve("canary"));
          desk.git().git("add", "out");
          desk.git().git("commit", "-qm", "link");
          desk.write(
              "repo/plan.yaml",
              BadInput.PLAN.replace(
                  "deliverables: [notes.txt]",
                  "deliverables: [notes.txt]\n    scope: {write: [\"**\"]}"));
          desk.tape(Tape.answer("second line", text));
        },
        List.of("run", "plan.yaml"),
        exit,
        says,
        next(exit));
  }

  private static BadInput failing(String what, String command, int exit, String says) {
    return new BadInput(
        what,
        desk -> desk.write("repo/plan.yaml", BadInput.PLAN.replace("[git, --version]", command)),
        List.of("run", "plan.yaml"),
        exit,
        says,
        next(exit));
  }

  /** What a run says it needs. */
  private static String next(int exit) {
    return exit == 3 ? "then 'autopack approve " : "mend the plan and run it again";
  }
}
