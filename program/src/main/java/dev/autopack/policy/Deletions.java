package dev.autopack.policy;

import dev.autopack.policy.Finding.Severity;
import java.util.List;

/**
 * Many deleted lines, as git counts them: a replaced line is a deleted and an added one, so that
 * new lines elsewhere hide nothing. A renamed file's lines are not deleted.
 */
record Deletions() implements Rule.OfText {
  private static final int NOTIFY_OVER_LINES = 100;
  private static final int ASK_OVER_LINES = 200;

  @Override
  public String name() {
    return "deletions";
  }

  @Override
  public String minds() {
    return "More than 100 deleted lines are reported, more than 200 need a person's approval.";
  }

  @Override
  public List<Said> judge(Judged judged) {
    var losing =
        FilePair.of(judged.changes()).stream().filter(pair -> pair.lines().deleted() > 0).toList();
    var deleted = losing.stream().mapToInt(pair -> pair.lines().deleted()).sum();
    if (deleted <= NOTIFY_OVER_LINES) {
      return List.of();
    }
    return List.of(
        new Said(
            deleted > ASK_OVER_LINES ? Severity.ASK : Severity.NOTIFY,
            losing.stream().map(FilePair::path).toList(),
            "%d lines are deleted".formatted(deleted)));
  }

  @Override
  public List<Example> matching() {
    return List.of(
        Example.text("101 lines go", numbered(101), ""),
        Example.text("201 of 300 lines go", numbered(300), numbered(99)),
        Example.text("101 lines are replaced", numbered(101), "x\n".repeat(101)));
  }

  @Override
  public List<Example> passing() {
    return List.of(
        Example.text("99 lines go", numbered(99), ""),
        Example.text("100 lines go", numbered(100), ""),
        Example.text("500 lines come", "", numbered(500)));
  }

  static String numbered(int lines) {
    var out = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      out.append("line ").append(i).append('\n');
    }
    return out.toString();
  }
}
