package dev.autopack.run;

import java.util.Optional;

/** Large content, kept by its SHA-256. */
public interface Artefacts {
  /** Keeps the content durably and returns its SHA-256 in hex; the same content twice is one. */
  String save(byte[] content);

  Optional<byte[]> find(String sha256);
}
