package dev.autopack.code;

/**
 * One thing that a source file defines.
 *
 * @param scope the names round it, joined by dots; empty at the top of the file
 * @param line from 1
 */
public record Definition(String name, Kind kind, String scope, int line, Body body) {
  /** What kind of thing it is. */
  public enum Kind {
    CALLABLE,
    TYPE,
    VALUE
  }

  /** What stands in a callable; types and values have none. */
  public enum Body {
    NONE,
    REAL,
    /** It does nothing, or refuses to; that can be meant. */
    HOLLOW,
    /** It says of itself that it is still to be written. */
    PLACEHOLDER
  }

  /** With the names round it: {@code Outer.Inner.name}. */
  public String qualifiedName() {
    return scope.isEmpty() ? name : scope + "." + name;
  }

  public boolean isStub() {
    return body == Body.HOLLOW || body == Body.PLACEHOLDER;
  }
}
