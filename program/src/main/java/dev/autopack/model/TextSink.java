package dev.autopack.model;

/** Takes a model's text as it comes. */
@FunctionalInterface
public interface TextSink {
  Flow accept(String text);

  /** Whether the stream goes on. */
  enum Flow {
    CONTINUE,
    CANCEL
  }
}
