package dev.autopack.audit;

import dev.autopack.gate.Audit.Remark;
import dev.autopack.output.JsonReading;
import dev.autopack.output.JsonText;
import dev.autopack.output.JsonValue.Members;
import java.util.List;

/** What an auditor's reply holds. */
public sealed interface AuditAnswer {
  /**
   * A judgement, not yet held against the diff.
   *
   * @param summary one line
   */
  record Judged(String summary, List<Remark> remarks) implements AuditAnswer {
    public Judged {
      remarks = List.copyOf(remarks);
    }
  }

  /** The auditor says that it cannot judge. */
  record Unable(String why) implements AuditAnswer {}

  /** It is not what was asked for; {@code why} is written for the auditor. */
  record Unreadable(String why) implements AuditAnswer {}

  /** Reads a reply, however badly its JSON was written. */
  static AuditAnswer read(String reply) {
    return switch (JsonText.read(reply)) {
      case JsonReading.Refused(var why) -> new Unreadable(why);
      case JsonReading.Truncated(var where) -> new Unreadable("it stops inside " + where);
      case JsonReading.Value(Members object, _) -> new AnswerObject(object).read();
      case JsonReading.Value(var other, _) ->
          new Unreadable("it is %s where an object was asked for".formatted(other.kind()));
    };
  }
}
