package dev.autopack.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a command into the words that the program gets, with no shell in between.
 *
 * <p>Words are separated by spaces, tabs and line ends. Single quotes keep everything between them
 * as it is. Double quotes do too, but for {@code \"} and {@code \\}. Outside quotes a backslash
 * keeps the next character. What only a shell would act on (pipes, redirections, variables, globs)
 * is refused rather than handed over as text; single quotes keep it, and a list of words needs none
 * of this.
 */
public final class CommandWords {
  private static final String SHELL_ONLY = "|&;<>()$`*?#~{}";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandWords(String text) {
    this.text = text;
  }

  /**
   * A command as a list of words, or as one text to split; empty where null is written, or where
   * something is wrong, which is noted.
   */
  public static Optional<List<String>> read(StrictNode node) {
    if (node.isNothing()) {
      return Optional.empty();
    }
    if (node.isText()) {
      return node.value(
          CommandWords::split,
          "Write it as a list of words; one that needs a shell is [sh, -c, '...'].");
    }
    if (!node.isList()) {
      node.mistake("A command is a list of words or one text.", "Write it so: [mvn, -q, verify].");
      return Optional.empty();
    }
    var words = node.items().stream().map(StrictNode::anyText).flatMap(Optional::stream).toList();
    if (words.isEmpty() || words.getFirst().isBlank()) {
      node.mistake("The command names no program.", "Write the program as its first word.");
      return Optional.empty();
    }
    return Optional.of(words);
  }

  /**
   * The words, at least one.
   *
   * @throws IllegalArgumentException saying what cannot be read without a shell, as a sentence
   */
  public static List<String> split(String text) {
    return new CommandWords(text).split();
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> quoted();
        case '"' -> doubleQuoted();
        case '\\' -> append(next("it ends in a backslash"));
        default -> plain(c);
      }
    }
    endWord();
    if (words.isEmpty()) {
      throw refused("it has no word");
    }
    if (words.getFirst().matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
      throw refused("'%s' would be taken for the program".formatted(words.getFirst()));
    }
    return List.copyOf(words);
  }

  private void plain(char c) {
    // A tilde or a hash means something to a shell in front of a word only.
    boolean harmless = inWord && (c == '~' || c == '#');
    if (SHELL_ONLY.indexOf(c) >= 0 && !harmless) {
      throw refused("no shell reads it, so '%s' would be a letter like any other".formatted(c));
    }
    append(c);
  }

  private void quoted() {
    inWord = true;
    for (char c = next("a ' is not closed"); c != '\''; c = next("a ' is not closed")) {
      append(c);
    }
  }

  private void doubleQuoted() {
    inWord = true;
    for (char c = next("a \" is not closed"); c != '"'; c = next("a \" is not closed")) {
      if (c == '$' || c == '`') {
        throw refused("no shell reads it, so '%s' would be a letter like any other".formatted(c));
      }
      boolean escape = c == '\\' && at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0;
      append(escape ? next("a \" is not closed") : c);
    }
  }

  private char next(String otherwise) {
    if (at >= text.length()) {
      throw refused(otherwise);
    }
    return text.charAt(at++);
  }

  private void append(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "The command '%s' cannot be split into words: %s.".formatted(Printable.of(text), why));
  }
}
