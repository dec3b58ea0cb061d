package dev.autopack.model.langchain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of bytes into server-sent events, wherever the bytes are torn. An event closes with
 * its empty line: one that the stream ends in was never sent.
 */
final class EventReader {
  private static final int MAX_LINE = 8 << 20;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String name = "";
  private boolean afterCarriageReturn;
  private boolean hasData;

  /**
   * The events that these bytes close.
   *
   * @throws IllegalArgumentException when a line is longer than anything a provider sends
   */
  List<ServerEvent> feed(ByteBuffer bytes) {
    var closed = new ArrayList<ServerEvent>();
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      boolean secondHalf = next == '\n' && afterCarriageReturn;
      afterCarriageReturn = next == '\r';
      if (secondHalf) {
        continue;
      }
      if (next == '\n' || next == '\r') {
        endLine(closed);
      } else {
        keep(next);
      }
    }
    return closed;
  }

  private void keep(byte next) {
    if (line.size() == MAX_LINE) {
      throw new IllegalArgumentException("a line of more than %d bytes".formatted(MAX_LINE));
    }
    line.write(next);
  }

  private void endLine(List<ServerEvent> closed) {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.isEmpty()) {
      if (hasData) {
        closed.add(new ServerEvent(name, data.toString()));
      }
      name = "";
      data.setLength(0);
      hasData = false;
      return;
    }
    // A line that begins with a colon is a comment, sent to keep the connection alive.
    int colon = text.indexOf(':');
    var field = colon < 0 ? text : text.substring(0, colon);
    var value = colon < 0 ? "" : text.substring(colon + 1);
    take(field, value.startsWith(" ") ? value.substring(1) : value);
  }

  private void take(String field, String value) {
    switch (field) {
      case "event" -> name = value;
      case "data" -> {
        if (hasData) {
          data.append('\n');
        }
        data.append(value);
        hasData = true;
      }
      default -> {}
    }
  }
}
