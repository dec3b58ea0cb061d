package dev.autopack.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys and values of one map of a {@link StrictDocument}, in the order written. */
public final class StrictMap {
  private final StrictNode node;
  private final Map<String, StrictNode> entries;
  private final Known known;

  StrictMap(StrictNode node, Map<String, StrictNode> entries, Known known) {
    this.node = node;
    this.entries = entries;
    this.known = known;
  }

  /** Whether there was a map to read: one mistake for a list in its place is enough. */
  enum Known {
    WHOLE,
    NOT_A_MAP
  }

  /** The map itself, to note a mistake that concerns several of its keys. */
  public StrictNode node() {
    return node;
  }

  public Map<String, StrictNode> entries() {
    return Collections.unmodifiableMap(entries);
  }

  public Optional<StrictNode> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The key's value; a mistake where the key is absent. */
  public Optional<StrictNode> require(String key) {
    return require(key, "Add it.");
  }

  /**
   * As {@link #require(String)}.
   *
   * @param suggestion what to write, as a sentence
   */
  public Optional<StrictNode> require(String key, String suggestion) {
    if (known == Known.WHOLE && !entries.containsKey(key)) {
      node.mistake("The key '%s' is missing.".formatted(key), suggestion);
    }
    return find(key);
  }

  void refuseOthers(List<String> names) {
    entries.forEach((key, value) -> {
      if (!names.contains(key)) {
        value.mistake(
            "The key '%s' is not known here.".formatted(Printable.of(key)),
            StrictNode.didYouMean(key, names)
                .orElse("Use one of: %s.".formatted(String.join(", ", names))));
      }
    });
  }
}
