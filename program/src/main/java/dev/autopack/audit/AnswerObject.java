package dev.autopack.audit;

import dev.autopack.gate.Audit.Place;
import dev.autopack.gate.Audit.Remark;
import dev.autopack.gate.Audit.Severity;
import dev.autopack.output.JsonValue;
import dev.autopack.output.JsonValue.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one object; all that is wrong with it is said at once. */
final class AnswerObject {
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029]+");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
  private static final int MAX_CHARS = 800;

  private final Members object;
  private final List<String> wrong = new ArrayList<>();

  AnswerObject(Members object) {
    this.object = object;
  }

  AuditAnswer read() {
    var remarks = new ArrayList<Remark>();
    if (member(object, "findings") instanceof JsonValue.Items(var items)) {
      for (int i = 0; i < items.size(); i++) {
        var name = "findings[%d]".formatted(i);
        if (items.get(i) instanceof Members finding) {
          remarks.add(remark(finding, name));
        } else {
          wrong.add(name + " is no object");
        }
      }
    } else {
      wrong.add("'findings' must be a list, empty where there is nothing to say");
    }
    var unable = oneLine(text(object, "cannot_judge", "it"));
    if (!wrong.isEmpty()) {
      return new AuditAnswer.Unreadable(String.join("; ", wrong));
    }
    return unable.isEmpty()
        ? new AuditAnswer.Judged(oneLine(text(object, "summary", "it")), remarks)
        : new AuditAnswer.Unable(unable);
  }

  private Remark remark(Members finding, String name) {
    var severity = severity(finding, name);
    var place =
        new Place(
            oneLine(text(finding, "path", name)),
            line(finding),
            CONTROLS.matcher(text(finding, "quote", name)).replaceAll(" ").strip());
    var message = oneLine(text(finding, "message", name));
    if (message.isEmpty()) {
      wrong.add(name + " has no 'message'");
    }
    return new Remark(severity, place, oneLine(text(finding, "rule", name)), message, "");
  }

  /** An unknown word could mean anything, the worst among it. */
  private Severity severity(Members finding, String name) {
    var word = text(finding, "severity", name).strip();
    for (var severity : Severity.values()) {
      if (severity.id().equalsIgnoreCase(word)) {
        return severity;
      }
    }
    wrong.add("'severity' of %s is '%s', not blocking, warning or note".formatted(name, word));
    return Severity.BLOCKING;
  }

  /** Only a hint at where the quote stands. */
  private static int line(Members finding) {
    var written =
        switch (member(finding, "line")) {
          case JsonValue.Digits(var spelled) -> spelled;
          case JsonValue.Text(var value) -> value;
          default -> "";
        };
    return written.matches("[0-9]{1,8}") ? Integer.parseInt(written) : 0;
  }

  private String text(Members of, String key, String name) {
    return switch (member(of, key)) {
      case JsonValue.Text(var value) -> value;
      case JsonValue.Null() -> "";
      case JsonValue other -> {
        wrong.add("'%s' of %s is %s, not a text".formatted(key, name, other.kind()));
        yield "";
      }
    };
  }

  private static JsonValue member(Members of, String key) {
    return of.members().getOrDefault(key, new JsonValue.Null());
  }

  /** It is shown to people and to the next attempt, and must not look like something else. */
  private static String oneLine(String text) {
    var line = BREAKS.matcher(text).replaceAll(" ").strip();
    int end =
        line.offsetByCodePoints(0, Math.min(MAX_CHARS, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + " … (cut)" : line;
  }
}
