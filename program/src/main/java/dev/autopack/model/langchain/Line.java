package dev.autopack.model.langchain;

import dev.autopack.model.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a provider is reached; the same for all calls of a model.
 *
 * @param base without a slash at the end
 * @param key empty for a server that asks for none
 */
record Line(
    Wire wire,
    URI base,
    HttpClient http,
    Optional<Secret> key,
    CallTimeouts timeouts,
    InstantSource clock) {
  private static final int MAX_SHOWN = 500;

  /** Words of a provider or the network as they may be shown and stored: short, without the key. */
  String shown(String words) {
    var scrubbed = key.map(secret -> secret.scrub(words)).orElse(words);
    var line = scrubbed.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…";
  }
}
