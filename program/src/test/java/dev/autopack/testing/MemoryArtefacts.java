package dev.autopack.testing;

import dev.autopack.run.Artefacts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Artefacts that last as long as this object. */
public final class MemoryArtefacts implements Artefacts {
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

  @Override
  public String save(byte[] content) {
    var sha256 = sha256(content);
    contents.put(sha256, content.clone());
    return sha256;
  }

  @Override
  public Optional<byte[]> find(String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'%s' is no SHA-256".formatted(sha256));
    }
    return Optional.ofNullable(contents.get(sha256)).map(byte[]::clone);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
