package dev.autopack.grammar;

/** What came of parsing a text. */
public sealed interface Parsed {
  /** A tree, of broken text too. */
  record Tree(SyntaxTree tree) implements Parsed {}

  /** Given up: the text asks for more work than a source file does. */
  record TooMuchWork() implements Parsed {}

  /** No grammar can be loaded on this machine. */
  record Unavailable(String why) implements Parsed {}
}
