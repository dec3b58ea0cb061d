package dev.autopack.model.replay;

import dev.autopack.budget.Usage;
import dev.autopack.error.OperatorException;
import dev.autopack.model.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the lines of a replay file: one JSON object each, blank lines and # aside. */
final class ReplayFile {
  private static final Set<String> KEYS = Set.of("when", "unless", "text", "stop", "word", "usage");
  private static final Set<String> USAGE =
      Set.of("input", "cache_read", "cache_write", "output", "reasoning");

  private ReplayFile() {}

  /**
   * Every line.
   *
   * @throws OperatorException naming each line that is wrong
   */
  static List<RecordedAnswer> read(String source, String content) {
    var answers = new ArrayList<RecordedAnswer>();
    var mistakes = new ArrayList<String>();
    int number = 0;
    for (var line : content.split("\n", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        answers.add(parse(JsonMapper.shared().readTree(line)));
      } catch (JacksonException e) {
        mistakes.add(
            "%s:%d: no JSON: %s"
                .formatted(
                    source, number, e.getOriginalMessage().replaceFirst(" \\(start marker.*", "")));
      } catch (IllegalArgumentException e) {
        mistakes.add("%s:%d: %s".formatted(source, number, e.getMessage()));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new OperatorException(
          String.join("\n", mistakes),
          "Correct the replay file; docs/reference/replay.md says what a line holds.");
    }
    return answers;
  }

  private static RecordedAnswer parse(JsonNode json) {
    refuseOthers(json, KEYS);
    if (!json.path("text").isString()) {
      throw new IllegalArgumentException("the key 'text' is missing or no text");
    }
    var when = texts(json.path("when"), "when");
    if (when.isEmpty()) {
      throw new IllegalArgumentException("the key 'when' is missing or empty");
    }
    var reason = reason(json.path("stop").asString("end"));
    var word = json.path("word").asString(reason.name().toLowerCase(Locale.ROOT));
    return new RecordedAnswer(
        when,
        texts(json.path("unless"), "unless"),
        json.path("text").asString(),
        new RecordedAnswer.Stop(reason, word),
        usage(json.path("usage")));
  }

  private static StopReason reason(String word) {
    try {
      return StopReason.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "'%s' is none of end, max_tokens, refusal, other".formatted(word));
    }
  }

  private static List<String> texts(JsonNode json, String key) {
    if (!json.isMissingNode() && !json.isArray()) {
      throw new IllegalArgumentException("the key '%s' is no list of texts".formatted(key));
    }
    var texts = new ArrayList<String>();
    for (var item : json) {
      if (!item.isString() || item.asString().isEmpty()) {
        throw new IllegalArgumentException(
            "the key '%s' holds an item that is no text".formatted(key));
      }
      texts.add(item.asString());
    }
    return texts;
  }

  private static Optional<Usage> usage(JsonNode json) {
    if (json.isMissingNode()) {
      return Optional.empty();
    }
    refuseOthers(json, USAGE);
    return Optional.of(
        new Usage(
            tokens(json, "input"),
            tokens(json, "cache_read"),
            tokens(json, "cache_write"),
            tokens(json, "output"),
            tokens(json, "reasoning")));
  }

  private static long tokens(JsonNode usage, String key) {
    var tokens = usage.path(key);
    if (!tokens.isMissingNode() && !tokens.isIntegralNumber()) {
      throw new IllegalArgumentException("usage.%s is no whole number".formatted(key));
    }
    return tokens.asLong(0);
  }

  private static void refuseOthers(JsonNode json, Set<String> keys) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("a JSON object was expected");
    }
    for (var key : json.propertyNames()) {
      if (!keys.contains(key)) {
        throw new IllegalArgumentException(
            "the key '%s' is not known here; use one of %s"
                .formatted(key, keys.stream().sorted().toList()));
      }
    }
  }

  /** One line, with its line break. */
  static String line(RecordedAnswer answer) {
    var json = JsonMapper.shared().createObjectNode();
    var when = json.putArray("when");
    answer.when().forEach(when::add);
    if (!answer.unless().isEmpty()) {
      var unless = json.putArray("unless");
      answer.unless().forEach(unless::add);
    }
    json.put("text", answer.text())
        .put("stop", answer.stop().reason().name().toLowerCase(Locale.ROOT))
        .put("word", answer.stop().word());
    answer
        .usage()
        .ifPresent(usage ->
            json.putObject("usage")
                .put("input", usage.input())
                .put("cache_read", usage.cacheRead())
                .put("cache_write", usage.cacheWrite())
                .put("output", usage.output())
                .put("reasoning", usage.reasoning()));
    return json + "\n";
  }
}
