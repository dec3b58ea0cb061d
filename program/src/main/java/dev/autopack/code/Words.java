package dev.autopack.code;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A set of words, kept as their hashes: a file has hundreds, and all that is asked of them is which
 * of a few definitions they may name. Two words of one hash are taken for one. Immutable.
 */
final class Words {
  static final Words NONE = new Words(new int[0]);

  private final int[] hashes;

  private Words(int[] hashes) {
    this.hashes = hashes;
  }

  /** Of hashes in any order, with doubles; only the first {@code count} count. */
  static Words of(int[] hashes, int count) {
    if (count == 0) {
      return NONE;
    }
    var sorted = Arrays.copyOf(hashes, count);
    Arrays.sort(sorted);
    int kept = 1;
    for (int i = 1; i < count; i++) {
      if (sorted[i] != sorted[i - 1]) {
        sorted[kept] = sorted[i];
        kept++;
      }
    }
    return new Words(kept == count ? sorted : Arrays.copyOf(sorted, kept));
  }

  static int hash(String word) {
    return word.hashCode();
  }

  boolean contains(String word) {
    return Arrays.binarySearch(hashes, hash(word)) >= 0;
  }

  int size() {
    return hashes.length;
  }

  /** In rising order, without doubles. */
  void forEach(IntConsumer each) {
    for (int hash : hashes) {
      each.accept(hash);
    }
  }

  /** The places in the sorted array, which may hold doubles, whose hash is one of these. */
  void places(int[] sorted, IntConsumer each) {
    int mine = 0;
    for (int i = 0; i < sorted.length && mine < hashes.length; i++) {
      while (mine < hashes.length && hashes[mine] < sorted[i]) {
        mine++;
      }
      if (mine < hashes.length && hashes[mine] == sorted[i]) {
        each.accept(i);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Words words && Arrays.equals(hashes, words.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  /** Gathers words while a file is read. */
  static final class Gathering {
    private int[] hashes = new int[64];
    private int count;

    void add(String word) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
      }
      hashes[count] = hash(word);
      count++;
    }

    Words words() {
      return Words.of(hashes, count);
    }
  }
}
