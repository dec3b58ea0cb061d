package dev.autopack.code;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What was read of many texts as bytes: a table of all words of it, each once, then the values that
 * point into it, and at the end a sum over all. Read in one go; what is damaged, cut off, or of
 * another version is an empty book.
 */
final class Book<V> {
  private static final int MAGIC = 0x41504642;
  private static final int HEADER_BYTES = 8;
  private static final int SUM_BYTES = 4;

  private final int version;
  private final Writer<V> writer;
  private final Reader<V> reader;

  /** How one value is written. */
  @FunctionalInterface
  interface Writer<V> {
    void write(V value, BookWriter out);
  }

  /** How one value is read; whatever it throws of damaged bytes makes the book an empty one. */
  @FunctionalInterface
  interface Reader<V> {
    V read(BookReader in);
  }

  /**
   * A kind of book.
   *
   * @param version to be raised with every change to what is read of a source, or to how it is
   *     written; no two kinds share one
   */
  Book(int version, Writer<V> writer, Reader<V> reader) {
    this.version = version;
    this.writer = writer;
    this.reader = reader;
  }

  byte[] write(Map<ContentKey, V> values) {
    var body = new BookWriter();
    body.number(values.size());
    values.forEach((key, value) -> {
      var id = HexFormat.of().parseHex(key.objectId());
      body.number(id.length);
      body.bytes(id);
      body.text(key.kind());
      writer.write(value, body);
    });
    return sealed(body.withTable());
  }

  /** With what says that it is a book, and the sum. */
  byte[] sealed(byte[] content) {
    var all = ByteBuffer.allocate(HEADER_BYTES + content.length + SUM_BYTES);
    all.putInt(MAGIC).putInt(version).put(content);
    all.putInt(sum(all.array(), all.position()));
    return all.array();
  }

  Map<ContentKey, V> read(byte[] bytes) {
    if (bytes.length < HEADER_BYTES + SUM_BYTES) {
      return Map.of();
    }
    var in = ByteBuffer.wrap(bytes);
    int end = bytes.length - SUM_BYTES;
    if (in.getInt() != MAGIC || in.getInt() != version || in.getInt(end) != sum(bytes, end)) {
      return Map.of();
    }
    try {
      return values(new BookReader(in.limit(end)));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      // The sum fits and the content does not: another program wrote it.
      return Map.of();
    }
  }

  private Map<ContentKey, V> values(BookReader in) {
    int count = in.count();
    var values = HashMap.<ContentKey, V>newHashMap(count);
    for (int i = 0; i < count; i++) {
      var id = HexFormat.of().formatHex(in.bytes(in.count()));
      var key = new ContentKey(in.text(), id);
      values.put(key, reader.read(in));
    }
    return values;
  }

  private static int sum(byte[] bytes, int length) {
    var sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
