package dev.autopack.builder;

import dev.autopack.failure.FailureDigest;
import dev.autopack.model.TokenCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What went wrong in earlier attempts, as the next one reads it: identical entries once, at their
 * newest place and with their number, the newest last, bounded.
 */
final class FailureSection {
  private static final int MAX_ENTRIES = 20;
  private static final int MAX_CHARS_AN_ENTRY = 1_500;

  private final List<String> entries;

  FailureSection(List<FailureDigest> digests) {
    var times = new LinkedHashMap<String, Integer>();
    for (var digest : digests) {
      var entry = entry(digest);
      var before = times.remove(entry);
      times.put(entry, before == null ? 1 : before + 1);
    }
    entries =
        times.entrySet().stream()
            .map(it ->
                "- "
                    + it.getKey()
                    + (it.getValue() == 1 ? "" : " (%d times)".formatted(it.getValue())))
            .toList();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The newest entries that fit, oldest first, and a word on how many are left out. */
  String within(int tokens) {
    var fitting = new ArrayList<String>();
    int left = tokens;
    for (var entry : entries.reversed()) {
      int size =
          TokenCounter.atMost(entry) <= left / MAX_ENTRIES
              ? TokenCounter.atMost(entry)
              : TokenCounter.count(entry);
      if (fitting.size() == MAX_ENTRIES || size + 1 > left) {
        break;
      }
      left -= size + 1;
      fitting.addFirst(entry);
    }
    int older = entries.size() - fitting.size();
    if (older > 0) {
      fitting.addFirst("- (%d older left out)".formatted(older));
    }
    return String.join("\n", fitting);
  }

  List<String> texts() {
    return entries;
  }

  private static String entry(FailureDigest digest) {
    var text = Scrubber.scrub(digest.toString().strip()).text();
    return text.length() <= MAX_CHARS_AN_ENTRY
        ? text
        : text.substring(
                0, text.offsetByCodePoints(0, text.codePointCount(0, MAX_CHARS_AN_ENTRY) - 1))
            + " … (cut)";
  }
}
