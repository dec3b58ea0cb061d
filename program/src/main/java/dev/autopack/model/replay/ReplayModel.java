package dev.autopack.model.replay;

import dev.autopack.error.EnvironmentException;
import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.model.TokenCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers from a replay file: the first line whose texts stand in the request. It keeps no count,
 * so a run that is killed and resumed gets what it would have got. A request that no line answers
 * fails.
 */
public final class ReplayModel implements Model {
  private static final int PIECE = 48;
  private static final CallEnd.Timing AT_ONCE = new CallEnd.Timing(Duration.ZERO, Duration.ZERO);

  private final String source;
  private final List<RecordedAnswer> answers;

  private ReplayModel(String source, List<RecordedAnswer> answers) {
    this.source = source;
    this.answers = answers;
  }

  /**
   * Reads the whole file.
   *
   * @throws EnvironmentException when it cannot be read
   * @throws dev.autopack.error.OperatorException naming each line that is wrong
   */
  public static ReplayModel of(Path file) {
    try {
      return of(name(file), Files.readString(file));
    } catch (IOException e) {
      throw new EnvironmentException(
          "The replay file '%s' cannot be read: %s."
              .formatted(
                  file, e instanceof NoSuchFileException ? "it is not there" : e.getMessage()),
          "Correct the path in models.yaml, or record the file.",
          e);
    }
  }

  /** A root has no name. */
  private static String name(Path file) {
    return Optional.ofNullable(file.getFileName()).orElse(file).toString();
  }

  /**
   * Answers from the text of a replay file.
   *
   * @param source the file's name, as messages show it
   */
  public static ReplayModel of(String source, String content) {
    return new ReplayModel(source, ReplayFile.read(source, content));
  }

  @Override
  public CallEnd stream(ModelRequest request, TextSink sink) throws InterruptedException {
    var found = answers.stream().filter(answer -> answer.answers(request)).findFirst();
    if (found.isEmpty()) {
      return new CallEnd.Failed(
          new ModelFailure.BadRequest(
              "The replay file '%s' has no answer to a request whose last words are '%s'."
                  .formatted(source, lastWords(request))),
          Optional.empty(),
          AT_ONCE);
    }
    return play(found.get(), request, sink);
  }

  private static CallEnd play(RecordedAnswer answer, ModelRequest request, TextSink sink)
      throws InterruptedException {
    // Cut where the request's own limit cuts it, as a provider would.
    var text = TokenCounter.beginning(answer.text(), request.maxOutputTokens());
    for (int from = 0; from < text.length(); ) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the replay was interrupted");
      }
      int to = endOfPiece(text, from);
      if (sink.accept(text.substring(from, to)) == TextSink.Flow.CANCEL) {
        return new CallEnd.Cancelled(Optional.empty(), AT_ONCE);
      }
      from = to;
    }
    var stop =
        text.length() < answer.text().length()
            ? new RecordedAnswer.Stop(StopReason.MAX_TOKENS, "max_tokens")
            : answer.stop();
    return new CallEnd.Finished(stop.reason(), stop.word(), answer.usage(), AT_ONCE);
  }

  /** Never inside a character. */
  private static int endOfPiece(String text, int from) {
    int to = Math.min(from + PIECE, text.length());
    return to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to + 1 : to;
  }

  private static String lastWords(ModelRequest request) {
    var said = RecordedAnswer.said(request).strip().replaceAll("\\s+", " ");
    return said.substring(Math.max(0, said.length() - 200));
  }
}
