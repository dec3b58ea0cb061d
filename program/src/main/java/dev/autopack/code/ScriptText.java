package dev.autopack.code;

import java.util.regex.Pattern;

/** The script inside a component file, every character at its old place. */
final class ScriptText {
  private static final Pattern SCRIPT =
      Pattern.compile("(?is)<script\\b[^>]*>(.*?)(?:</script\\s*>|\\z)");

  private ScriptText() {}

  static String ofComponent(String text) {
    var out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(c == '\n' ? '\n' : ' '));
    SCRIPT
        .matcher(text)
        .results()
        .forEach(found -> out.replace(found.start(1), found.end(1), found.group(1)));
    return out.toString();
  }
}
