package dev.autopack.app;

import dev.autopack.model.Patience;
import dev.autopack.model.langchain.CallTimeouts;

/** How long providers are waited for; less in tests. */
record Tempo(CallTimeouts timeouts, Patience patience) {
  static final Tempo USUAL = new Tempo(CallTimeouts.USUAL, Patience.USUAL);
}
