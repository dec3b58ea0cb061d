package dev.autopack.code;

/**
 * One test as its file writes it out. Each text comes twice: as it stands, and with comments and
 * the insides of literals blanked at their old places.
 *
 * @param name with the names round it, joined by dots; what a call of a runner names it
 * @param line where it begins, from 1
 * @param head what decides whether and how it is run: decorators, annotations, the call's own name
 *     and modifiers, and those of what stands round it
 * @param body what it does
 */
public record TestBody(String name, int line, Part head, Part body) {
  /**
   * A stretch of the source.
   *
   * @param code the same length, without what only people and strings say
   */
  public record Part(String text, String code) {
    Part with(Part other) {
      return new Part(text + "\n" + other.text(), code + "\n" + other.code());
    }
  }
}
