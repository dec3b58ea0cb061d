package dev.autopack.testing;

import dev.autopack.error.EnvironmentException;
import dev.autopack.run.Artefacts;
import dev.autopack.store.StoredForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.NoSuchElementException;
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

  @Override
  public String saveRecord(Record value) {
    return save(StoredForm.write(value.getClass(), value).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public <T extends Record> T loadRecord(String sha256, Class<T> type) {
    try {
      return StoredForm.read(type, new String(find(sha256).orElseThrow(), StandardCharsets.UTF_8));
    } catch (NoSuchElementException | IllegalArgumentException e) {
      throw new EnvironmentException(
          "The artefact '%s' is gone or cannot be read.".formatted(sha256), "Save it first.", e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
