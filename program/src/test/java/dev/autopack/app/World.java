package dev.autopack.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What tests do to the folder that a desk stands in, and how they look at it. */
final class World {
  private World() {}

  /**
   * Whether a path below the desk's folder is none of Autopack's: not its state, nor a ref or an
   * object of the repository. Index, settings, hooks and HEAD are the user's.
   */
  static boolean isTheUsers(String path) {
    return !path.equals("state")
        && !path.startsWith("state/")
        && !path.matches("repo/[.]git/(objects|refs|logs|worktrees)(/.*)?")
        && !path.equals("repo/.git/packed-refs");
  }

  static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes an object out of the repository's store. */
  static void lose(Desk desk, String name) {
    var id = desk.git().git("rev-parse", name);
    var objects = desk.git().top().resolve(".git/objects");
    try {
      Files.delete(objects.resolve(id.substring(0, 2)).resolve(id.substring(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a SQLite file behind the program's back. */
  static void change(Path database, String sql) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
