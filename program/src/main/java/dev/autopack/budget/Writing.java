package dev.autopack.budget;

import java.util.Locale;

/** How a reply changes a file that is there already. */
public enum Writing {
  /** Its whole new text. */
  WHOLE,
  /** The stretches that change, or the whole text where the builder finds that shorter. */
  EDITS;

  /** As written in settings, on the command line and in the store. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same, as far as the format can say it: whole files have no edits, and a diff is edits. */
  public Writing in(Format format) {
    return switch (format) {
      case NDJSON, ENVELOPE -> this;
      case FULL_FILE -> WHOLE;
      case DIFF -> EDITS;
    };
  }
}
