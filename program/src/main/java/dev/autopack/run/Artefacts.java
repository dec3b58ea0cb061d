package dev.autopack.run;

import java.util.Optional;

/** Large content, kept by its SHA-256. */
public interface Artefacts {
  /** Keeps the content durably and returns its SHA-256 in hex; the same content twice is one. */
  String save(byte[] content);

  Optional<byte[]> find(String sha256);

  /** Keeps a record that is too large for a step's result, as JSON, as {@link #save} does. */
  String saveRecord(Record value);

  /**
   * Reads what {@link #saveRecord} kept.
   *
   * @throws dev.autopack.error.EnvironmentException when it is gone or damaged
   */
  <T extends Record> T loadRecord(String sha256, Class<T> type);
}
