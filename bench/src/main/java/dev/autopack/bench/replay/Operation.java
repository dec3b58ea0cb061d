package dev.autopack.bench.replay;

import dev.autopack.bench.replay.Stretches.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing the oracle means to do to one file, before any format has it. */
sealed interface Operation {
  String path();

  /** What the operation carries, in the order in which every format writes it. */
  List<String> texts();

  /** A whole file, new or not. */
  record Whole(String path, boolean isNew, String text) implements Operation {
    @Override
    public List<String> texts() {
      return List.of(text);
    }
  }

  /**
   * Edits of a file.
   *
   * @param from where the file is renamed from, if it is
   * @param stretches may be none where the file is only renamed
   */
  record Change(String path, Optional<String> from, List<Stretch> stretches) implements Operation {
    public Change {
      stretches = List.copyOf(stretches);
    }

    @Override
    public List<String> texts() {
      var texts = new ArrayList<String>();
      stretches.forEach(stretch -> {
        texts.add(stretch.before());
        texts.add(stretch.after());
      });
      return texts;
    }
  }

  /** The end of a file. */
  record Removal(String path) implements Operation {
    @Override
    public List<String> texts() {
      return List.of();
    }
  }

  /**
   * Changes of a file as a unified diff.
   *
   * @param hunks each with its header line, every line with its line feed
   */
  record Patch(String path, String header, List<String> hunks) implements Operation {
    public Patch {
      hunks = List.copyOf(hunks);
    }

    @Override
    public List<String> texts() {
      return hunks;
    }
  }
}
