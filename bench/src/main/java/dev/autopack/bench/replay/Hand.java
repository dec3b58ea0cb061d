package dev.autopack.bench.replay;

import java.util.ArrayList;
import java.util.List;

/** Writes operations down as a model does that has read a format's grammar in its prompt. */
interface Hand {
  /** What comes before the first operation. */
  String opening();

  /**
   * A declaration of these files, each a JSON object; nothing in a format that has none.
   *
   * @param files as a prompt shows them
   */
  default String declaration(List<String> files) {
    return "";
  }

  /**
   * One operation.
   *
   * @param isFirst whether it is the first of its reply
   */
  String operation(Operation operation, boolean isFirst);

  /**
   * The rest of an operation that was cut.
   *
   * @param isFirst whether it is the first operation of its reply
   */
  String rest(Operation operation, Resume where, boolean isFirst);

  /**
   * Where an operation goes on.
   *
   * @param text which of its texts is open, or is the next to come; behind the last where none is
   *     missing
   * @param anchor what is said again of it first
   * @param from the first character that is missing
   */
  record Resume(int text, String anchor, int from) {
    /** What is to be said of the open text and those behind it. */
    List<String> fragments(List<String> texts) {
      var fragments = new ArrayList<String>();
      if (text < texts.size()) {
        fragments.add(anchor + texts.get(text).substring(from));
        fragments.addAll(texts.subList(text + 1, texts.size()));
      }
      return fragments;
    }
  }

  /**
   * How much of {@link #operation} had come when so much of its texts had.
   *
   * @param text which of its texts was open
   * @param chars how much of it was there
   */
  int written(Operation operation, int text, int chars);

  /** What comes after the last operation. */
  String closing(int count);

  /** A whole reply, cut into its opening, its operations and its closing. */
  default List<String> pieces(List<Operation> operations) {
    var pieces = new ArrayList<String>();
    pieces.add(opening());
    for (int i = 0; i < operations.size(); i++) {
      pieces.add(operation(operations.get(i), i == 0));
    }
    pieces.add(closing(operations.size()));
    return pieces;
  }
}
