package dev.autopack.edit;

/** How the lines of a text end. */
enum LineEnds {
  /** No carriage return at all. */
  LF,
  /** Every line feed follows a carriage return, and there is one. */
  CRLF,
  MIXED;

  static LineEnds of(String text) {
    if (text.indexOf('\r') < 0) {
      return LF;
    }
    var feeds = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (at == 0 || text.charAt(at - 1) != '\r') {
        return MIXED;
      }
      feeds++;
    }
    var returns = 0;
    for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
      returns++;
    }
    return feeds > 0 && returns == feeds ? CRLF : MIXED;
  }

  static String toCrlf(String text) {
    return text.replace("\n", "\r\n");
  }

  static String toLf(String text) {
    return text.replace("\r\n", "\n");
  }
}
