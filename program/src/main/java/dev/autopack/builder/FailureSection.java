package dev.autopack.builder;

import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.model.TokenCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What went wrong in earlier attempts, as the next one reads it: attempt by attempt, the newest
 * last and in most detail; what came up again is said once, where it was last seen. Bounded.
 */
final class FailureSection {
  private static final int MAX_ENTRIES_NEWEST = 15;
  private static final int MAX_ENTRIES_OLDER = 4;
  private static final int MAX_CHARS_AN_ENTRY = 1_500;

  /** An attempt whose entries all came up again later still counts; one line says so. */
  private record Attempt(int number, Failure.Kind kind, List<String> entries) {}

  private final List<Attempt> attempts = new ArrayList<>();

  FailureSection(List<Failure> failures) {
    var seenIn = new LinkedHashMap<String, List<Integer>>();
    for (int i = 0; i < failures.size(); i++) {
      for (var entry : entries(failures.get(i))) {
        seenIn.computeIfAbsent(entry, _ -> new ArrayList<>()).add(i + 1);
      }
    }
    for (int i = 0; i < failures.size(); i++) {
      int number = i + 1;
      var entries =
          entries(failures.get(i)).stream()
              .filter(entry -> seenIn.getOrDefault(entry, List.of()).getLast() == number)
              .map(entry -> entry + again(seenIn, entry))
              .toList();
      attempts.add(new Attempt(number, failures.get(i).kind(), entries));
    }
  }

  private static List<String> entries(Failure failure) {
    return failure.digests().stream().map(FailureSection::entry).distinct().toList();
  }

  private static String again(Map<String, List<Integer>> seenIn, String entry) {
    var earlier = seenIn.getOrDefault(entry, List.of());
    return earlier.size() <= 1
        ? ""
        : " (as in attempt %s)"
            .formatted(
                earlier.subList(0, earlier.size() - 1).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ")));
  }

  private static String entry(FailureDigest digest) {
    var text = Scrubber.scrub(digest.toString().strip()).text();
    int end =
        text.offsetByCodePoints(
            0, Math.min(text.codePointCount(0, text.length()), MAX_CHARS_AN_ENTRY));
    var shown = end < text.length() ? text.substring(0, end) + " … (cut)" : text;
    // Indented, so that no line of it can pass for an attempt or an entry.
    return "- " + shown.replaceAll("\\R", "\n  ");
  }

  boolean isEmpty() {
    return attempts.isEmpty();
  }

  /** All that could be shown. */
  List<String> texts() {
    return attempts.stream().flatMap(attempt -> attempt.entries().stream()).toList();
  }

  /** The newest attempt first gets its room, then those before it; the oldest stands first. */
  String within(int tokens) {
    var lines = new ArrayList<String>();
    int left = tokens;
    for (var attempt : attempts.reversed()) {
      boolean isNewest = attempt.number() == attempts.size();
      var shown = shown(attempt, isNewest ? MAX_ENTRIES_NEWEST : MAX_ENTRIES_OLDER, left);
      int size = TokenCounter.count(shown) + 1;
      if (size > left) {
        lines.addFirst("(earlier attempts are left out)");
        break;
      }
      left -= size;
      lines.addFirst(shown);
    }
    return String.join("\n", lines);
  }

  private static String shown(Attempt attempt, int maxEntries, int tokens) {
    var lines = new ArrayList<String>();
    lines.add("Attempt %d, %s:".formatted(attempt.number(), words(attempt.kind())));
    int left = tokens - TokenCounter.count(lines.getFirst()) - 10;
    for (var entry : attempt.entries()) {
      left -= TokenCounter.count(entry) + 1;
      if (left < 0 || lines.size() > maxEntries) {
        break;
      }
      lines.add(entry);
    }
    int more = attempt.entries().size() - (lines.size() - 1);
    if (more > 0) {
      lines.add("- (%d more)".formatted(more));
    } else if (attempt.entries().isEmpty()) {
      lines.add("- the same again");
    }
    return String.join("\n", lines);
  }

  private static String words(Failure.Kind kind) {
    return switch (kind) {
      case FORMAT -> "the reply broke the format";
      case CONFLICT -> "an operation did not fit the files";
      case REFUSED -> "a change was not allowed";
      case DENIED -> "a person said no";
      case NOT_COMPLETE -> "the result did not pass";
      case CUT -> "the reply was cut off";
    };
  }
}
