package dev.autopack.model.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventReaderPropertyTest {
  private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};
  private static final String[] DATA = {"", "{}", "a: b", "größer 🎉", " two spaces", "[DONE]"};

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void events_are_the_same_however_the_bytes_are_torn(long seed) {
    var random = new Random(seed);
    var end = LINE_ENDS[random.nextInt(LINE_ENDS.length)];
    var expected = new ArrayList<ServerEvent>();
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(": keep-alive").append(end).append(end);
      expected.add(write(text, random, end));
    }
    text.append("data: never closed");

    assertThat(read(text.toString().getBytes(StandardCharsets.UTF_8), random)).isEqualTo(expected);
  }

  @Test
  void several_data_lines_are_one_text() {
    var bytes = "data: a\ndata:b\nid: 7\n\n".getBytes(StandardCharsets.UTF_8);

    assertThat(read(bytes, new Random(1))).containsExactly(new ServerEvent("", "a\nb"));
  }

  private static ServerEvent write(StringBuilder text, Random random, String end) {
    var name = random.nextBoolean() ? "message_delta" : "";
    var data = DATA[random.nextInt(DATA.length)];
    if (!name.isEmpty()) {
      text.append("event: ").append(name).append(end);
    }
    text.append("data: ").append(data).append(end).append(end);
    return new ServerEvent(name, data);
  }

  private static List<ServerEvent> read(byte[] bytes, Random random) {
    var reader = new EventReader();
    var events = new ArrayList<ServerEvent>();
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(7));
      events.addAll(reader.feed(ByteBuffer.wrap(bytes, from, length)));
      from += length;
    }
    return events;
  }
}
