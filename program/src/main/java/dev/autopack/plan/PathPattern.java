package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.regex.Pattern;

/**
 * A glob over repository paths: {@code *} and {@code ?} stay inside one name, {@code **} crosses
 * folders, and a pattern that ends in a slash means everything below. Case counts.
 */
public record PathPattern(String glob) {
  public PathPattern {
    if (glob.isBlank() || glob.startsWith("/") || glob.contains("\\") || glob.contains("..")) {
      throw new IllegalArgumentException(
          "'%s' is no pattern of paths inside the repository".formatted(glob));
    }
  }

  public boolean matches(RepoPath path) {
    return regex().matcher(path.value()).matches();
  }

  private Pattern regex() {
    var out = new StringBuilder();
    var text = glob.endsWith("/") ? glob + "**" : glob;
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("**/", i)) {
        out.append("(?:.*/)?");
        i += 2;
      } else if (text.startsWith("**", i)) {
        out.append(".*");
        i += 1;
      } else if (text.charAt(i) == '*') {
        out.append("[^/]*");
      } else if (text.charAt(i) == '?') {
        out.append("[^/]");
      } else {
        out.append(Pattern.quote(String.valueOf(text.charAt(i))));
      }
    }
    return Pattern.compile(out.toString(), Pattern.DOTALL);
  }

  @Override
  public String toString() {
    return glob;
  }
}
