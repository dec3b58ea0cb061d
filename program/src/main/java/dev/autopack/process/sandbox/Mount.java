package dev.autopack.process.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What a child finds at one place.
 *
 * @param at absolute, as it is called inside
 */
record Mount(Kind kind, Path from, Path at) {
  /** How a place is filled. */
  enum Kind {
    /** An empty folder that can only be read. */
    HIDDEN("--tmpfs"),
    /** Left out where it is gone by now: another run may have made it for a moment only. */
    READABLE("--ro-bind-try"),
    WRITABLE("--bind"),
    /** Writable, and left out where it is gone by now, as what is readable is. */
    FILLED("--bind-try");

    private final String option;

    Kind(String option) {
      this.option = option;
    }
  }

  static Mount hidden(Path at) {
    return new Mount(Kind.HIDDEN, at, at);
  }

  static Mount readable(Path at) {
    return new Mount(Kind.READABLE, at, at);
  }

  static Mount writable(Path at) {
    return new Mount(Kind.WRITABLE, at, at);
  }

  /** A cache, which another run may take away again. */
  static Mount filled(Path at) {
    return new Mount(Kind.FILLED, at, at);
  }

  List<String> words() {
    return kind == Kind.HIDDEN
        ? List.of(kind.option, at.toString())
        : List.of(kind.option, from.toString(), at.toString());
  }
}
