package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Which files of one package define which name, to be asked with all words of a file at once. */
final class Definers {
  static final Definers NONE = new Definers();

  /** The hash of a name above, the number of its file below. */
  private long[] entries = new long[8];

  private int count;
  private int[] hashes = new int[0];
  private final List<RepoPath> files = new ArrayList<>();

  void add(String name, RepoPath file) {
    if (files.isEmpty() || !files.getLast().equals(file)) {
      files.add(file);
    }
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, 2 * count);
    }
    entries[count] = ((long) Words.hash(name) << 32) | (files.size() - 1);
    count++;
    hashes = new int[0];
  }

  /** Gives the files that define a name of these words; of several of one name the nearest. */
  void named(Words words, RepoPath by, Consumer<RepoPath> to) {
    sort();
    var same = new ArrayList<RepoPath>();
    var last = new int[] {-1};
    words.places(
        hashes,
        place -> {
          if (last[0] >= 0 && hashes[last[0]] != hashes[place]) {
            KnownFiles.nearest(by, same).forEach(to);
            same.clear();
          }
          same.add(files.get((int) entries[place]));
          last[0] = place;
        });
    KnownFiles.nearest(by, same).forEach(to);
  }

  private void sort() {
    if (hashes.length == count) {
      return;
    }
    Arrays.sort(entries, 0, count);
    var sorted = new int[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = (int) (entries[i] >> 32);
    }
    hashes = sorted;
  }
}
