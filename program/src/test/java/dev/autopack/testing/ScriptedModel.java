package dev.autopack.testing;

import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.TextSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gives each call the next of its endings, with the text before it; a call too many is a bug. A
 * reply that the listener stops ends cancelled, with the usage that it would have had.
 */
public final class ScriptedModel implements Model {
  private final Deque<Part> script = new ArrayDeque<>();
  private final List<ModelRequest> requests = new ArrayList<>();

  private record Part(String text, CallEnd end) {}

  public ScriptedModel then(CallEnd end) {
    return then("", end);
  }

  public ScriptedModel then(String text, CallEnd end) {
    script.add(new Part(text, end));
    return this;
  }

  /** One that has still to say what this one has. */
  public ScriptedModel copy() {
    var copy = new ScriptedModel();
    copy.script.addAll(script);
    return copy;
  }

  public List<ModelRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public CallEnd stream(ModelRequest request, TextSink sink) {
    requests.add(request);
    if (script.isEmpty()) {
      throw new IllegalStateException("call %d is not scripted".formatted(requests.size()));
    }
    var part = script.poll();
    var flow = part.text().isEmpty() ? TextSink.Flow.CONTINUE : sink.accept(part.text());
    return flow == TextSink.Flow.CANCEL && part.end() instanceof CallEnd.Finished finished
        ? new CallEnd.Cancelled(finished.usage(), finished.timing())
        : part.end();
  }
}
