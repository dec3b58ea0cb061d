package dev.autopack.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the values of a {@link Book}; every text is kept once. */
final class BookWriter {
  private static final int FIRST_BYTES = 1 << 20;

  /** A number of 32 bits, seven a byte. */
  private static final int MAX_NUMBER_BYTES = 5;

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private ByteBuffer out = ByteBuffer.allocate(FIRST_BYTES);

  /** Small ones take one byte; none is below zero. */
  void number(int number) {
    room(MAX_NUMBER_BYTES);
    int rest = number;
    while (rest > 0x7f) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  void bytes(byte[] bytes) {
    room(bytes.length);
    out.put(bytes);
  }

  void text(String text) {
    number(texts.computeIfAbsent(text, _ -> texts.size()));
  }

  /** One of an enumeration's values. */
  void one(Enum<?> value) {
    text(value.name());
  }

  void texts(List<String> list) {
    number(list.size());
    list.forEach(this::text);
  }

  void words(Words words) {
    number(words.size());
    room(Integer.BYTES * words.size());
    words.forEach(out::putInt);
  }

  /** The table of texts, then what was written. */
  byte[] withTable() {
    var all = new BookWriter();
    all.number(texts.size());
    for (var text : texts.keySet()) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      all.number(bytes.length);
      all.bytes(bytes);
    }
    all.bytes(written());
    return all.written();
  }

  private byte[] written() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private void room(int bytes) {
    if (out.remaining() < bytes) {
      out.flip();
      out = ByteBuffer.allocate(2 * out.capacity() + bytes).put(out);
    }
  }
}
