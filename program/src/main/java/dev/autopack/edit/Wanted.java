package dev.autopack.edit;

import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import java.util.Optional;

/** A replacement as it is looked for in one text: with the text's own line ends. */
record Wanted(Replacement sent, TextLines before, TextLines after, Alignment alignment) {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  static Wanted in(String text, Replacement sent) {
    var own = inTheTextsLineEnds(text, withoutForeignMark(text, sent));
    var before = TextLines.of(own.before());
    var after = TextLines.of(own.after());
    return new Wanted(own, before, after, Alignment.of(before, after));
  }

  Optional<Lines> lines() {
    return sent.lines();
  }

  /** Builders see the mark at the start of a file or they do not; it is never what they mean. */
  private static Replacement withoutForeignMark(String text, Replacement sent) {
    var foreign =
        sent.before().startsWith(BYTE_ORDER_MARK)
            && sent.before().length() > 1
            && !text.startsWith(BYTE_ORDER_MARK);
    if (!foreign) {
      return sent;
    }
    var after = sent.after();
    return new Replacement(
        sent.before().substring(1),
        after.startsWith(BYTE_ORDER_MARK) ? after.substring(1) : after,
        sent.lines());
  }

  private static Replacement inTheTextsLineEnds(String text, Replacement sent) {
    var sentReturns = sent.before().indexOf('\r') >= 0 || sent.after().indexOf('\r') >= 0;
    return switch (LineEnds.of(text)) {
      case CRLF ->
          sentReturns
              ? sent
              : new Replacement(
                  LineEnds.toCrlf(sent.before()), LineEnds.toCrlf(sent.after()), sent.lines());
      case LF ->
          sent.before().indexOf('\r') < 0
              ? sent
              : new Replacement(
                  LineEnds.toLf(sent.before()), LineEnds.toLf(sent.after()), sent.lines());
      case MIXED -> sent;
    };
  }
}
