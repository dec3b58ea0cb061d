package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Material;
import dev.autopack.bench.replay.Manner.Cut;
import dev.autopack.bench.replay.Manner.Temper;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile.Framing;
import dev.autopack.error.OperatorException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the command line of {@code bench/run replay} asks for.
 *
 * @param asked the formats of the table's rows; an empty one is what the product chooses
 * @param faults where the seeds of faults begin; empty: an undisturbed oracle
 */
record ReplayOptions(
    Material material,
    List<Optional<Format>> asked,
    List<Cut> cuts,
    Kind kind,
    OptionalLong faults,
    Output output) {
  private static final List<String> KNOWN =
      List.of(
          "--commits",
          "--contents",
          "--repos",
          "--format",
          "--profile",
          "--cut",
          "--cap",
          "--oracle",
          "--attempts",
          "--faults",
          "--sample",
          "--only",
          "--trace",
          "--rows",
          "--json");
  static final String USAGE =
      "bench/run replay --commits FILE.jsonl (--contents PACK.jsonl.gz | --repos DIR)"
          + " [--format ndjson|envelope|full_file|diff|chosen|all] [--profile json|raw]"
          + " [--cut none|25,50,75,90|budget|all] [--cap N] [--oracle default|obedient]"
          + " [--attempts N] [--faults SEED] [--sample N] [--only SHA] [--trace DIR] [--rows FILE] [--json]";

  /**
   * What kind of model answers.
   *
   * @param attempts how many a commit may take
   */
  record Kind(Framing framing, OptionalInt cap, Temper temper, int attempts) {
    /** As it is kept, in one word without spaces. */
    String label() {
      return "%s/%s/%s%s"
          .formatted(
              framing.name().toLowerCase(Locale.ROOT),
              cap.isPresent() ? Integer.toString(cap.getAsInt()) : "usual",
              temper.name().toLowerCase(Locale.ROOT),
              attempts == 1 ? "" : "/attempts-" + attempts);
    }
  }

  /**
   * What is told.
   *
   * @param trace where every call and every wrong file is written down
   * @param rows where what is finished is kept, and found again
   */
  record Output(Form form, Optional<Path> trace, Optional<Path> rows) {}

  /** Who reads the result. */
  enum Form {
    TABLE,
    JSON
  }

  /**
   * Reads the command line.
   *
   * @throws OperatorException naming the first word that cannot be understood
   */
  static ReplayOptions of(List<String> arguments) {
    var values = values(arguments);
    var commits = path(values, "--commits");
    var pack = path(values, "--contents");
    var repos = path(values, "--repos");
    if (commits.isEmpty() || pack.isPresent() == repos.isPresent()) {
      throw new OperatorException(
          commits.isEmpty()
              ? "No commits are named."
              : "The contents are to come from one place: --contents or --repos.",
          USAGE);
    }
    return new ReplayOptions(
        new Material(
            commits.orElseThrow(),
            pack,
            repos,
            number(values, "--sample"),
            Optional.ofNullable(values.get("--only"))),
        formats(values.getOrDefault("--format", "chosen")),
        cuts(values.getOrDefault("--cut", values.containsKey("--faults") ? "budget" : "all")),
        new Kind(
            word(values, "--profile", Framing.class, Framing.JSON),
            number(values, "--cap"),
            word(values, "--oracle", Temper.class, Temper.DEFAULT),
            number(values, "--attempts").orElse(1)),
        seed(values),
        new Output(
            values.containsKey("--json") ? Form.JSON : Form.TABLE,
            path(values, "--trace"),
            path(values, "--rows")));
  }

  private static Map<String, String> values(List<String> arguments) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i++) {
      var option = arguments.get(i);
      if (!KNOWN.contains(option)) {
        throw new OperatorException(
            "'%s' is no option of replay.".formatted(option), "Use: " + USAGE);
      }
      var hasValue = !option.equals("--json");
      if (hasValue && (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--"))) {
        throw new OperatorException(
            "The option '%s' lacks its value.".formatted(option), "Use: " + USAGE);
      }
      if (values.put(option, hasValue ? arguments.get(++i) : "") != null) {
        throw new OperatorException(
            "The option '%s' is given twice.".formatted(option), "Give it once.");
      }
    }
    return values;
  }

  private static Optional<Path> path(Map<String, String> values, String option) {
    return Optional.ofNullable(values.get(option)).map(Path::of);
  }

  private static OptionalInt number(Map<String, String> values, String option) {
    var value = values.get(option);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new OperatorException(
          "The option '%s' has the value '%s', which is no number from 1 on."
              .formatted(option, value),
          "Write a number: %s 100".formatted(option));
    }
    return OptionalInt.of(Integer.parseInt(value));
  }

  private static OptionalLong seed(Map<String, String> values) {
    var value = values.get("--faults");
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!value.matches("[0-9]{1,15}")) {
      throw new OperatorException(
          "The seed '%s' of --faults is no number.".formatted(value), "Write a number: --faults 1");
    }
    return OptionalLong.of(Long.parseLong(value));
  }

  private static <E extends Enum<E>> E word(
      Map<String, String> values, String option, Class<E> type, E usual) {
    var value = values.get(option);
    if (value == null) {
      return usual;
    }
    return Stream.of(type.getEnumConstants())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(() ->
            new OperatorException(
                "The option '%s' has the value '%s', which it does not know."
                    .formatted(option, value),
                "Use: " + USAGE));
  }

  private static List<Optional<Format>> formats(String value) {
    if (value.equals("all")) {
      return Stream.concat(
              Stream.of(Optional.<Format>empty()), Stream.of(Format.values()).map(Optional::of))
          .toList();
    }
    return Stream.of(value.split(",", -1)).map(ReplayOptions::format).toList();
  }

  private static Optional<Format> format(String name) {
    if (name.equals("chosen")) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(Format.values())
            .filter(format -> format.id().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new OperatorException(
                    "There is no format '%s'.".formatted(name), "Use: " + USAGE)));
  }

  private static List<Cut> cuts(String value) {
    return Stream.of((value.equals("all") ? "none,25,50,75,90,budget" : value).split(",", -1))
        .map(ReplayOptions::cut)
        .toList();
  }

  private static Cut cut(String word) {
    if (word.equals("none")) {
      return new Cut.None();
    }
    if (word.equals("budget")) {
      return new Cut.Budget();
    }
    if (!word.matches("[1-9][0-9]?")) {
      throw new OperatorException(
          "A reply cannot be cut at '%s'.".formatted(word),
          "Write none, budget, or shares of 1 to 99: --cut 25,50,75,90");
    }
    return new Cut.Share(Integer.parseInt(word));
  }
}
