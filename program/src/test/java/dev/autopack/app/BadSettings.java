package dev.autopack.app;

import java.nio.file.Path;
import java.util.List;

/** Settings, models and state that are wrong. */
final class BadSettings {
  private BadSettings() {}

  static List<BadInput> rows() {
    return List.of(
        settings(
            "a slip of a setting",
            "setup: {comand: [make]}\n",
            2,
            "autopack.yaml:1: setup.comand: The key 'comand' is not known here. Did you mean 'command'?",
            "Correct it in autopack.yaml"),
        settings(
            "settings that are no YAML",
            "setup: {\n",
            2,
            "autopack.yaml:1: The text is no YAML from here on",
            "Correct it in autopack.yaml"),
        settings(
            "a setting of another kind",
            "attempts: many\n",
            2,
            "attempts: The text 'many' stands where a whole number belongs.",
            "Correct it in autopack.yaml"),
        settings(
            "an attempt fewer than one",
            "attempts: 0\n",
            2,
            "attempts: 0 is no whole number from 1",
            "Correct it in autopack.yaml"),
        settings(
            "an unknown sandbox",
            "sandbox: prefered\n",
            2,
            "sandbox: 'prefered' is none of required, preferred, off.",
            "Correct it in autopack.yaml"),
        settings(
            "children that may use nothing",
            "child_limits: {memory_mb: 0}\n",
            2,
            "child_limits.memory_mb: 0 is no whole number from 1",
            "Correct it in autopack.yaml"),
        settings(
            "an unknown toolchain",
            "toolchains: [mavn]\n",
            2,
            "toolchains[0]: 'mavn' is none of cargo, go, gradle, maven, node, pytest. Did you mean 'maven'?",
            "Correct it in autopack.yaml"),
        settings(
            "a secret to pass on",
            "environment: {pass: [GITHUB_TOKEN]}\n",
            2,
            "The variable 'GITHUB_TOKEN' looks like a secret",
            "Correct it in autopack.yaml"),
        new BadInput(
            "a secret in a variable to pass on",
            desk ->
                desk.variable("DB_URL", "postgres://me:hunter2secret@db/x")
                    .write("repo/autopack.yaml", "environment: {pass: [DB_URL]}\n"),
            List.of("run", "plan.yaml"),
            4,
            "The variable 'DB_URL' holds a secret",
            "Give it a value without a password"),
        settings(
            "an unknown gate to waive",
            "waivers: [test]\n",
            2,
            "waivers[0]: 'test' is none of tests",
            "Correct it in autopack.yaml"),
        settings(
            "outputs of no command",
            "setup: {outputs: [build]}\n",
            2,
            "Outputs without a command that makes them.",
            "Correct it in autopack.yaml"),
        settings(
            "outputs outside",
            "setup: {command: [git, --version], outputs: [../canary]}\n",
            2,
            "The path '../canary' is refused: it leaves the repository.",
            "Correct it in autopack.yaml"),
        settings(
            "a pattern that is none",
            "protected: [\"/etc/**\"]\n",
            2,
            "protected[0]: '/etc/**' is no pattern of paths inside the repository",
            "Correct it in autopack.yaml"),
        settings(
            "a model nobody knows",
            "models: {auditor: [soneet]}\n",
            2,
            "The model 'soneet' is not known.",
            "Did you mean 'sonnet'?"),
        settings(
            "a setup that fails",
            "setup: {command: [sh, -c, \"echo no space >&2; exit 3\"]}\n",
            2,
            "FAIL baseline     the setup command failed with exit code 3: no space",
            "Mend what is marked FAIL"),
        settings(
            "a setup that is no program",
            "setup: {command: [nonesuch-tool]}\n",
            4,
            "The program 'nonesuch-tool' is not there or may not be executed",
            "Install 'nonesuch-tool'"),
        new BadInput(
            "a folder as settings",
            desk -> desk.write("repo/autopack.yaml/x", ""),
            List.of("run", "plan.yaml"),
            2,
            "autopack.yaml' cannot be read: Is a directory",
            "Check that it is a file"),
        models(
            "a slip in models.yaml",
            "tape2: {providr: replay}",
            2,
            "models.tape2.providr: The key 'providr' is not known here. Did you mean 'provider'?",
            "Correct these 5 mistakes"),
        models(
            "models.yaml that is no YAML",
            "x: [",
            2,
            "models.yaml:8: The text is no YAML from here on",
            "models.yaml and run the command again."),
        tape(
            "a context smaller than the output",
            "200000",
            "100",
            2,
            "models.tape: max_output 32000 is more than context 100.",
            "models.yaml and run the command again."),
        tape(
            "a folder as replay file",
            "/nonexistent/tape.jsonl",
            "/",
            4,
            "The replay file '/' cannot be read",
            "Correct the path in models.yaml"),
        tape(
            "a replay file that is not there",
            "",
            "",
            4,
            "The replay file '/nonexistent/tape.jsonl' cannot be read: it is not there.",
            "Correct the path in models.yaml"),
        new BadInput(
            "a replay file that is no JSON",
            desk -> desk.tape("{\"when\": [\"x\"]\n{\"wen\": 1}\n"),
            List.of("run", "plan.yaml"),
            2,
            "tape.jsonl:1: no JSON: ",
            "Correct the replay file"),
        models(
            "a model without a price",
            "bare: {provider: openai, id: x, base_url: \"http://127.0.0.1:9/v1\", context: 100000, max_output: 8000}",
            "bare",
            2,
            "The model 'bare' has no price, so its calls cannot be held to a budget.",
            "Add its price to models.yaml"),
        models(
            "a key that is not set",
            "k: {provider: openai, id: x, key_env: NO_SUCH_KEY, context: 100000, max_output: 8000, price: {input: 1, output: 1, cache_read: 0, cache_write: 0}}",
            "k",
            2,
            "The model 'k' needs a key, and NO_SUCH_KEY is not set.",
            "export NO_SUCH_KEY=..."),
        models(
            "a key file that is not there",
            "k: {provider: openai, id: x, key_file: ~/no-key, context: 100000, max_output: 8000, price: {input: 1, output: 1, cache_read: 0, cache_write: 0}}",
            "k",
            4,
            "The key of model 'k' cannot be read from '~/no-key'.",
            "Correct key_file in models.yaml"),
        new BadInput(
            "a key file in the repository",
            desk -> keyed(desk, desk.git().top().resolve("key")),
            List.of("run", "plan.yaml"),
            2,
            "The key of model 'k' lies in the repository",
            "Move it out of the repository"),
        new BadInput(
            "a key file that a link leads into the repository",
            desk -> {
              desk.write("repo/key", "sk-12345\n");
              World.link(desk.folder().resolve("key"), desk.git().top().resolve("key"));
              keyed(desk, desk.folder().resolve("key"));
            },
            List.of("run", "plan.yaml"),
            2,
            "The key of model 'k' lies in the repository",
            "Move it out of the repository"),
        new BadInput(
            "an empty key file",
            desk -> {
              desk.write("key", "\n");
              keyed(desk, desk.folder().resolve("key"));
            },
            List.of("run", "plan.yaml"),
            2,
            "is no key for the model 'k'",
            "Put the key there, and nothing else."),
        new BadInput(
            "a home that is a file",
            desk -> desk.write("state", ""),
            List.of("run", "plan.yaml"),
            4,
            "state' cannot be used: it is a file.",
            "set AUTOPACK_HOME to another folder"),
        new BadInput(
            "a home inside the checkout",
            desk -> desk.variable("AUTOPACK_HOME", desk.git().top().resolve("state").toString()),
            List.of("run", "plan.yaml"),
            2,
            "would lie in each other.",
            "Set AUTOPACK_HOME to a folder outside the checkout"),
        new BadInput(
            "a home below a file",
            desk ->
                desk.write("f", "")
                    .variable("AUTOPACK_HOME", desk.folder().resolve("f/state").toString()),
            List.of("status"),
            4,
            "f/state' cannot be used: Not a directory.",
            "set AUTOPACK_HOME to another folder"),
        new BadInput(
            "a database that is none",
            desk -> desk.write("state/autopack.db", "garbage, and more of it than a header"),
            List.of("status"),
            4,
            "autopack.db' is damaged, or no database",
            "Put a backup in its place"),
        new BadInput(
            "a database of tomorrow",
            BadSettings::future,
            List.of("status"),
            4,
            "has schema version 99; this version of Autopack knows",
            "Use the version of Autopack that wrote it"),
        new BadInput(
            "models.yaml for the list",
            desk -> desk.models("x: ["),
            List.of("models"),
            2,
            "models.yaml:8: The text is no YAML from here on",
            "models.yaml and run the command again."));
  }

  private static void future(Desk desk) {
    desk.stored(_ -> true);
    World.change(
        desk.home().resolve("autopack.db"),
        "insert into flyway_schema_history select 99, '99', 'future', 'SQL', 'V99__x.sql', 1, 'x', installed_on, 1, 1 from flyway_schema_history limit 1");
  }

  private static void keyed(Desk desk, Path key) {
    desk.models(
        "k: {provider: openai, id: x, key_file: %s, context: 100000, max_output: 8000, price: {input: 1, output: 1, cache_read: 0, cache_write: 0}}"
            .formatted(key));
    desk.write("repo/plan.yaml", BadInput.PLAN.replace("tape", "k"));
  }

  private static BadInput settings(String what, String text, int exit, String says, String next) {
    return new BadInput(
        what,
        desk -> desk.write("repo/autopack.yaml", text),
        List.of("run", "plan.yaml"),
        exit,
        says,
        next);
  }

  private static BadInput models(String what, String more, int exit, String says, String next) {
    return models(what, more, "tape", exit, says, next);
  }

  private static BadInput models(
      String what, String more, String model, int exit, String says, String next) {
    return new BadInput(
        what,
        desk -> {
          desk.models(more);
          desk.write("repo/plan.yaml", BadInput.PLAN.replace("builder: tape", "builder: " + model));
        },
        List.of("run", "plan.yaml"),
        exit,
        says,
        next);
  }

  /** The model {@code tape} with one of its lines changed. */
  private static BadInput tape(
      String what, String right, String wrong, int exit, String says, String next) {
    return new BadInput(
        what,
        desk ->
            desk.write(
                "config/models.yaml",
                """
                models:
                  tape:
                    provider: replay
                    file: /nonexistent/tape.jsonl
                    context: 200000
                    max_output: 32000
                    price: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}
                """
                    .replace(right, wrong)),
        List.of("run", "plan.yaml"),
        exit,
        says,
        next);
  }
}
