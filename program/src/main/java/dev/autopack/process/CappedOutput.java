package dev.autopack.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the first and the last half of a stream, in memory that grows only as it is needed. */
final class CappedOutput {
  private final int half;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(1024);

  /** The newest bytes after the head, as a ring that starts at {@link #start}. */
  private byte[] ring = new byte[0];

  private int start;
  private int filled;
  private long total;

  CappedOutput(int cap) {
    half = Math.max(1, cap / 2);
  }

  synchronized void add(byte[] bytes, int count) {
    total += count;
    var toHead = Math.min(count, half - head.size());
    head.write(bytes, 0, toHead);
    // Of a piece longer than the ring only its end can stay.
    var from = Math.max(toHead, count - half);
    for (int i = from; i < count; i++) {
      addToRing(bytes[i]);
    }
  }

  private void addToRing(byte value) {
    if (filled == ring.length && filled < half) {
      ring = Arrays.copyOf(ring, Math.min(half, Math.max(4096, filled * 2)));
    }
    if (filled < ring.length) {
      ring[filled++] = value;
    } else {
      ring[start] = value;
      start = (start + 1) % ring.length;
    }
  }

  synchronized long total() {
    return total;
  }

  synchronized long dropped() {
    return total - head.size() - filled;
  }

  synchronized byte[] kept() {
    var out = new ByteArrayOutputStream(head.size() + filled + 64);
    out.writeBytes(head.toByteArray());
    if (dropped() > 0) {
      var marker = "\n[... %d bytes left out ...]\n".formatted(dropped());
      out.writeBytes(marker.getBytes(StandardCharsets.UTF_8));
    }
    out.write(ring, start, filled - start);
    out.write(ring, 0, start);
    return out.toByteArray();
  }
}
