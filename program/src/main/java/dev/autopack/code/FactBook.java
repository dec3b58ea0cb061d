package dev.autopack.code;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The facts of many texts as bytes: a table of all texts, each once, then the facts that point into
 * it, and at the end a sum over all. Read in one go; what is damaged, cut off, or of another
 * version is an empty book.
 */
final class FactBook {
  private static final int MAGIC = 0x41504642;

  /** To be raised with every change to what is read of a source, or to how it is written. */
  private static final int VERSION = 1;

  private static final int HEADER_BYTES = 8;
  private static final int SUM_BYTES = 4;

  private FactBook() {}

  static byte[] write(Map<FactCache.Key, SourceFacts> facts) {
    var texts = new LinkedHashMap<String, Integer>();
    var body = new Bytes(1 << 20);
    body.number(facts.size());
    facts.forEach((key, known) -> {
      var id = HexFormat.of().parseHex(key.objectId());
      body.number(id.length);
      body.bytes(id);
      body.number(place(key.kind(), texts));
      body.number(place(known.unit(), texts));
      places(known.imports(), texts, body);
      places(known.definitions(), texts, body);
      body.number(known.words().size());
      known.words().forEach(body::whole);
    });
    var all = new Bytes(body.size() + (1 << 20));
    all.number(texts.size());
    for (var text : texts.keySet()) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      all.number(bytes.length);
      all.bytes(bytes);
    }
    all.append(body);
    return sealed(all.trimmed());
  }

  /** With what says that it is a book, and the sum. */
  static byte[] sealed(byte[] content) {
    var all = new Bytes(HEADER_BYTES + content.length + SUM_BYTES);
    all.whole(MAGIC);
    all.whole(VERSION);
    all.bytes(content);
    all.whole(sum(all.array(), all.size()));
    return all.trimmed();
  }

  private static void places(List<String> list, Map<String, Integer> texts, Bytes body) {
    body.number(list.size());
    list.forEach(text -> body.number(place(text, texts)));
  }

  private static int place(String text, Map<String, Integer> texts) {
    return texts.computeIfAbsent(text, _ -> texts.size());
  }

  static Map<FactCache.Key, SourceFacts> read(byte[] bytes) {
    if (bytes.length < HEADER_BYTES + SUM_BYTES) {
      return Map.of();
    }
    var in = ByteBuffer.wrap(bytes);
    int end = bytes.length - SUM_BYTES;
    if (in.getInt() != MAGIC || in.getInt() != VERSION || in.getInt(end) != sum(bytes, end)) {
      return Map.of();
    }
    try {
      return facts(in.limit(end));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      // The sum fits and the content does not: another program wrote it.
      return Map.of();
    }
  }

  private static String text(ByteBuffer in, int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<FactCache.Key, SourceFacts> facts(ByteBuffer in) {
    var texts = new String[count(in)];
    for (int i = 0; i < texts.length; i++) {
      int length = count(in);
      texts[i] = text(in, length);
    }
    int count = count(in);
    var facts = HashMap.<FactCache.Key, SourceFacts>newHashMap(count);
    for (int i = 0; i < count; i++) {
      var id = new byte[count(in)];
      in.get(id);
      var key = new FactCache.Key(texts[number(in)], HexFormat.of().formatHex(id));
      facts.put(
          key, new SourceFacts(texts[number(in)], list(in, texts), list(in, texts), words(in)));
    }
    return facts;
  }

  private static List<String> list(ByteBuffer in, String[] texts) {
    int count = count(in);
    var list = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      list.add(texts[number(in)]);
    }
    return list;
  }

  private static Words words(ByteBuffer in) {
    var hashes = new int[count(in)];
    in.asIntBuffer().get(hashes);
    in.position(in.position() + Integer.BYTES * hashes.length);
    return Words.of(hashes, hashes.length);
  }

  /** How many follow: never more than there are bytes, so that no damage asks for all memory. */
  private static int count(ByteBuffer in) {
    int count = number(in);
    if (count < 0 || count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  /** Seven bits a byte, the lowest first. */
  private static int number(ByteBuffer in) {
    int number = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      byte part = in.get();
      number |= (part & 0x7f) << shift;
      if (part >= 0) {
        return number;
      }
    }
    throw new BufferUnderflowException();
  }

  private static int sum(byte[] bytes, int length) {
    var sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }

  /** A growing array of bytes. */
  private static final class Bytes {
    private ByteBuffer out;

    Bytes(int size) {
      this.out = ByteBuffer.allocate(size);
    }

    void number(int number) {
      room(5);
      int rest = number;
      while (rest > 0x7f) {
        out.put((byte) (rest | 0x80));
        rest >>>= 7;
      }
      out.put((byte) rest);
    }

    void whole(int number) {
      room(Integer.BYTES);
      out.putInt(number);
    }

    void bytes(byte[] bytes) {
      room(bytes.length);
      out.put(bytes);
    }

    void append(Bytes other) {
      room(other.size());
      out.put(other.array(), 0, other.size());
    }

    int size() {
      return out.position();
    }

    byte[] array() {
      return out.array();
    }

    byte[] trimmed() {
      return Arrays.copyOf(out.array(), out.position());
    }

    private void room(int bytes) {
      if (out.remaining() < bytes) {
        out.flip();
        out = ByteBuffer.allocate(2 * out.capacity() + bytes).put(out);
      }
    }
  }
}
