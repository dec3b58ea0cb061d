package dev.autopack.cli;

import dev.autopack.error.OperatorException;
import dev.autopack.plan.RunId;
import dev.autopack.run.RunStore;
import dev.autopack.run.Words;
import dev.autopack.telemetry.Selection;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which runs a command counts. */
final class StatsScope {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Counts one run: its id, or the start of it.")
  private @Nullable String run;

  @Option(
      names = "--repo",
      paramLabel = "FOLDER",
      description =
          "Counts the runs of the repository that the folder is in; of the current one where left"
              + " out, or of all outside of a repository.")
  private @Nullable String repository;

  @Option(names = "--all", description = "Counts the runs of every repository.")
  private boolean all;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      converter = Since.Converter.class,
      description = "Counts from a date, a moment or an age on: 2026-03-01, 7d, 12h.")
  private @Nullable Since since;

  /**
   * What is to be counted.
   *
   * @throws OperatorException where the run or the repository has nothing on record
   */
  Selection selection(Program program, RunStore store) {
    var from = Optional.ofNullable(since).map(when -> when.before(program.clock().instant()));
    if (run != null) {
      return new Selection(Optional.of(RunArgument.byId(store, run).id()), Optional.empty(), from);
    }
    return new Selection(Optional.empty(), repository(program, store), from);
  }

  /** For people. */
  static String show(Selection selection) {
    var what =
        selection
            .run()
            .map(RunId::value)
            .map("run %s"::formatted)
            .or(() -> selection.repository().map("repository %s"::formatted))
            .orElse("every repository");
    return what + selection.since().map(since -> ", since " + Words.of(since)).orElse("");
  }

  private Optional<String> repository(Program program, RunStore store) {
    if (all) {
      return Optional.empty();
    }
    return repository == null ? current(program) : Optional.of(named(program, store, repository));
  }

  private static Optional<String> current(Program program) {
    try {
      return Optional.of(program.repository().top().toString());
    } catch (OperatorException _) {
      // No repository round the folder: then all of them are meant.
      return Optional.empty();
    }
  }

  /**
   * The innermost repository with a run that the folder is in, whether it is still there or not.
   */
  private static String named(Program program, RunStore store, String written) {
    var folder = folder(program, written);
    return store.list().stream()
        .map(record -> record.sources().repository())
        .filter(top -> folder.startsWith(Path.of(top)))
        .max(java.util.Comparator.comparingInt(String::length))
        .orElseThrow(() ->
            new OperatorException(
                "There is no run of a repository at '%s' (--repo).".formatted(written),
                "List the runs: autopack status --all; or count all: autopack stats --all"));
  }

  private static Path folder(Program program, String written) {
    try {
      var folder = program.folder().resolve(written).normalize();
      try {
        return folder.toRealPath();
      } catch (IOException _) {
        // It is gone; its runs are still on record.
        return folder;
      }
    } catch (InvalidPathException _) {
      throw new OperatorException(
          "'%s' (--repo) is no path.".formatted(written), "See: autopack stats --help");
    }
  }

  /** A moment, or how long ago. */
  sealed interface Since {
    /** The moment, seen from now. */
    Instant before(Instant now);

    /** A moment. */
    record Moment(Instant at) implements Since {
      @Override
      public Instant before(Instant now) {
        return at;
      }
    }

    /** So long ago. */
    record Age(Duration age) implements Since {
      @Override
      public Instant before(Instant now) {
        return now.minus(age);
      }
    }

    /** Reads what is written on the command line. */
    final class Converter implements ITypeConverter<Since> {
      private static final Pattern AGE = Pattern.compile("([0-9]{1,5})([dhm])");

      @Override
      public Since convert(String written) {
        var age = AGE.matcher(written);
        if (age.matches()) {
          return new Age(unit(age.group(2)).multipliedBy(Long.parseLong(age.group(1))));
        }
        try {
          return new Moment(
              written.contains("T")
                  ? Instant.parse(written)
                  : LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException _) {
          throw new TypeConversionException(
              "'%s' is no date (2026-03-01), moment (2026-03-01T08:00:00Z) or age (7d, 12h, 30m)"
                  .formatted(written));
        }
      }

      private static Duration unit(String letter) {
        return switch (letter) {
          case "d" -> Duration.ofDays(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofMinutes(1);
        };
      }
    }
  }
}
