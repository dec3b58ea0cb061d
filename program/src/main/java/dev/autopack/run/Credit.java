package dev.autopack.run;

import dev.autopack.budget.Format;
import dev.autopack.edit.Proposal;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Says of each call of an attempt that ended in a commit how many of its output tokens are in it.
 *
 * <p>All of a reply that was complete by itself. Where it took several calls, what they repeated or
 * began in vain is waste: then the merged units' share of all the text that came.
 */
final class Credit {
  private final RunStore store;
  private final Map<AttemptKey, Proposal> proposals = new HashMap<>();

  Credit(RunStore store) {
    this.store = store;
  }

  /** Remembers what the calls of a batch came to together; a story told again says it again. */
  void proposed(AttemptKey batch, Proposal proposal) {
    proposals.put(batch, proposal);
  }

  /** Writes it down for every call of the attempt; the same attempt again changes nothing. */
  void give(AttemptKey attempt) {
    store.calls(attempt.run()).stream()
        .filter(call -> isOf(attempt, call.reservation().key()))
        .filter(call -> call.reservation().purpose() == CallReservation.Purpose.BUILD)
        .collect(Collectors.groupingBy(call -> call.reservation().key().batch()))
        .values()
        .forEach(this::giveBatch);
  }

  private static boolean isOf(AttemptKey attempt, CallKey call) {
    return call.phase().equals(attempt.phase()) && call.attempt() == attempt.attempt();
  }

  private void giveBatch(List<CallRecord> calls) {
    var share = share(calls);
    for (var call : calls) {
      call.settlement()
          .filter(done -> done.bill().source() != CallSettlement.Bill.Source.RESERVED)
          .map(done -> Math.round(share * done.bill().usage().output()))
          .ifPresent(tokens -> store.credit(call.reservation().key(), tokens));
    }
  }

  private double share(List<CallRecord> calls) {
    if (!proposals.containsKey(batch(calls.getFirst()))) {
      // Tried again under another number, and nothing of it was used.
      return 0;
    }
    var lengths =
        calls.stream()
            .flatMap(call -> call.settlement().stream())
            .mapToLong(done -> done.reply().chars().orElse(0))
            .filter(length -> length > 0)
            .toArray();
    if (lengths.length < 2) {
      return 1;
    }
    return Math.min(1, committed(calls.getFirst()) / (double) LongStream.of(lengths).sum());
  }

  private static AttemptKey batch(CallRecord call) {
    var key = call.reservation().key();
    return new AttemptKey(key.run(), key.phase(), key.attempt(), key.batch());
  }

  /** How long the merged edits are, written as they were asked for. */
  private long committed(CallRecord first) {
    var format = framing(first.reservation().budget().estimate().format());
    return Optional.ofNullable(proposals.get(batch(first))).stream()
        .flatMap(proposal -> proposal.edits().stream())
        .mapToLong(edit -> UnitWriter.write(format, new Unit.Change(edit)).length())
        .sum();
  }

  /** The framing that says an edit at about the same length. */
  private static Format framing(Format format) {
    return switch (format) {
      case NDJSON, FULL_FILE -> Format.NDJSON;
      case ENVELOPE, DIFF -> Format.ENVELOPE;
    };
  }
}
