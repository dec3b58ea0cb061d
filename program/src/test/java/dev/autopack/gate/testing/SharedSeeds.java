package dev.autopack.gate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One folder of seeds for all tests of a build, as a user has one for all runs: else each test that
 * has a home of its own would compile Go's standard library.
 */
public final class SharedSeeds {
  private static final String NAME = "seeds";
  private static final Path PLACE = Path.of("target/seeds").toAbsolutePath();

  private SharedSeeds() {}

  /** Made where it is missing. */
  public static Path place() {
    try {
      return Files.createDirectories(PLACE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The home {@code AUTOPACK_HOME}, which has none yet, has the shared ones. */
  public static void lendTo(Path home) {
    try {
      Files.createDirectories(home);
      Files.createSymbolicLink(home.resolve(NAME), place());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does nothing where none were lent. */
  public static void takeBack(Path home) {
    try {
      if (Files.isSymbolicLink(home.resolve(NAME))) {
        Files.delete(home.resolve(NAME));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
