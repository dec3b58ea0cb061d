package dev.autopack.telemetry;

import dev.autopack.telemetry.CallFacts.Ending;
import dev.autopack.telemetry.CallFacts.Fate;
import dev.autopack.telemetry.CallFacts.Outcome;
import dev.autopack.telemetry.CallFacts.Stop;
import dev.autopack.telemetry.CallInBatch.Recovery;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How each {@link Metric} is counted. */
final class Formulas {
  private static final int LARGE_SCOPE_FILES = 20;

  private Formulas() {}

  static Measure truncationOfLarge(List<CallInBatch> calls) {
    return truncation(
        calls.stream()
            .filter(call -> call.facts().shape().scopeFiles() >= LARGE_SCOPE_FILES)
            .toList());
  }

  static Measure cancelled(List<CallInBatch> calls) {
    return share(settled(calls), it -> it.ending() == Ending.CANCELLED);
  }

  static Measure foreign(List<CallInBatch> calls) {
    return share(settled(calls).filter(it -> it.units() > 0), it -> it.foreign().isPresent());
  }

  private static Stream<Outcome> settled(List<CallInBatch> calls) {
    return calls.stream().flatMap(call -> call.facts().outcome().stream());
  }

  private static Measure share(Stream<Outcome> outcomes, Predicate<Outcome> counted) {
    var all = outcomes.toList();
    return Measure.Share.of(all.stream().filter(counted).count(), all.size());
  }

  static Measure truncation(List<CallInBatch> calls) {
    return share(
        settled(calls)
            .filter(it -> it.ending() != Ending.CANCELLED)
            .filter(it -> it.stop().isPresent()),
        it -> it.stop().equals(Optional.of(Stop.MAX_TOKENS)));
  }

  static Measure recovery(List<CallInBatch> calls) {
    var ended =
        calls.stream()
            .map(CallInBatch::recovery)
            .filter(it -> it == Recovery.RECOVERED || it == Recovery.NOT_RECOVERED)
            .toList();
    return Measure.Share.of(
        ended.stream().filter(it -> it == Recovery.RECOVERED).count(), ended.size());
  }

  static Measure savedTokens(List<CallInBatch> calls) {
    var saved =
        calls.stream().map(CallInBatch::facts).flatMap(call -> saved(call).stream()).toList();
    return new Measure.Total(saved.stream().mapToLong(Long::longValue).sum(), saved.size());
  }

  private static Optional<Long> saved(CallFacts call) {
    var expected = call.refined().orElse(call.enforced().estimate().p50());
    return call.outcome()
        .filter(outcome -> outcome.ending() == Ending.CANCELLED)
        .flatMap(outcome -> boxed(outcome.output()))
        .map(came -> Math.max(0, expected - came));
  }

  static Measure middle(List<CallInBatch> calls, Function<Miss, OptionalDouble> error) {
    return Measure.Middle.of(
        calls.stream()
            .flatMap(call -> reply(call).stream())
            .map(reply -> new Miss(reply.call().enforced().estimate().p50(), reply.tokens()))
            .map(error)
            .flatMapToDouble(OptionalDouble::stream));
  }

  static Measure declaredError(List<CallInBatch> calls) {
    return Measure.Middle.of(
        calls.stream()
            .flatMap(call -> reply(call).stream())
            .filter(reply -> reply.call().refined().isPresent())
            .map(reply -> new Miss(reply.call().refined().getAsLong(), reply.tokens()))
            .map(Miss::error)
            .flatMapToDouble(OptionalDouble::stream));
  }

  /** A complete reply whose size an estimate was made for. */
  private record Reply(CallFacts call, long tokens) {}

  private static Optional<Reply> reply(CallInBatch call) {
    return call.facts()
        .outcome()
        .filter(_ -> call.askedForAll())
        .filter(outcome -> outcome.ending() == Ending.COMPLETE)
        .flatMap(outcome -> boxed(outcome.reply()))
        .map(tokens -> new Reply(call.facts(), tokens));
  }

  static Measure waste(List<CallInBatch> calls) {
    var all =
        calls.stream().map(CallInBatch::facts).flatMap(call -> Spent.of(call).stream()).toList();
    return new Measure.Share(
        all.stream().mapToLong(spent -> spent.output() - spent.committed()).sum(),
        all.stream().mapToLong(Spent::output).sum(),
        all.size());
  }

  /** Output tokens of a call, and how many of them are in a commit. */
  private record Spent(long output, long committed) {
    static Optional<Spent> of(CallFacts call) {
      return call.outcome()
          .flatMap(outcome -> boxed(outcome.output()))
          .flatMap(output -> committed(call).map(it -> new Spent(output, Math.min(it, output))));
    }

    private static Optional<Long> committed(CallFacts call) {
      return switch (call.fate()) {
        case Fate.Open _ -> Optional.empty();
        case Fate.Dropped _ -> Optional.of(0L);
        case Fate.Committed(var tokens) -> boxed(tokens);
      };
    }
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
