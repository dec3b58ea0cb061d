package dev.autopack.bench.commits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks git about somebody else's repository, which is only read. */
public record GitLines(Path repository) {
  /**
   * What the command prints.
   *
   * @throws IOException when git fails
   */
  public String run(String... arguments) throws IOException {
    var command =
        new ArrayList<>(List.of("git", "-c", "safe.directory=*", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("'%s' failed".formatted(String.join(" ", command)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return out;
  }
}
