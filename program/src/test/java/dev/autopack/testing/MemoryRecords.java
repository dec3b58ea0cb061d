package dev.autopack.testing;

import dev.autopack.failure.Failure;
import dev.autopack.governance.Answer;
import dev.autopack.policy.Finding;
import dev.autopack.run.AttemptEnd;
import dev.autopack.run.AttemptRecord;
import dev.autopack.run.CallRecord;
import dev.autopack.run.CallReservation.Purpose;
import dev.autopack.run.CallSettlement;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore.AnsweredRequest;
import dev.autopack.telemetry.Audits;
import dev.autopack.telemetry.CallFacts;
import dev.autopack.telemetry.CallFacts.Fate;
import dev.autopack.telemetry.CallFacts.Fate.Dropped.Why;
import dev.autopack.telemetry.Question;
import dev.autopack.telemetry.Records;
import dev.autopack.telemetry.Selection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a store of memory has on record. */
public final class MemoryRecords implements Records {
  private final MemoryRunStore store;

  public MemoryRecords(MemoryRunStore store) {
    this.store = store;
  }

  @Override
  public List<CallFacts> calls(Selection which) {
    return runs(which)
        .flatMap(run ->
            store.calls(run.id()).stream()
                .filter(call -> call.reservation().purpose() == Purpose.BUILD)
                .map(call -> facts(run, call)))
        .filter(call -> !call.place().at().isBefore(which.since().orElse(Instant.EPOCH)))
        .sorted(
            Comparator.comparing((CallFacts call) -> call.place().at())
                .thenComparing(call -> call.place().run().value()))
        .toList();
  }

  @Override
  public Audits audits(Selection which) {
    return runs(which)
        .flatMap(run -> store.calls(run.id()).stream())
        .filter(call -> call.reservation().purpose() == Purpose.AUDIT)
        .filter(call -> !call.at().isBefore(which.since().orElse(Instant.EPOCH)))
        .flatMap(call -> call.settlement().stream())
        .map(CallSettlement::bill)
        .map(bill ->
            new Audits(
                1,
                bill.usage().input() + bill.usage().cacheRead() + bill.usage().cacheWrite(),
                bill.usage().output(),
                bill.usd()))
        .reduce(Audits.NONE, Audits::plus);
  }

  private Stream<RunRecord> runs(Selection which) {
    return store.list().stream()
        .filter(run -> which.run().isEmpty() || which.run().get().equals(run.id()))
        .filter(run ->
            which.repository().isEmpty()
                || which.repository().get().equals(run.sources().repository()));
  }

  private CallFacts facts(RunRecord run, CallRecord call) {
    var key = call.reservation().key();
    var shape = call.reservation().shape();
    return new CallFacts(
        new CallFacts.Place(
            run.id(),
            run.sources().repository(),
            key.phase(),
            key.attempt(),
            key.batch(),
            key.call(),
            call.at()),
        new CallFacts.Shape(
            shape.category(),
            shape.complexity(),
            call.reservation().model(),
            call.reservation().budget().estimate().format(),
            shape.scopeFiles(),
            shape.batched()),
        call.reservation().budget(),
        call.settlement()
            .flatMap(done -> done.reply().refined())
            .map(refined -> OptionalLong.of(refined.p50()))
            .orElseGet(OptionalLong::empty),
        call.settlement().map(MemoryRecords::outcome),
        fate(run, call));
  }

  private static CallFacts.Outcome outcome(CallSettlement done) {
    var isCounted = done.bill().source() != CallSettlement.Bill.Source.RESERVED;
    return new CallFacts.Outcome(
        CallFacts.Ending.valueOf(done.ending().name()),
        done.reply().stopped().map(reason -> CallFacts.Stop.valueOf(reason.name())),
        isCounted ? OptionalLong.of(done.bill().usage().output()) : OptionalLong.empty(),
        done.bill().usage().reasoning(),
        done.units(),
        done.reply().foreign());
  }

  private Fate fate(RunRecord run, CallRecord call) {
    var key = call.reservation().key();
    var end =
        store.attempts(run.id()).stream()
            .filter(attempt -> attempt.phase().equals(key.phase()))
            .filter(attempt -> attempt.number() == key.attempt())
            .findFirst()
            .flatMap(AttemptRecord::end);
    if (end.isEmpty()) {
      var isOver = run.state() == RunState.COMPLETE || run.state() == RunState.INCOMPLETE;
      return isOver ? new Fate.Dropped(Why.OTHER) : new Fate.Open();
    }
    var failure = end.flatMap(AttemptEnd::failure);
    if (failure.isEmpty()) {
      return new Fate.Committed(store.credited(key));
    }
    return new Fate.Dropped(failure.get().kind() == Failure.Kind.CUT ? Why.CUT : Why.OTHER);
  }

  @Override
  public List<Question> questions(Selection which) {
    return runs(which)
        .flatMap(this::questions)
        .filter(question -> !question.asked().isBefore(which.since().orElse(Instant.MIN)))
        .sorted(Comparator.comparing(Question::asked))
        .toList();
  }

  private Stream<Question> questions(RunRecord run) {
    var open =
        store.unanswered(run.id()).stream()
            .map(request -> question(run, new Asked(request, Optional.empty())));
    var answered =
        store.phases(run.id()).stream()
            .flatMap(phase -> store.answered(run.id(), phase.id()).stream())
            .map(pair -> question(run, new Asked(pair.request(), Optional.of(pair.answer()))));
    return Stream.concat(open, answered);
  }

  private record Asked(
      dev.autopack.governance.GovernanceRequest request, Optional<Answer> answer) {}

  private static Question question(RunRecord run, Asked asked) {
    var request = asked.request();
    return new Question(
        request.id(),
        run.id(),
        run.sources().repository(),
        request.findings().stream().map(Finding::paths).flatMap(List::stream).distinct().toList(),
        request.asked(),
        asked
            .answer()
            .map(answer ->
                new Question.Reaction(
                    kind(new AnsweredRequest(request, answer)), answer.at(), answer.reason())));
  }

  private static Question.Kind kind(AnsweredRequest pair) {
    if (pair.isGrant()) {
      return Question.Kind.APPROVED;
    }
    var isLate = pair.answer().choice() == Answer.Choice.APPROVED;
    return isLate || pair.answer().by().equals(Answer.NOBODY)
        ? Question.Kind.EXPIRED
        : Question.Kind.DENIED;
  }
}
