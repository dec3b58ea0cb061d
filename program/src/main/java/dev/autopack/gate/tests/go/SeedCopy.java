package dev.autopack.gate.tests.go;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Copies go's build cache. An output there is named by the SHA-256 of its content and is held to
 * it, since go itself looks at no more than its length; an entry that points to an output says what
 * it is an entry for, and go disregards one that says something else.
 */
final class SeedCopy {
  private static final Pattern PART = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern OUTPUT = Pattern.compile("([0-9a-f]{64})-d");
  private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}-a");

  private SeedCopy() {}

  /**
   * Copies every entry and output, each into a file of its own.
   *
   * @param to made; nothing may be there
   * @return whether all of them are what their names say; else the copy is of no use
   */
  static boolean make(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (var part : entries(from)) {
      if (PART.matcher(part.getFileName().toString()).matches()) {
        var folder = Files.createDirectory(to.resolve(part.getFileName()));
        for (var file : entries(part)) {
          if (!copy(file, folder)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private static boolean copy(Path file, Path folder) throws IOException {
    var name = file.getFileName().toString();
    var output = OUTPUT.matcher(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !(output.matches() || ENTRY.matcher(name).matches())) {
      return true;
    }
    // Read and written, never cloned by a link; of the outputs the largest has some megabytes.
    var content = Files.readAllBytes(file);
    Files.write(folder.resolve(name), content);
    return !output.matches() || output.group(1).equals(sha256(content));
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
