package dev.autopack.bench.commits;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One git process that answers for one blob after the other, whoever asks. */
public final class Blobs implements AutoCloseable {
  private final Process process;
  private final OutputStream questions;
  private final InputStream answers;

  public Blobs(Path repository) throws IOException {
    process =
        new ProcessBuilder(
                // The repositories may be somebody else's: they are only read.
                List.of(
                    "git",
                    "-c",
                    "safe.directory=*",
                    "-C",
                    repository.toString(),
                    "cat-file",
                    "--batch"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    questions = process.getOutputStream();
    answers = new BufferedInputStream(process.getInputStream());
  }

  /** A blob's bytes; empty where git does not know it. */
  public synchronized Optional<byte[]> bytes(String object) throws IOException {
    questions.write((object + "\n").getBytes(StandardCharsets.UTF_8));
    questions.flush();
    var header = line();
    var fields = header.split(" ", -1);
    if (fields.length != 3 || !fields[1].equals("blob")) {
      if (header.isEmpty() || !header.endsWith(" missing")) {
        throw new IOException("git answered '%s' for '%s'".formatted(header, object));
      }
      return Optional.empty();
    }
    var bytes = answers.readNBytes(Integer.parseInt(fields[2]));
    answers.skipNBytes(1);
    return Optional.of(bytes);
  }

  private String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = answers.read(); next >= 0 && next != '\n'; next = answers.read()) {
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.destroy();
  }
}
