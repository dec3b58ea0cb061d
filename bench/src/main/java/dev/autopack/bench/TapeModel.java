package dev.autopack.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model that answers from a recorded tape, as the program's own configuration names it. */
public final class TapeModel {
  private TapeModel() {}

  /** Writes {@code tape.jsonl} and {@code config/models.yaml} into the folder. */
  public static void write(Path folder, String tape) throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("tape.jsonl"), tape);
    Files.writeString(
        folder.resolve("config/models.yaml"),
        """
        models:
          tape:
            provider: replay
            file: %s
            context: 200000
            max_output: 32000
            price: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}
        """
            .formatted(folder.resolve("tape.jsonl")));
  }
}
