package dev.autopack.builder;

import dev.autopack.model.CallEnd;
import dev.autopack.output.Dialect;
import dev.autopack.output.ReplyEnd;
import java.util.List;

/**
 * What came of one call.
 *
 * @param end how the provider ended it
 * @param reply how the text itself ended
 * @param units how many closed and were stored
 * @param rejected what closed but was no unit, each with the reason, for the next prompt
 * @param passedOver why what was to be a declaration cannot be read; it fails nothing
 * @param written what the reply turned out to be written in, asked for or not
 * @param text everything that was received, for the artefact store
 */
public record CallReport(
    CallEnd end,
    ReplyEnd reply,
    int units,
    List<String> rejected,
    List<String> passedOver,
    Dialect written,
    String text) {
  public CallReport {
    rejected = List.copyOf(rejected);
    passedOver = List.copyOf(passedOver);
  }
}
