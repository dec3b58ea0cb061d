package dev.autopack.code;

import java.util.Optional;

/**
 * Where a {@link FactCache} keeps what it knows from one process to the next. A cache only: what
 * cannot be read is not there, and what cannot be written is not kept.
 */
public interface FactShelf {
  /** Keeps nothing. */
  FactShelf NONE =
      new FactShelf() {
        @Override
        public Optional<byte[]> load() {
          return Optional.empty();
        }

        @Override
        public void save(byte[] facts) {}
      };

  /** What was saved last by any process, whole. */
  Optional<byte[]> load();

  /** Replaces what was saved; a reader finds the one or the other, never a part. */
  void save(byte[] facts);
}
