package dev.autopack.bench.replay;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a request quotes between a begin and an end line. */
final class Quoted {
  private Quoted() {}

  /** The first quotation of that name, its line feeds included. */
  static Optional<String> find(String words, String name) {
    var quotation =
        Pattern.compile(
            "(?ms)^=== (\\w+) begin %s\n(.*?)^=== \\1 end %s$"
                .formatted(Pattern.quote(name), Pattern.quote(name)));
    var found = quotation.matcher(words);
    return found.find() ? Optional.of(found.group(2)) : Optional.empty();
  }
}
