package dev.autopack.output;

import java.util.List;

/**
 * A whole reply, line by line and without line feeds.
 *
 * @param carried whether all its lines ended in CRLF, which is then how it was carried and no part
 *     of the texts in it
 */
record ReplyLines(List<String> lines, boolean carried) {
  ReplyLines {
    lines = List.copyOf(lines);
  }

  static ReplyLines of(String text) {
    var plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    var carried = isCarried(plain);
    var read = carried ? plain.replace("\r\n", "\n") : plain;
    var whole = read.endsWith("\n") ? read.substring(0, read.length() - 1) : read;
    return new ReplyLines(List.of(whole.split("\n", -1)), carried);
  }

  private static boolean isCarried(String text) {
    var feeds = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (at == 0 || text.charAt(at - 1) != '\r') {
        return false;
      }
      feeds++;
    }
    return feeds > 1;
  }

  int size() {
    return lines.size();
  }

  String line(int index) {
    return lines.get(index);
  }

  /** The line without the white space around it. */
  String words(int index) {
    return lines.get(index).strip();
  }

  /** The lines from one to before another, each with a line feed. */
  String text(int from, int to) {
    var out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(lines.get(i)).append('\n');
    }
    return out.toString();
  }
}
