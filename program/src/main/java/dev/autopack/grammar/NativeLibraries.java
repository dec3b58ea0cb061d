package dev.autopack.grammar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds the native libraries: in the folder that the launcher names, else among the resources, from
 * where each is copied into a private temporary folder and removed as soon as it is loaded.
 */
@SuppressWarnings("restricted") // Calling native code is what it is for.
final class NativeLibraries {
  /** The folder that holds the libraries under the names they have in their jars. */
  static final String FOLDER = "autopack.native";

  private NativeLibraries() {}

  /**
   * Loads {@code tree-sitter} or a grammar, for as long as the JVM lives.
   *
   * @throws IllegalArgumentException where there is none for this machine
   */
  static SymbolLookup load(String name) {
    var file = fileName(name);
    var folder = System.getProperty(FOLDER, "");
    if (!folder.isEmpty() && Files.isRegularFile(Path.of(folder, file))) {
      return SymbolLookup.libraryLookup(Path.of(folder, file), Arena.global());
    }
    try {
      return unpackAndLoad(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SymbolLookup unpackAndLoad(String file) throws IOException {
    var folder = Files.createTempDirectory("autopack-native");
    var copy = folder.resolve(file);
    try (var resource = NativeLibraries.class.getClassLoader().getResourceAsStream("lib/" + file)) {
      if (resource == null) {
        throw new IllegalArgumentException("there is no library '%s'".formatted(file));
      }
      Files.copy(resource, copy);
      return SymbolLookup.libraryLookup(copy, Arena.global());
    } finally {
      remove(copy);
      remove(folder);
    }
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Some systems keep a loaded library in use.
      path.toFile().deleteOnExit();
    }
  }

  private static String fileName(String name) {
    var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    var machine = arch.equals("amd64") || arch.equals("x86_64") ? "x86_64" : arch;
    if (os.contains("windows")) {
      return "%s-windows-%s.dll".formatted(machine, name);
    }
    return os.contains("mac")
        ? "%s-macos-%s.dylib".formatted(machine, name)
        : "%s-linux-gnu-%s.so".formatted(machine, name);
  }
}
