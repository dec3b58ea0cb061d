package dev.autopack.code;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one source file defines, in its own order.
 *
 * @param problems where the text breaks its language, as far as the reader can tell; at most {@link
 *     #MAX_PROBLEMS}
 */
public record Outline(
    List<Definition> definitions, List<TestDefinition> tests, List<Problem> problems) {
  public static final int MAX_PROBLEMS = 20;

  public Outline {
    definitions = List.copyOf(definitions);
    tests = List.copyOf(tests);
    problems = List.copyOf(problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)));
  }

  /** The same of a file that only declares, so that no body is missing from it. */
  Outline withoutBodies() {
    return new Outline(definitions.stream().map(Definition::withoutBody).toList(), tests, problems);
  }

  /** With one more problem in front. */
  Outline with(Problem first) {
    return new Outline(
        definitions, tests, Stream.concat(Stream.of(first), problems.stream()).toList());
  }

  /** A place where the text breaks its language. */
  public record Problem(int line, String text, Certainty certainty) {}

  /** How far a problem is to be believed. */
  public enum Certainty {
    /** The language's own parser says so. */
    SURE,
    /** A grammar says so, which may know less than the language: macros, newer syntax. */
    LIKELY
  }
}
