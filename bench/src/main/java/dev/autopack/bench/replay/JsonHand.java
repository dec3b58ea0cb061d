package dev.autopack.bench.replay;

import dev.autopack.bench.replay.Stretches.Stretch;
import java.util.ArrayList;
import java.util.List;

/** Writes a JSON object a line. */
final class JsonHand implements Hand {
  @Override
  public String opening() {
    return "";
  }

  @Override
  public String declaration(List<String> files) {
    return "{\"op\":\"declare\",\"files\":[%s]}\n".formatted(String.join(",", files));
  }

  @Override
  public String operation(Operation operation, boolean isFirst) {
    return switch (operation) {
      case Operation.Whole(var path, var isNew, var text) ->
          "{\"op\":\"%s\",\"path\":%s,\"content\":%s}\n"
              .formatted(isNew ? "create" : "rewrite", quoted(path), quoted(text));
      case Operation.Change change -> head(change) + tail(change) + "}\n";
      case Operation.Removal(var path) ->
          "{\"op\":\"delete\",\"path\":%s}\n".formatted(quoted(path));
      case Operation.Patch patch -> throw new IllegalArgumentException("no JSON: " + patch.path());
    };
  }

  private static String head(Operation.Change change) {
    return change
        .from()
        .map(from ->
            "{\"op\":\"rename\",\"path\":%s,\"from\":%s"
                .formatted(quoted(change.path()), quoted(from)))
        .orElseGet(() -> "{\"op\":\"edit\",\"path\":%s".formatted(quoted(change.path())));
  }

  private static String tail(Operation.Change change) {
    if (change.stretches().isEmpty()) {
      return "";
    }
    var parts = new ArrayList<String>();
    for (Stretch stretch : change.stretches()) {
      parts.add(
          "{\"before\":%s,\"after\":%s}"
              .formatted(quoted(stretch.before()), quoted(stretch.after())));
    }
    return ",\"replace\":[" + String.join(",", parts) + "]";
  }

  @Override
  public String rest(Operation operation, Resume where, boolean isFirst) {
    var fragments = where.fragments(operation.texts()).stream().map(JsonHand::quoted).toList();
    var head = "{\"op\":\"continue\",\"path\":%s,".formatted(quoted(operation.path()));
    if (!(operation instanceof Operation.Change)) {
      return head + "\"content\":" + fragments.getFirst() + "}\n";
    }
    var pairs = new ArrayList<String>();
    int next = where.text() % 2;
    if (next == 1) {
      pairs.add("{\"after\":%s}".formatted(fragments.getFirst()));
    }
    for (; next < fragments.size(); next += 2) {
      pairs.add(
          "{\"before\":%s,\"after\":%s}".formatted(fragments.get(next), fragments.get(next + 1)));
    }
    return head + "\"replace\":[" + String.join(",", pairs) + "]}\n";
  }

  @Override
  public int written(Operation operation, int text, int chars) {
    return writtenJson(
        switch (operation) {
          case Operation.Whole(var path, var isNew, var _) ->
              "{\"op\":\"%s\",\"path\":%s,\"content\":"
                  .formatted(isNew ? "create" : "rewrite", quoted(path));
          case Operation.Change change -> head(change) + ",\"replace\":[";
          case Operation.Removal _, Operation.Patch _ -> "";
        },
        operation.texts(),
        text,
        chars);
  }

  /** Up to and with so many characters of that text, whose quotation mark is open. */
  static int writtenJson(String head, List<String> texts, int text, int chars) {
    int length = head.length();
    for (int i = 0; i < text; i++) {
      boolean isBefore = i % 2 == 0;
      length +=
          quoted(texts.get(i)).length()
              + (isBefore ? "{\"before\":".length() : ",\"after\":".length() + "},".length());
    }
    if (texts.size() > 1) {
      length += text % 2 == 0 ? "{\"before\":".length() : ",\"after\":".length();
    }
    return length + quoted(texts.get(text).substring(0, chars)).length() - 1;
  }

  @Override
  public String closing(int count) {
    return "{\"op\":\"end\",\"count\":%d}\n".formatted(count);
  }

  /** A JSON text; only what must be escaped is. */
  static String quoted(String text) {
    var out = new StringBuilder(text.length() + text.length() / 8 + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
