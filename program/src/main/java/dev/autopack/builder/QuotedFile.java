package dev.autopack.builder;

import dev.autopack.edit.RepoPath;
import dev.autopack.model.TokenCounter;
import java.util.ArrayList;
import java.util.Optional;

/**
 * One file as a prompt may quote it.
 *
 * @param role why it is there, for the builder
 * @param text scrubbed
 * @param masked how many secrets were masked
 */
record QuotedFile(RepoPath path, String role, String text, int masked) {
  static QuotedFile of(RepoPath path, String role, String text) {
    var scrubbed = Scrubber.scrub(text);
    return new QuotedFile(path, role, scrubbed.text(), scrubbed.masked());
  }

  String whole(Marker marker) {
    return quote(marker, text, Optional.empty());
  }

  /** Shortened to that many tokens, or empty where too little of it would be left. */
  Optional<String> shortened(Marker marker, int tokens) {
    var note = "shown in part: edit only what you see, never rewrite the whole";
    int frame = TokenCounter.count(quote(marker, "", Optional.of(note)));
    return Excerpt.of(marker, text, tokens - frame)
        .map(excerpt -> quote(marker, excerpt, Optional.of(note)))
        .filter(quoted -> TokenCounter.fits(quoted, tokens));
  }

  private String quote(Marker marker, String shown, Optional<String> note) {
    var notes = new ArrayList<String>();
    notes.add(role);
    note.ifPresent(notes::add);
    if (text.startsWith("\ufeff")) {
      notes.add("begins with a byte order mark");
    }
    if (text.contains("\r\n")) {
      notes.add("lines end in CRLF");
    }
    if (masked > 0) {
      notes.add(
          "%d secret%s masked as %s: leave those lines as they are, edit only others"
              .formatted(masked, masked == 1 ? "" : "s", Scrubber.MASK));
    }
    var quoted = marker.begin("%s (%s)".formatted(path, String.join("; ", notes))) + "\n" + shown;
    return shown.isEmpty() || shown.endsWith("\n")
        ? quoted + marker.end(path.value()) + (text.isEmpty() ? " (empty file)\n" : "\n")
        : quoted + "\n" + marker.end(path + " (no newline at its end)") + "\n";
  }
}
