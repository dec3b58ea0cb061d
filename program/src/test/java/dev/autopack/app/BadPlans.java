package dev.autopack.app;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Plans that are wrong. */
final class BadPlans {
  private BadPlans() {}

  static List<BadInput> rows() {
    return List.of(
        new BadInput(
            "a plan that is not there",
            _ -> {},
            List.of("run", "plans.yaml"),
            2,
            "There is no plan",
            "Correct the path"),
        new BadInput(
            "a folder as a plan",
            _ -> {},
            List.of("run", "docs"),
            2,
            "docs' cannot be read: Is a directory",
            "Check that it is a file"),
        plan("an empty plan", "", "plan.yaml:1: The file is empty.", "Correct it in plan.yaml"),
        plan(
            "a plan of comments",
            "# nothing\n",
            "plan.yaml:1: The file is empty.",
            "Correct it in plan.yaml"),
        plan(
            "no YAML",
            "phases: [\n",
            "plan.yaml:1: The text is no YAML from here on",
            "Correct it in plan.yaml"),
        plan(
            "a list as a plan",
            "- a\n- b\n",
            "plan.yaml:1: A list stands where a map belongs.",
            "Correct it in plan.yaml"),
        new BadInput(
            "bytes that are no UTF-8",
            desk ->
                desk.write(
                    "repo/plan.yaml",
                    "autopack: 1\nname: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)),
            List.of("run", "plan.yaml"),
            2,
            "plan.yaml:2: The file is not UTF-8 from here on.",
            "Correct it in plan.yaml"),
        plan(
            "a NUL in a text",
            BadInput.PLAN.replace("A second line", "A \0 line"),
            "special characters are not allowed",
            "Correct it in plan.yaml"),
        plan(
            "a tab as indentation",
            BadInput.PLAN.replace("    goal:", "\tgoal:"),
            "plan.yaml:7: The text is no YAML from here on",
            "Correct it in plan.yaml"),
        changed(
            "a slip of a key",
            "goal: Write",
            "gaol: Write",
            "plan.yaml:6: phases[0]: The key 'goal' is missing.",
            "Correct these 2 mistakes in plan.yaml"),
        changed(
            "a key twice",
            "name: notes",
            "name: notes\nname: others",
            "plan.yaml:3: name: The key 'name' stands here again; it is already on line 2.",
            "Correct it in plan.yaml"),
        changed(
            "a version of tomorrow",
            "autopack: 1",
            "autopack: 2",
            "The plan is of version 2; this Autopack reads version 1.",
            "Correct it in plan.yaml"),
        changed(
            "no version",
            "autopack: 1\n",
            "",
            "plan.yaml:1: The key 'autopack' is missing.",
            "Correct it in plan.yaml"),
        changed(
            "an id that is none",
            "id: only",
            "id: ../up",
            "phases[0].id: '../up' is no phase id",
            "Correct it in plan.yaml"),
        changed(
            "an unknown dependency",
            "limits: {attempts: 1}",
            "depends_on: [other]",
            "No phase has the id 'other'.",
            "Correct it in plan.yaml"),
        changed(
            "a phase that waits for itself",
            "limits: {attempts: 1}",
            "depends_on: [only]",
            "The phase 'only' depends on itself.",
            "Correct it in plan.yaml"),
        changed(
            "the same phase twice",
            "    limits: {attempts: 1}\n",
            "  - id: only\n    goal: Again\n    deliverables: [b.txt]\n",
            "The phase id 'only' is taken by the phase on line 6.",
            "Correct it in plan.yaml"),
        changed(
            "no phase",
            BadInput.PLAN.substring(BadInput.PLAN.indexOf("phases:")),
            "phases: []\n",
            "plan.yaml:5: phases: There is no phase.",
            "Correct it in plan.yaml"),
        changed(
            "an absolute deliverable",
            "[notes.txt]",
            "[/etc/passwd]",
            "'/etc/passwd' names no file of the repository: it is absolute.",
            "Correct it in plan.yaml"),
        changed(
            "a deliverable outside",
            "[notes.txt]",
            "[../canary/bird.txt]",
            "'../canary/bird.txt' names no file of the repository: it leaves the repository.",
            "Correct it in plan.yaml"),
        changed(
            "a deliverable in .git",
            "[notes.txt]",
            "[.git/hooks/pre-commit]",
            "'.git/hooks/pre-commit' names no file of the repository: it enters .git.",
            "Correct it in plan.yaml"),
        changed(
            "a deliverable of Windows' devices",
            "[notes.txt]",
            "[aux.txt]",
            "'aux.txt' names no file of the repository: Windows reads it as a device.",
            "Correct it in plan.yaml"),
        changed(
            "prose as a deliverable",
            "[notes.txt]",
            "[A file that holds the notes]",
            "'A file that holds the notes' is more than a path.",
            "Correct it in plan.yaml"),
        changed(
            "the settings as a deliverable",
            "[notes.txt]",
            "[autopack.yaml]",
            "'autopack.yaml' is never written by a run",
            "Correct it in plan.yaml"),
        changed(
            "the plan as a deliverable",
            "[notes.txt]",
            "[plan.yaml]",
            "'plan.yaml' is never written by a run: it is the plan itself.",
            "Correct it in plan.yaml"),
        changed(
            "a file to change that is not there",
            "[notes.txt]",
            "[{path: nots.txt, action: modify}]",
            "FAIL plan         The phase 'only' shall modify 'nots.txt', which is not there. Did you mean 'notes.txt'?",
            "Mend what is marked FAIL, then run the same command again."),
        changed(
            "a file to make that is there",
            "[notes.txt]",
            "[{path: notes.txt, action: create}]",
            "FAIL plan         The phase 'only' shall create 'notes.txt', which is there already.",
            "Mend what is marked FAIL"),
        changed(
            "a file to rename that is not there",
            "[notes.txt]",
            "[{path: b.txt, action: rename, from: nots.txt}]",
            "FAIL plan         The phase 'only' shall rename 'nots.txt', which is not there.",
            "Mend what is marked FAIL"),
        changed(
            "a folder as a deliverable",
            "[notes.txt]",
            "[docs]",
            "FAIL plan         The phase 'only' lists the deliverable 'docs', but it is a folder.",
            "Mend what is marked FAIL"),
        changed(
            "a test that is nowhere",
            "{command: [git, --version]}",
            "{tests: [tests/test_none.py]}",
            "FAIL plan         The phase 'only' is decided by the test 'tests/test_none.py'",
            "Mend what is marked FAIL"),
        changed(
            "a command for a shell",
            "[git, --version]",
            "git --version | cat",
            "The command 'git --version | cat' cannot be split into words",
            "Correct it in plan.yaml"),
        changed(
            "an unknown category",
            "limits: {attempts: 1}",
            "category: backnd",
            "phases[0].category: 'backnd' is none of",
            "Correct it in plan.yaml"),
        changed(
            "no attempt",
            "attempts: 1",
            "attempts: 0",
            "phases[0].limits.attempts: 0 is no whole number from 1",
            "Correct it in plan.yaml"),
        changed(
            "a budget below nothing",
            "limits: {attempts: 1}",
            "limits: {usd: -1}",
            "phases[0].limits.usd: -1 is no number from 0",
            "Correct it in plan.yaml"),
        changed(
            "a grant of git's own",
            "limits: {attempts: 1}",
            "grants: [.git/config]",
            "phases[0].grants[0]: '.git/config' names no file of the repository",
            "Correct it in plan.yaml"),
        changed(
            "an unknown model",
            "builder: tape",
            "builder: taep",
            "The model 'taep' is not known.",
            "Did you mean 'tape'?"),
        changed(
            "an unknown role",
            "{builder: tape}",
            "{bilder: tape}",
            "'bilder' is neither a role nor a category and complexity. Did you mean 'builder'?",
            "Correct it in plan.yaml"),
        plan(
            "aliases that grow",
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n",
            "The alias '*a' is not read here.",
            "Correct it in plan.yaml"),
        plan(
            "a plan without an end",
            "# " + "x".repeat(3_000_000) + "\n" + BadInput.PLAN,
            "The file is larger than 1048576 bytes.",
            "Correct it in plan.yaml"),
        plan(
            "broken JSON",
            "{\"autopack\": 1,\n \"name\": \"x\"\n \"goal\": \"y\"}",
            "plan.yaml:3: The text is no YAML from here on",
            "Correct it in plan.yaml"),
        new BadInput(
            "what a check finds wrong",
            desk ->
                desk.write(
                    "repo/plan.yaml",
                    BadInput.PLAN.replace(
                        "notes.txt]", "nots.txt, {path: nope.txt, action: delete}]")),
            List.of("plan", "check", "plan.yaml"),
            2,
            "problem: The phase 'only' shall delete 'nope.txt', which is not there.",
            "Did you mean 'notes.txt'?"),
        new BadInput(
            "what explain finds wrong",
            desk ->
                desk.write(
                    "repo/plan.yaml",
                    BadInput.PLAN.replace("[notes.txt]", "[{path: nope.txt, action: delete}]")),
            List.of("plan", "explain", "plan.yaml"),
            2,
            "problem: The phase 'only' shall delete 'nope.txt', which is not there.",
            "Did you mean 'notes.txt'?"));
  }

  private static BadInput plan(String what, String text, String says, String next) {
    return new BadInput(
        what,
        desk -> desk.write("repo/plan.yaml", text),
        List.of("run", "plan.yaml"),
        2,
        says,
        next);
  }

  private static BadInput changed(
      String what, String right, String wrong, String says, String next) {
    return plan(what, BadInput.PLAN.replace(right, wrong), says, next);
  }
}
