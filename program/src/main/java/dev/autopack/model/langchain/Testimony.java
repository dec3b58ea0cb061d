package dev.autopack.model.langchain;

import dev.autopack.budget.Usage;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** What the provider itself said about a call, gathered from the raw events as they pass. */
final class Testimony {
  private Optional<ProviderError> error = Optional.empty();
  private Optional<String> stopWord = Optional.empty();
  private OptionalLong input = OptionalLong.empty();
  private OptionalLong cacheRead = OptionalLong.empty();
  private OptionalLong cacheWrite = OptionalLong.empty();
  private OptionalLong output = OptionalLong.empty();
  private OptionalLong reasoning = OptionalLong.empty();
  private boolean refused;
  private boolean done;

  void failed(ProviderError reason) {
    error = error.or(() -> Optional.of(reason));
  }

  void stopped(String word) {
    stopWord = Optional.of(word);
  }

  void refused() {
    refused = true;
  }

  /** The event that only a whole stream ends with. */
  void done() {
    done = true;
  }

  void input(JsonNode tokens) {
    input = later(tokens, input);
  }

  void cacheRead(JsonNode tokens) {
    cacheRead = later(tokens, cacheRead);
  }

  void cacheWrite(JsonNode tokens) {
    cacheWrite = later(tokens, cacheWrite);
  }

  void output(JsonNode tokens) {
    output = later(tokens, output);
  }

  void reasoning(JsonNode tokens) {
    reasoning = later(tokens, reasoning);
  }

  Optional<ProviderError> error() {
    return error;
  }

  Optional<String> stopWord() {
    return stopWord;
  }

  boolean isRefusal() {
    return refused;
  }

  /** Whether nothing more is to come. */
  boolean isOver() {
    return done || error.isPresent();
  }

  boolean isDone() {
    return done;
  }

  /** What was reported so far, the output as 0 before its end; empty where nothing was. */
  Optional<Usage> usageSoFar() {
    if (input.isEmpty() && output.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Usage(
            input.orElse(0),
            cacheRead.orElse(0),
            cacheWrite.orElse(0),
            output.orElse(0),
            reasoning.orElse(0)));
  }

  /** What a whole call took; empty where the provider left a part of it out. */
  Optional<Usage> usage() {
    return input.isPresent() && output.isPresent() ? usageSoFar() : Optional.empty();
  }

  private static OptionalLong later(JsonNode tokens, OptionalLong before) {
    var count = count(tokens);
    return count.isPresent() ? count : before;
  }

  /** Nonsense is no report. */
  private static OptionalLong count(JsonNode tokens) {
    return tokens.isIntegralNumber() && tokens.canConvertToLong() && tokens.asLong() >= 0
        ? OptionalLong.of(tokens.asLong())
        : OptionalLong.empty();
  }
}
