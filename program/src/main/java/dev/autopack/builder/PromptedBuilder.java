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
 * Makes a call from prompts kept as resources. The same conversation gives the same text, and what
 * never changes comes first, so that a provider can keep it.
 *
 * <p>Everything quoted is scrubbed of secrets and set off by a marker that it does not hold. Holds
 * no state: may be shared.
 */
public final class PromptedBuilder implements Builder {
  private final Function<Format, UnitReader> readers;

  /**
   * A builder that reads replies with these.
   *
   * @param readers a new reader for one reply in that format
   */
  public PromptedBuilder(Function<Format, UnitReader> readers) {
    this.readers = readers;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.autopack.error.OperatorException where the phase does not fit into the prompt even
   *     without a file
   */
  @Override
  public ModelRequest request(ModelProfile profile, Conversation conversation) {
    var system = Grammar.systemText(format(conversation), Grammar.declares(conversation));
    int left = conversation.maxInputTokens() - size(system, conversation.maxInputTokens());
    return new ModelRequest(
        profile.id(),
        system,
        List.of(Turn.user(new TurnText(conversation).within(left))),
        conversation.budget().maxOutputTokens());
  }

  @Override
  public CallReport call(
      Model model, ModelRequest request, Conversation conversation, UnitSink sink)
      throws InterruptedException {
    var asked = format(conversation);
    var reading = new ReplyReading(asked, readers.apply(asked), sink, conversation.tree());
    return reading.report(model.stream(request, reading));
  }

  private static Format format(Conversation conversation) {
    return conversation.budget().estimate().format();
  }

  /** Exact only where the window is small enough for it to matter. */
  private static int size(String system, int window) {
    int cheap = TokenCounter.atMost(system);
    return cheap <= window / 8 ? cheap : TokenCounter.count(system);
  }
}
