package dev.autopack.output;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that frames a SEARCH/REPLACE block.
 *
 * @param length how many signs it begins with; five to nine are taken
 * @param rest what stands behind the word of a first line, which may be a path
 */
record SearchMark(Kind kind, int length, String rest) {
  enum Kind {
    SEARCH,
    DIVIDER,
    REPLACE
  }

  private static final Pattern SEARCH =
      Pattern.compile("(<{5,9}|-{5,9}) ?(?:SEARCH|ORIGINAL)>?:?(?: +(\\S.*))?");
  private static final Pattern DIVIDER = Pattern.compile("(={5,9})");
  private static final Pattern REPLACE =
      Pattern.compile("(>{5,9}|\\+{5,9}) ?(?:REPLACED?|UPDATED)<?:?");

  static Optional<SearchMark> of(String line) {
    var text = line.stripTrailing();
    var indent = text.length() - text.stripLeading().length();
    if (indent > 3 || text.length() - indent < 5) {
      return Optional.empty();
    }
    var bare = text.strip();
    return switch (bare.charAt(0)) {
      case '<', '-' -> made(Kind.SEARCH, SEARCH.matcher(bare));
      case '=' -> made(Kind.DIVIDER, DIVIDER.matcher(bare));
      case '>', '+' -> made(Kind.REPLACE, REPLACE.matcher(bare));
      default -> Optional.empty();
    };
  }

  private static Optional<SearchMark> made(Kind kind, Matcher matcher) {
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var rest = matcher.groupCount() > 1 ? matcher.group(2) : "";
    return Optional.of(
        new SearchMark(kind, matcher.group(1).length(), rest == null ? "" : rest.strip()));
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }
}
