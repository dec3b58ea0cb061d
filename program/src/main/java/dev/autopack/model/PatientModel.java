package dev.autopack.model;

import dev.autopack.budget.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks again when a provider is busy or unreachable, within bounds, and only while no text came: a
 * call that gave text is never repeated here, since what it gave is kept and continued.
 *
 * <p>To the caller it is one call: the tokens that failed tries reported are counted with it.
 */
public final class PatientModel implements Model {
  private final Model model;
  private final Patience patience;
  private final Sleeper sleeper;
  private final InstantSource clock;
  private final RandomGenerator random;

  public PatientModel(
      Model model,
      Patience patience,
      Sleeper sleeper,
      InstantSource clock,
      RandomGenerator random) {
    this.model = model;
    this.patience = patience;
    this.sleeper = sleeper;
    this.clock = clock;
    this.random = random;
  }

  /** Waits; told why, so that a person can be told too. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration wait, ModelFailure why) throws InterruptedException;
  }

  @Override
  public KeyCheck checkKey() throws InterruptedException {
    return model.checkKey();
  }

  @Override
  public CallEnd stream(ModelRequest request, TextSink sink) throws InterruptedException {
    var start = clock.instant();
    var heard = new Heard(sink);
    var usage = Optional.<Usage>empty();
    var waited = Duration.ZERO;
    for (int tries = 1; ; tries++) {
      var end = model.stream(request, heard);
      var total = Duration.between(start, clock.instant());
      if (!(end instanceof CallEnd.Failed(var failure, var reported, _)) || heard.any) {
        return withEarlier(end, usage, total);
      }
      var wait = waitAfter(failure, tries);
      if (wait.isEmpty() || waited.plus(wait.get()).compareTo(patience.allWaits()) > 0) {
        return withEarlier(end, usage, total);
      }
      usage = plus(usage, reported);
      sleeper.sleep(wait.get(), failure);
      waited = waited.plus(wait.get());
    }
  }

  /** How long to wait before the next try; empty where there is none. */
  private Optional<Duration> waitAfter(ModelFailure failure, int tries) {
    if (tries >= patience.tries()) {
      return Optional.empty();
    }
    return switch (failure) {
      // The same request would fail the same way; a person or another request is needed.
      case ModelFailure.BadRequest _,
          ModelFailure.Unauthorised _,
          ModelFailure.UnknownModel _,
          ModelFailure.OutOfQuota _,
          ModelFailure.WrongProtocol _ ->
          Optional.empty();
      case ModelFailure.RateLimited(_, var asked) -> Optional.of(chosen(asked, tries));
      case ModelFailure.Overloaded(_, var asked) -> Optional.of(chosen(asked, tries));
      case ModelFailure.Disconnected(_, var cause) ->
          switch (cause) {
            case CONNECT, FIRST_BYTE_TIMEOUT, STALLED, BROKEN ->
                Optional.of(chosen(Optional.empty(), tries));
            // Hours of a working connection: once more would be as long.
            case OVERTIME -> Optional.empty();
          };
    };
  }

  /**
   * Never less than the provider asks for; ours is spread, so that many do not come back at once.
   */
  private Duration chosen(Optional<Duration> asked, int tries) {
    var ours = patience.after(tries);
    var spread = Duration.ofNanos((long) (ours.toNanos() * (0.5 + random.nextDouble() / 2)));
    return asked.filter(wait -> wait.compareTo(spread) > 0).orElse(spread);
  }

  private static CallEnd withEarlier(CallEnd end, Optional<Usage> earlier, Duration total) {
    var firstText = total.minus(end.timing().total()).plus(end.timing().firstText());
    var timing = new CallEnd.Timing(firstText, total);
    return switch (end) {
      // What nobody reported stays unreported, whatever the earlier tries said.
      case CallEnd.Finished(var reason, var word, var usage, _) ->
          new CallEnd.Finished(reason, word, usage.map(last -> sum(earlier, last)), timing);
      case CallEnd.Cancelled(var usage, _) -> new CallEnd.Cancelled(plus(earlier, usage), timing);
      case CallEnd.Failed(var failure, var usage, _) ->
          new CallEnd.Failed(failure, plus(earlier, usage), timing);
    };
  }

  private static Optional<Usage> plus(Optional<Usage> earlier, Optional<Usage> last) {
    return last.isEmpty() ? earlier : last.map(usage -> sum(earlier, usage));
  }

  private static Usage sum(Optional<Usage> earlier, Usage last) {
    return earlier.orElse(Usage.NONE).plus(last);
  }

  /** Remembers whether there was any text. */
  private static final class Heard implements TextSink {
    private final TextSink sink;
    private boolean any;

    Heard(TextSink sink) {
      this.sink = sink;
    }

    @Override
    public Flow accept(String text) {
      any = true;
      return sink.accept(text);
    }
  }
}
