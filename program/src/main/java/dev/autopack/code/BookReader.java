package dev.autopack.code;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the values of a {@link Book} as {@link BookWriter} wrote them.
 *
 * <p>Damaged bytes end in one of the exceptions that {@link Book#read} expects, never in asking for
 * all memory.
 */
final class BookReader {
  private final ByteBuffer in;
  private final String[] texts;

  BookReader(ByteBuffer in) {
    this.in = in;
    this.texts = new String[count()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = new String(bytes(count()), StandardCharsets.UTF_8);
    }
  }

  int number() {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte part = in.get();
      number |= (part & 0x7f) << shift;
      if (part >= 0) {
        return number;
      }
    }
    throw new BufferUnderflowException();
  }

  /** How many follow: never more than there are bytes. */
  int count() {
    int count = number();
    if (count < 0 || count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  byte[] bytes(int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  String text() {
    return texts[number()];
  }

  List<String> texts() {
    int count = count();
    var list = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      list.add(text());
    }
    return list;
  }

  <E extends Enum<E>> E one(Class<E> kind) {
    return Enum.valueOf(kind, text());
  }

  Words words() {
    var hashes = new int[count()];
    in.asIntBuffer().get(hashes);
    in.position(in.position() + Integer.BYTES * hashes.length);
    return Words.of(hashes, hashes.length);
  }
}
