package dev.autopack.builder;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what looks like a secret before a text leaves for a provider. Line ends stay, so that lines
 * keep their numbers; how many were masked is told, since an edit of a masked line can not fit.
 */
public final class Scrubber {
  /** Stands where a secret stood. Nothing that holds it may be written. */
  public static final String MASK = "[[masked-secret]]";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----)[^-]{40,}(-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)");

  /** Keys that say by their first letters whose they are. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\b(?:sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}"
              + "|[sr]k_live_[A-Za-z0-9]{16,}"
              + "|gh[pousr]_[A-Za-z0-9]{36,}"
              + "|github_pat_[A-Za-z0-9_]{40,}"
              + "|glpat-[A-Za-z0-9_-]{20,}"
              + "|npm_[A-Za-z0-9]{36}"
              + "|pypi-[A-Za-z0-9_-]{50,}"
              + "|xox[abeoprs]-[A-Za-z0-9-]{10,}"
              + "|(?:AKIA|ASIA)[A-Z0-9]{16}"
              + "|AIza[A-Za-z0-9_-]{35}"
              + "|[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"
              + "|eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{16,})");

  /** A long random value under a telling name. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)((?:api[_-]?key|secret|token|passw(?:or)?d|credential)s?[\"']?[ \\t]*(?:[:=]|=>)[ \\t]*[\"'])"
              + "([A-Za-z0-9+/_=.-]{24,})([\"'])");

  /** The password of an address with a user in it. */
  private static final Pattern ADDRESS =
      Pattern.compile("(\\b[a-z][a-z0-9+.-]*://[^\\s:/@\"'{}$<>]+:)([^\\s/@\"'{}$<>]{6,})(@)");

  private Scrubber() {}

  /** A text that may leave, and how many secrets were masked in it. */
  public record Scrubbed(String text, int masked) {
    private Scrubbed replace(Pattern pattern, Function<MatchResult, String> by) {
      int[] more = {0};
      var replaced =
          pattern
              .matcher(text)
              .replaceAll(found -> {
                var value = by.apply(found);
                more[0] += value.equals(found.group()) ? 0 : 1;
                return Matcher.quoteReplacement(value);
              });
      return new Scrubbed(replaced, masked + more[0]);
    }
  }

  /** The text without its secrets. */
  public static Scrubbed scrub(String text) {
    return new Scrubbed(text, 0)
        .replace(
            PRIVATE_KEY, found -> found.group(1) + MASK + lineEnds(found.group()) + found.group(2))
        .replace(TOKEN, _ -> MASK)
        .replace(
            ASSIGNED,
            found ->
                isRandom(found.group(2)) ? found.group(1) + MASK + found.group(3) : found.group())
        .replace(ADDRESS, found -> found.group(1) + MASK + found.group(3));
  }

  private static String lineEnds(String secret) {
    return secret.replaceAll("[^\r\n]", "");
  }

  /** Words and paths have no digits among their letters; a key of this length does. */
  private static boolean isRandom(String value) {
    var kinds =
        List.of("[0-9]", "[a-z]", "[A-Z]").stream()
            .filter(kind -> Pattern.compile(kind).matcher(value).find())
            .count();
    return kinds >= 2 && value.chars().filter(Character::isDigit).count() >= 3;
  }
}
