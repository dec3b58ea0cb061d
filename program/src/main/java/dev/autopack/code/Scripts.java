package dev.autopack.code;

/** The scripts of a component file, every character at its old place, all else blanked. */
final class Scripts {
  private Scripts() {}

  static String in(String source) {
    var out = new StringBuilder(source.length());
    int at = 0;
    while (at < source.length()) {
      int opening = source.indexOf("<script", at);
      int begin = opening < 0 ? -1 : source.indexOf('>', opening);
      if (begin < 0) {
        break;
      }
      int end = source.indexOf("</script", begin);
      int stop = end < 0 ? source.length() : end;
      blank(source, at, begin + 1, out);
      out.append(source, begin + 1, stop);
      at = stop;
      if (end >= 0) {
        // Not to find it again.
        blank(source, at, at + 2, out);
        at += 2;
      }
    }
    blank(source, at, source.length(), out);
    return out.toString();
  }

  private static void blank(String source, int from, int to, StringBuilder out) {
    for (int i = from; i < to; i++) {
      out.append(source.charAt(i) == '\n' ? '\n' : ' ');
    }
  }
}
