package dev.autopack.builder;

import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.model.Model;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.ModelRequest.Turn;
import dev.autopack.model.TokenCounter;
import dev.autopack.output.UnitReader;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a call from prompts kept as resources. The same conversation gives the same text, the part
 * that never changes first, so that a provider can keep it.
 *
 * <p>Everything quoted is scrubbed of secrets and set off by a marker that it does not hold.
 */
public final class PromptedBuilder implements Builder {
  private final Function<Format, UnitReader> readers;

  /**
   * A builder that reads replies with these.
   *
   * @param readers a new reader for a reply in that format
   */
  public PromptedBuilder(Function<Format, UnitReader> readers) {
    this.readers = readers;
  }

  @Override
  public ModelRequest request(ModelProfile profile, Conversation conversation) {
    var system = Grammar.systemText(conversation.budget().estimate().format());
    var turn =
        new TurnText(conversation)
            .within(conversation.maxInputTokens() - TokenCounter.count(system));
    return new ModelRequest(
        profile.id(), system, List.of(Turn.user(turn)), conversation.budget().maxOutputTokens());
  }

  @Override
  public CallReport call(
      Model model, ModelRequest request, Conversation conversation, UnitSink sink)
      throws InterruptedException {
    var format = conversation.budget().estimate().format();
    var reading = new ReplyReading(readers.apply(format), sink);
    var end = model.stream(request, reading);
    return reading.report(end);
  }
}
