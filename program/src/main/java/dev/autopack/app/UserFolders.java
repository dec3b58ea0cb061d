package dev.autopack.app;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a user's things are, by the environment.
 *
 * @param user the home folder of the operating system's user
 * @param home what Autopack keeps: runs, worktrees, the database ({@code AUTOPACK_HOME}, else in
 *     {@code XDG_STATE_HOME})
 * @param configuration what the user writes ({@code AUTOPACK_CONFIG}, else in {@code
 *     XDG_CONFIG_HOME})
 */
record UserFolders(Path user, Path home, Path configuration) {
  static UserFolders of(Map<String, String> environment) {
    var user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return new UserFolders(
        user,
        folder(
            environment,
            "AUTOPACK_HOME",
            "XDG_STATE_HOME",
            user.resolve(".local").resolve("state")),
        folder(environment, "AUTOPACK_CONFIG", "XDG_CONFIG_HOME", user.resolve(".config")));
  }

  private static Path folder(
      Map<String, String> environment, String own, String shared, Path usual) {
    var named = environment.getOrDefault(own, "");
    if (!named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    var above = environment.getOrDefault(shared, "");
    return (above.isBlank() ? usual : Path.of(above)).resolve("autopack");
  }

  /** Of one run. */
  Path run(String id) {
    return home.resolve("runs").resolve(id);
  }
}
