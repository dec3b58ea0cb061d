package dev.autopack.edit;

/** A text that names no file inside the repository on every supported system. */
public final class InvalidPathException extends IllegalArgumentException {
  private final String reason;

  InvalidPathException(String path, String reason) {
    super("The path '%s' is refused: %s.".formatted(printable(path), reason));
    this.reason = reason;
  }

  /** Why, as the end of a sentence: "it is absolute". */
  public String reason() {
    return reason;
  }

  private static String printable(String path) {
    var shown = path.length() > 200 ? path.substring(0, 200) + "…" : path;
    var out = new StringBuilder();
    shown
        .codePoints()
        .forEach(c -> {
          if (!RepoPath.isVisible(c)) {
            out.append("\\u%04x".formatted(c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }
}
