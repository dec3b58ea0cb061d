package dev.autopack.cli;

import dev.autopack.error.OperatorException;
import dev.autopack.gate.TestId;
import dev.autopack.run.TestMemory;
import dev.autopack.run.TestMemory.Remembered;
import dev.autopack.run.TestMemory.SetAside;
import dev.autopack.run.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What runs in this repository remember of its tests; only a person sets one aside. */
@Command(
    name = "tests",
    description = "Lists tests that are known as flaky, and sets them aside.",
    subcommands = {
      TestsCommand.All.class,
      TestsCommand.Flaky.class,
      TestsCommand.SetsAside.class,
      TestsCommand.TakesBack.class
    })
final class TestsCommand {
  /** What both lists have in common. */
  abstract static class Listing implements Action {
    @Option(names = "--json", description = "Prints JSON Lines.")
    private boolean json;

    private final Predicate<Remembered> which;
    private final String none;

    Listing(Predicate<Remembered> which, String none) {
      this.which = which;
      this.none = none;
    }

    @Override
    public ExitCode run(Program program) {
      try (var session = program.open()) {
        var shown = known(program, session).stream().filter(which).toList();
        shown.forEach(
            test -> program.console().print(json ? Json.line("test", fields(test)) : line(test)));
        if (shown.isEmpty() && !json) {
          program.console().say(none);
        }
        return ExitCode.OK;
      }
    }
  }

  /** Everything that is remembered. */
  @Command(name = "list", description = "Lists flaky and quarantined tests of this repository.")
  static final class All extends Listing {
    All() {
      super(
          test -> test.sightings() > 0 || test.quarantined().isPresent(),
          "No test is known as flaky, and none is quarantined.");
    }
  }

  /** What was seen to fail and pass on one tree. */
  @Command(name = "flaky", description = "Lists tests that failed and passed on the same tree.")
  static final class Flaky extends Listing {
    Flaky() {
      super(test -> test.sightings() > 0, "No test is known as flaky.");
    }
  }

  /** Sets a test aside. */
  @Command(
      name = "quarantine",
      description = {
        "Sets a test aside: its failures are shown and do not block.",
        "That it vanishes still does."
      })
  static final class SetsAside implements Action {
    @Parameters(paramLabel = "ID", description = "From 'tests list', or the test's full name.")
    private @Nullable String id;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why, for those who read reports.")
    private @Nullable String reason;

    @Option(
        names = "--toolchain",
        paramLabel = "NAME",
        description = "Of a full name that no run has seen: pytest, maven, ...")
    private @Nullable String toolchain;

    @Override
    public ExitCode run(Program program) {
      try (var session = program.open()) {
        var given = Optional.ofNullable(id).orElseThrow();
        var key =
            Optional.ofNullable(toolchain)
                .map(named -> unseen(program, named, given))
                .orElseGet(() -> find(program, session, given).key());
        var why = Optional.ofNullable(reason).orElseThrow().strip();
        if (why.isEmpty()) {
          throw new OperatorException(
              "A quarantine needs a reason.", "Say it: --reason 'needs the network'");
        }
        var by = program.person() + " (command line)";
        session.ports().tests().quarantine(key, new SetAside(by, program.clock().instant(), why));
        program.console().print("%s quarantined: %s".formatted(key.id(), key.test()));
        program.console().say("Take it back with: autopack tests release " + key.id());
        return ExitCode.OK;
      }
    }

    private static TestMemory.Key unseen(Program program, String toolchain, String name) {
      var at = name.indexOf("::");
      if (at < 1) {
        throw new OperatorException(
            "'%s' is no full name of a test.".formatted(name),
            "Write it as reports do: tests/test_a.py::test_b or com.acme.ATest::adds");
      }
      var test = new TestId(name.substring(0, at), name.substring(at + 2));
      return new TestMemory.Key(repository(program), toolchain, test);
    }
  }

  /** Takes a test back. */
  @Command(name = "release", description = "Takes a quarantined test back: its failures block.")
  static final class TakesBack implements Action {
    @Parameters(paramLabel = "ID", description = "From 'tests list', or the test's full name.")
    private @Nullable String id;

    @Override
    public ExitCode run(Program program) {
      try (var session = program.open()) {
        var test = find(program, session, Optional.ofNullable(id).orElseThrow());
        if (!session.ports().tests().release(test.key())) {
          throw new OperatorException(
              "The test '%s' is not quarantined.".formatted(test.key().test()),
              "List those that are: autopack tests list");
        }
        program.console().print("%s released: %s".formatted(test.key().id(), test.key().test()));
        return ExitCode.OK;
      }
    }
  }

  private static String repository(Program program) {
    return program.repository().top().toString();
  }

  private static List<Remembered> known(Program program, Program.Session session) {
    return session.ports().tests().tests(Optional.of(repository(program)));
  }

  private static Remembered find(Program program, Program.Session session, String id) {
    var known = known(program, session);
    var matching =
        known.stream()
            .filter(test -> test.key().id().equals(id) || test.key().test().toString().equals(id))
            .toList();
    return switch (matching.size()) {
      case 1 -> matching.getFirst();
      case 0 ->
          throw new OperatorException(
              "No test '%s' is known in this repository.".formatted(id),
              "List those that are: autopack tests list; or quarantine a full name with"
                  + " --toolchain.");
      default ->
          throw new OperatorException(
              "'%s' is a test of several toolchains.".formatted(id),
              "Write its id; list them: autopack tests list");
    };
  }

  private static String line(Remembered test) {
    var seen =
        test.lastSeen()
            .map(at ->
                "failed %d of %d runs in %s, last %s"
                    .formatted(
                        test.failures(),
                        test.runs(),
                        Words.count(test.sightings(), "sighting"),
                        Words.of(at)))
            .orElse("never seen to be flaky");
    var aside =
        test.quarantined()
            .map(one -> "; quarantined by %s: %s".formatted(one.by(), one.reason()))
            .orElse("");
    return "%s  %s  %s: %s%s"
        .formatted(test.key().id(), test.key().toolchain(), test.key().test(), seen, aside);
  }

  private static Map<String, Object> fields(Remembered test) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", test.key().id());
    fields.put("repository", test.key().repository());
    fields.put("toolchain", test.key().toolchain());
    fields.put("test", test.key().test().toString());
    fields.put("sightings", test.sightings());
    fields.put("runs", test.runs());
    fields.put("failures", test.failures());
    test.lastSeen().ifPresent(at -> fields.put("last_seen", at.toString()));
    test.quarantined()
        .ifPresent(aside ->
            fields.put(
                "quarantine",
                Map.of(
                    "by", aside.by(),
                    "at", aside.at().toString(),
                    "reason", aside.reason())));
    return fields;
  }
}
