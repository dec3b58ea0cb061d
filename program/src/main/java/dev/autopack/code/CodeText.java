package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands in a file as code, its comments and the insides of its literals left out. */
public final class CodeText {
  private static final Pattern REFUSAL_WITH_TEXT =
      Pattern.compile("\\b(?:throw\\s+new\\s+\\w*Error|panic)\\s*\\(\\s*([\"'`])");
  private static final Pattern REFUSAL =
      Pattern.compile(
          "\\b(?:todo|unimplemented)!\\s*[(\\[{]|\\bthrow\\s+new\\s+NotImplementedException\\b"
              + "|\\bTODO\\(");

  private final Optional<Language> language;
  private final String text;
  private final String code;

  private CodeText(Optional<Language> language, String text) {
    this.language = language;
    this.text = text;
    this.code = language.map(known -> MaskedText.of(known, text)).orElse(text);
  }

  public static CodeText of(RepoPath path, String text) {
    return new CodeText(Language.of(path), text);
  }

  /** Whether it is of a known language and has no code at all. */
  public boolean isOnlyComments() {
    return language.isPresent() && code.isBlank();
  }

  /** Whether the name stands in the code as a word; in the text, where no language is known. */
  public boolean names(String name) {
    return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])").matcher(code).find();
  }

  /** The lines, from 1, that refuse to work since they are still to be written. */
  public List<Integer> placeholders() {
    var lines = new ArrayList<Integer>();
    REFUSAL.matcher(code).results().forEach(found -> lines.add(lineOf(found.start())));
    REFUSAL_WITH_TEXT
        .matcher(code)
        .results()
        .filter(found -> Unwritten.isPlainlySaidIn(literal(found.end(), found.group(1))))
        .forEach(found -> lines.add(lineOf(found.start())));
    return lines.stream().sorted().toList();
  }

  private String literal(int start, String quote) {
    var end = text.indexOf(quote, start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private int lineOf(int offset) {
    return (int) code.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
  }
}
