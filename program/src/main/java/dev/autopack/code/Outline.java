package dev.autopack.code;

import java.util.List;

/**
 * What one source file defines, in its own order.
 *
 * @param problems where the text breaks its language, as far as the reader can tell
 */
public record Outline(
    List<Definition> definitions, List<TestDefinition> tests, List<Problem> problems) {
  public Outline {
    definitions = List.copyOf(definitions);
    tests = List.copyOf(tests);
    problems = List.copyOf(problems);
  }

  /** The same of a file that only declares, so that no body is missing from it. */
  Outline withoutBodies() {
    var declared =
        definitions.stream()
            .map(each ->
                new Definition(
                    each.name(), each.kind(), each.scope(), each.line(), Definition.Body.NONE))
            .toList();
    return new Outline(declared, tests, problems);
  }

  /** A place where the text breaks its language. */
  public record Problem(int line, String text) {}
}
