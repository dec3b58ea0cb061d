package dev.autopack.model.langchain;

import dev.autopack.model.TextSink;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Hands the text on as LangChain4j reads it, and remembers what came of that. */
final class Reply implements StreamingChatResponseHandler {
  private final TextSink sink;
  private final InstantSource clock;
  private Optional<Instant> firstText = Optional.empty();
  private Optional<Throwable> sinkFailure = Optional.empty();
  private Optional<String> unreadable = Optional.empty();
  private int pieces;
  private boolean cancelled;

  Reply(TextSink sink, InstantSource clock) {
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  // LangChain4j logs what a receiver throws and goes on; ours is kept here and thrown at the end.
  @SuppressWarnings("CatchAndPrintStackTrace")
  public void onPartialResponse(String text) {
    pieces++;
    if (cancelled) {
      return;
    }
    firstText = firstText.or(() -> Optional.of(clock.instant()));
    try {
      cancelled = sink.accept(text) == TextSink.Flow.CANCEL;
    } catch (RuntimeException | Error thrown) {
      sinkFailure = Optional.of(thrown);
      cancelled = true;
    }
  }

  /** The end is read from the wire; what LangChain4j makes of it is not needed. */
  @Override
  public void onCompleteResponse(ChatResponse response) {}

  @Override
  public void onError(Throwable error) {
    unreadable = Optional.of(String.valueOf(error.getMessage()));
  }

  int pieces() {
    return pieces;
  }

  boolean isCancelled() {
    return cancelled;
  }

  Optional<String> unreadable() {
    return unreadable;
  }

  Optional<Instant> firstText() {
    return firstText;
  }

  /** Throws what the sink threw, as it threw it. */
  void rethrow() {
    sinkFailure.ifPresent(thrown -> {
      switch (thrown) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        default -> throw new IllegalStateException(thrown);
      }
    });
  }
}
