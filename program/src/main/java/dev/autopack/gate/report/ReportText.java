package dev.autopack.gate.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The text of a report, whatever it is encoded in. Bytes that are no text in that encoding are
 * replaced, since tests print what they like.
 */
public final class ReportText {
  private static final int HEAD_BYTES = 512;
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*\\bencoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");

  private ReportText() {}

  /**
   * By its byte order mark, else by its zero bytes, else by its XML declaration, else as UTF-8. The
   * mark is no part of the text. Nothing past the head is read yet.
   */
  public static Reader open(InputStream file) throws IOException {
    var in = new PushbackInputStream(file, HEAD_BYTES);
    var head = in.readNBytes(HEAD_BYTES);
    var mark = Mark.of(head);
    in.unread(head, mark.bytes(), head.length - mark.bytes());
    return new InputStreamReader(in, mark.charset());
  }

  private record Mark(int bytes, Charset charset) {
    static Mark of(byte[] head) {
      if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
        return new Mark(3, StandardCharsets.UTF_8);
      }
      if (startsWith(head, 0xFF, 0xFE, 0, 0)) {
        return new Mark(4, Charset.forName("UTF-32LE"));
      }
      if (startsWith(head, 0, 0, 0xFE, 0xFF)) {
        return new Mark(4, Charset.forName("UTF-32BE"));
      }
      if (startsWith(head, 0xFF, 0xFE)) {
        return new Mark(2, StandardCharsets.UTF_16LE);
      }
      if (startsWith(head, 0xFE, 0xFF)) {
        return new Mark(2, StandardCharsets.UTF_16BE);
      }
      return new Mark(0, unmarked(head));
    }

    /** A report begins with a letter or a sign of ASCII, of which UTF-16 makes a zero byte too. */
    private static Charset unmarked(byte[] head) {
      if (head.length >= 2 && head[0] == 0 && head[1] != 0) {
        return StandardCharsets.UTF_16BE;
      }
      if (head.length >= 2 && head[0] != 0 && head[1] == 0) {
        return StandardCharsets.UTF_16LE;
      }
      var declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
      return declared.find() ? named(declared.group(1)) : StandardCharsets.UTF_8;
    }

    /** What can be read as ASCII is not in an encoding of wide characters, whatever it says. */
    private static Charset named(String name) {
      if (!Charset.isSupported(name)) {
        return StandardCharsets.UTF_8;
      }
      var charset = Charset.forName(name);
      return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
          ? StandardCharsets.UTF_8
          : charset;
    }

    private static boolean startsWith(byte[] head, int... mark) {
      if (head.length < mark.length) {
        return false;
      }
      for (var i = 0; i < mark.length; i++) {
        if ((head[i] & 0xFF) != mark[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
