package dev.autopack.workspace.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The bytes of file names, which a path's text shows only where the system's encoding has them. */
final class RawNames {
  private RawNames() {}

  /** One character a byte. */
  static String of(Path name) {
    // A path's URI escapes its bytes, whatever text they are.
    var escaped = Path.of("/").resolve(name).toUri().getRawPath().substring(1);
    if (escaped.endsWith("/")) {
      escaped = escaped.substring(0, escaped.length() - 1);
    }
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.charAt(i) == '%') {
        bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(escaped.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
