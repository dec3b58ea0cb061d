package dev.autopack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a folder holds at one moment, by the paths below it, to be compared with another moment. */
public final class FolderLook {
  private FolderLook() {}

  /** Every wanted file, folder and link below the folder: rights, age and a hash of its bytes. */
  public static Map<String, String> exactly(Path folder, Predicate<String> wanted) {
    return look(folder, wanted, FolderLook::exactly);
  }

  /** Every wanted file, folder and link below the folder: whether it is executable, its text. */
  public static Map<String, String> texts(Path folder, Predicate<String> wanted) {
    return look(folder, wanted, FolderLook::text);
  }

  /** What is told of one path. */
  @FunctionalInterface
  private interface Telling {
    String of(Path file) throws IOException;
  }

  private static Map<String, String> look(Path folder, Predicate<String> wanted, Telling telling) {
    var seen = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(path -> !path.equals(folder)).toList()) {
        var name = folder.relativize(file).toString();
        if (wanted.test(name)) {
          seen.put(name, telling.of(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  private static String text(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "link to " + Files.readSymbolicLink(file);
    }
    if (Files.isDirectory(file)) {
      return "folder";
    }
    var rights = Files.isExecutable(file) ? "x " : "- ";
    return rights + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static String exactly(Path file) throws IOException {
    if (Files.isSymbolicLink(file) || Files.isDirectory(file)) {
      return text(file);
    }
    return "%s %s %s"
        .formatted(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)),
            Files.getLastModifiedTime(file),
            sha256(Files.readAllBytes(file)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
