package dev.autopack.code;

/**
 * One thing that a source file defines.
 *
 * @param scope the names round it, joined by dots; empty at the top of the file
 * @param line from 1
 * @param signature how it is declared, without its body, in one line; cut off where it is long
 */
public record Definition(
    String name,
    Kind kind,
    String scope,
    int line,
    Body body,
    Visibility visibility,
    String signature) {

  /** What kind of thing it is, in the words of most languages. */
  public enum Kind {
    FUNCTION(Group.CALLABLE),
    METHOD(Group.CALLABLE),
    CLASS(Group.TYPE),
    INTERFACE(Group.TYPE),
    STRUCT(Group.TYPE),
    RECORD(Group.TYPE),
    ENUM(Group.TYPE),
    TRAIT(Group.TYPE),
    UNION(Group.TYPE),
    OBJECT(Group.TYPE),
    ANNOTATION(Group.TYPE),
    /** Another name for a type, or a type of no kind above. */
    TYPE(Group.TYPE),
    CONSTANT(Group.VALUE),
    VARIABLE(Group.VALUE),
    FIELD(Group.VALUE),
    PROPERTY(Group.VALUE),
    ENUMERATOR(Group.VALUE),
    NAMESPACE(Group.SPACE),
    MODULE(Group.SPACE),
    /** Where the whole file says that it belongs; the file alone does not define it. */
    PACKAGE(Group.SPACE),
    MACRO(Group.MACRO),
    /** A function that is declared here and written out elsewhere. */
    PROTOTYPE(Group.PROTOTYPE);

    private final Group group;

    Kind(Group group) {
      this.group = group;
    }

    public Group group() {
      return group;
    }
  }

  /** What kinds have in common. */
  public enum Group {
    CALLABLE,
    TYPE,
    VALUE,
    SPACE,
    MACRO,
    PROTOTYPE
  }

  /** Who may use it, as far as the file itself says. */
  public enum Visibility {
    /** Everybody, as far as its surroundings may be used. */
    PUBLIC,
    /** Some: its package, its module, those who inherit. */
    INTERNAL,
    /** What stands round it, or its file. */
    PRIVATE
  }

  /** What stands in a callable; types and values have none. */
  public enum Body {
    /** There is none, or where it stands none is to be expected. */
    NONE,
    REAL,
    /** It does nothing, or refuses to; that can be meant. */
    HOLLOW,
    /** It does nothing but give back no value where one is promised; that can be meant. */
    NOTHING,
    /** It says of itself that it is still to be written. */
    PLACEHOLDER
  }

  /** With the names round it: {@code Outer.Inner.name}. */
  public String qualifiedName() {
    return scope.isEmpty() ? name : scope + "." + name;
  }

  public boolean isStub() {
    return body == Body.HOLLOW || body == Body.NOTHING || body == Body.PLACEHOLDER;
  }

  Definition seenBy(Visibility whom) {
    return new Definition(name, kind, scope, line, body, whom, signature);
  }

  /** The same where no body is to be expected. */
  Definition withoutBody() {
    return new Definition(name, kind, scope, line, Body.NONE, visibility, signature);
  }
}
