package dev.autopack.model.replay;

import dev.autopack.error.EnvironmentException;
import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.TextSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Asks another model and appends each finished call to a replay file, keyed by all that the user
 * said. Calls that were cancelled or failed are not kept: there is no whole answer to give again.
 */
public final class RecordingModel implements Model {
  private final Model model;
  private final Path file;

  public RecordingModel(Model model, Path file) {
    this.model = model;
    this.file = file;
  }

  @Override
  public CallEnd stream(ModelRequest request, TextSink sink) throws InterruptedException {
    var text = new StringBuilder();
    var end =
        model.stream(
            request,
            piece -> {
              text.append(piece);
              return sink.accept(piece);
            });
    if (end instanceof CallEnd.Finished(var reason, var word, var usage, _)) {
      append(
          new RecordedAnswer(
              List.of(RecordedAnswer.said(request)),
              List.of(),
              text.toString(),
              new RecordedAnswer.Stop(reason, word),
              usage));
    }
    return end;
  }

  private void append(RecordedAnswer answer) {
    try {
      Files.writeString(
          file, ReplayFile.line(answer), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new EnvironmentException(
          "The replay file '%s' cannot be written: %s.".formatted(file, e.getMessage()),
          "Name a file that can be written, or run without recording.",
          e);
    }
  }
}
