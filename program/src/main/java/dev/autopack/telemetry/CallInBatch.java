package dev.autopack.telemetry;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.telemetry.CallFacts.Ending;
import dev.autopack.telemetry.CallFacts.Fate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A call, and what the other calls of its batch say of it.
 *
 * @param askedForAll whether it was asked for the whole batch: a continuation is asked for a rest
 *     that nobody estimated
 */
public record CallInBatch(CallFacts facts, boolean askedForAll, Recovery recovery) {
  /** What followed a cut call. */
  public enum Recovery {
    /** It was not cut. */
    NONE,
    /** The rest arrived in the same attempt. */
    RECOVERED,
    /** The attempt ended, or was given up, without the rest. */
    NOT_RECOVERED,
    /** The attempt goes on, and the rest may still come. */
    OPEN
  }

  /** Puts calls beside those of their batches. */
  public static List<CallInBatch> of(List<CallFacts> calls) {
    var batches = new LinkedHashMap<Batch, Map<Integer, CallFacts>>();
    for (var call : calls) {
      batches
          .computeIfAbsent(Batch.of(call), _ -> new LinkedHashMap<>())
          .put(call.place().number(), call);
    }
    return calls.stream()
        .map(call -> of(call, batches.getOrDefault(Batch.of(call), Map.of())))
        .toList();
  }

  private static CallInBatch of(CallFacts call, Map<Integer, CallFacts> batch) {
    return new CallInBatch(call, isAskedForAll(call, batch), recovery(call, batch));
  }

  /** Where each call before it broke without a word, nothing of the batch was there yet. */
  private static boolean isAskedForAll(CallFacts call, Map<Integer, CallFacts> batch) {
    return IntStream.range(1, call.place().number())
        .mapToObj(number -> Optional.ofNullable(batch.get(number)))
        .allMatch(earlier -> earlier.filter(it -> ended(it, Ending.FAILED)).isPresent());
  }

  private static Recovery recovery(CallFacts call, Map<Integer, CallFacts> batch) {
    if (!ended(call, Ending.CUT)) {
      return Recovery.NONE;
    }
    return switch (call.fate()) {
      case Fate.Committed _ -> Recovery.RECOVERED;
      // The last reply may have ended in good order, and still not brought what was open.
      case Fate.Dropped(var why) ->
          isWhole(batch) && why != Fate.Dropped.Why.CUT
              ? Recovery.RECOVERED
              : Recovery.NOT_RECOVERED;
      case Fate.Open _ -> Recovery.OPEN;
    };
  }

  /** Whether its last call ended in good order; a call more would have been made for a rest. */
  private static boolean isWhole(Map<Integer, CallFacts> batch) {
    return batch.values().stream()
        .max(Comparator.comparingInt(call -> call.place().number()))
        .filter(last -> ended(last, Ending.COMPLETE))
        .isPresent();
  }

  private static boolean ended(CallFacts call, Ending ending) {
    return call.outcome().filter(outcome -> outcome.ending() == ending).isPresent();
  }

  private record Batch(RunId run, PhaseId phase, int attempt, int batch) {
    static Batch of(CallFacts call) {
      var place = call.place();
      return new Batch(place.run(), place.phase(), place.attempt(), place.batch());
    }
  }
}
