package dev.autopack.plan;

import dev.autopack.edit.RepoPath;

/**
 * A glob over repository paths: {@code *} and {@code ?} stay inside one name, {@code **} crosses
 * folders, and a pattern that ends in a slash means everything below. Case counts.
 */
public record PathPattern(String glob) {
  private static final int MAX_CHARS = 1024;

  public PathPattern {
    require(!glob.isBlank(), glob, "it is empty");
    require(glob.length() <= MAX_CHARS, glob, "it is longer than " + MAX_CHARS + " characters");
    require(!glob.startsWith("/"), glob, "it is absolute");
    require(!glob.contains("\\"), glob, "folders are separated by '/'");
    require(!glob.contains(".."), glob, "it may leave the repository");
    require(!glob.startsWith("!"), glob, "a pattern cannot be turned round by '!'");
    require(!glob.matches(".*\\{.*[,}].*"), glob, "braces are not read, write two patterns");
    require(glob.codePoints().noneMatch(Character::isISOControl), glob, "it is no plain text");
  }

  private static void require(boolean holds, String glob, String why) {
    if (!holds) {
      throw new IllegalArgumentException(
          "'%s' is no pattern of paths inside the repository: %s."
              .formatted(Printable.of(glob), why));
    }
  }

  /** Time is bounded by the two lengths, whatever the pattern. */
  public boolean matches(RepoPath path) {
    var pattern = glob.endsWith("/") ? glob + "**" : glob;
    var text = path.value();
    // after[i]: the pattern read so far matches the first i characters of the path.
    var after = new boolean[text.length() + 1];
    after[0] = true;
    for (int i = 0; i < pattern.length(); ) {
      if (pattern.startsWith("**/", i)) {
        after = acrossWholeFolders(after, text);
        i += 3;
      } else if (pattern.startsWith("**", i)) {
        after = acrossAnything(after, text, Crossing.FOLDERS);
        i += 2;
      } else if (pattern.charAt(i) == '*') {
        after = acrossAnything(after, text, Crossing.ONE_NAME);
        i++;
      } else {
        after = acrossOne(after, text, pattern.charAt(i));
        i++;
      }
    }
    return after[text.length()];
  }

  private enum Crossing {
    FOLDERS,
    ONE_NAME
  }

  /** No folder at all, or any number of them with their slashes. */
  private static boolean[] acrossWholeFolders(boolean[] before, String text) {
    var after = before.clone();
    boolean reached = false;
    for (int i = 0; i < text.length(); i++) {
      reached |= before[i];
      after[i + 1] |= reached && text.charAt(i) == '/';
    }
    return after;
  }

  private static boolean[] acrossAnything(boolean[] before, String text, Crossing crossing) {
    var after = before.clone();
    for (int i = 0; i < text.length(); i++) {
      after[i + 1] |= after[i] && (crossing == Crossing.FOLDERS || text.charAt(i) != '/');
    }
    return after;
  }

  private static boolean[] acrossOne(boolean[] before, String text, char wanted) {
    var after = new boolean[before.length];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      after[i + 1] = before[i] && (wanted == '?' ? c != '/' : c == wanted);
    }
    return after;
  }

  @Override
  public String toString() {
    return glob;
  }
}
