package dev.autopack.testing.oracle;

import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.TextSink;
import dev.autopack.model.replay.ReplayModel;
import java.nio.file.Path;

/** Answers as a replay file does. */
public final class ReplayAnswerer implements Answerer {
  private final ReplayModel replay;

  public ReplayAnswerer(Path file) {
    replay = ReplayModel.of(file);
  }

  @Override
  public String answer(OracleRequest request) {
    var text = new StringBuilder();
    try {
      // Uncut: the server cuts at the request's limit and says so.
      var end =
          replay.stream(
              new ModelRequest(
                  request.model(), request.system(), request.turns(), Integer.MAX_VALUE),
              piece -> {
                text.append(piece);
                return TextSink.Flow.CONTINUE;
              });
      if (end instanceof CallEnd.Failed(var failure, _, _)) {
        throw new UnansweredException(failure.detail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnansweredException("interrupted");
    }
    return text.toString();
  }
}
