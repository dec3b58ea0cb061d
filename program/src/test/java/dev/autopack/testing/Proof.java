package dev.autopack.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What a proof needs and a machine may lack. A test that asks in vain is aborted, and {@link
 * LeftOutProofs} writes its name down, so that nothing is left out in silence.
 */
public final class Proof {
  private static final String CORPUS = "AUTOPACK_CORPUS";

  private Proof() {}

  /**
   * Aborts the test where the tool is missing.
   *
   * @param probe whether it is there and works
   */
  public static void requireTool(String name, BooleanSupplier probe) {
    if (!probe.getAsBoolean()) {
      throw leftOut("'%s' is not there".formatted(name));
    }
  }

  /** Aborts the test where the PATH names no such program; else says where it is. */
  public static Path requireProgram(String name) {
    return findProgram(name)
        .orElseThrow(() -> leftOut("there is no '%s' on the PATH".formatted(name)));
  }

  /** The folder of the shared corpus; aborts the test where there is none. */
  public static Path requireCorpus() {
    var folder = System.getenv(CORPUS);
    if (folder == null || folder.isBlank()) {
      throw leftOut(CORPUS + " is not set");
    }
    if (!Files.isDirectory(Path.of(folder))) {
      throw leftOut("%s names '%s', which is no folder".formatted(CORPUS, folder));
    }
    return Path.of(folder).toAbsolutePath();
  }

  private static Optional<Path> findProgram(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static TestAbortedException leftOut(String why) {
    return new TestAbortedException(why);
  }
}
