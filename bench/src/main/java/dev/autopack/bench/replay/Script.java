package dev.autopack.bench.replay;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats that the oracle can write, by the names that prompts give them. */
enum Script {
  NDJSON,
  ENVELOPE,
  FULL_FILE,
  DIFF;

  Hand hand() {
    return switch (this) {
      case NDJSON -> new JsonHand();
      case ENVELOPE -> new EnvelopeHand();
      case FULL_FILE -> new WholeFileHand();
      case DIFF -> new DiffHand();
    };
  }

  /** As prompts name it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of that name; empty where the oracle was never taught it. */
  static Optional<Script> find(String name) {
    return Stream.of(values()).filter(script -> script.id().equals(name)).findFirst();
  }
}
