package dev.autopack.run;

import dev.autopack.edit.Tree;
import dev.autopack.budget.FileFacts;
import dev.autopack.budget.Budget;
import dev.autopack.budget.Estimate;
import dev.autopack.budget.ModelProfile;
import dev.autopack.builder.Builder;
import dev.autopack.builder.CallReport;
import dev.autopack.builder.Continuation;
import dev.autopack.builder.Conversation;
import dev.autopack.builder.UnitSink;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.TextSink;
import dev.autopack.output.Dialect;
import dev.autopack.output.Kept;
import dev.autopack.output.Merge;
import dev.autopack.output.Merged;
import dev.autopack.output.Unit;
import dev.autopack.policy.Finding;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch's conversation with its model: calls until the reply is whole, or cannot become so.
 *
 * <p>Every call is a step. Units are stored as they close, so that a cut reply, or a call lost in a
 * crash, keeps them and is followed by a call that asks only for the rest.
 */
final class BatchTurn {
  private static final Logger LOG = LoggerFactory.getLogger(BatchTurn.class);

  /** Replies in a row that may bring nothing new. */
  private static final int MAX_STALLED = 2;

  /** Rough, and too low for most texts: what is kept is rather taken for more than it is. */
  private static final int CHARS_A_TOKEN = 3;

  /** How a call's settlement names what broke it. */
  private static final Set<String> FAILURES =
      Stream.of(ModelFailure.class.getPermittedSubclasses())
          .map(Class::getSimpleName)
          .collect(Collectors.toSet());

  /** Calls of one batch in a row that may break before anything new came of them. */
  private static final int MAX_BROKEN = 2;

  private final Journal journal;
  private final RunStore store;
  private final Artefacts artefacts;
  private final Ledger ledger;
  private final Events events;
  private final Builder builder;
  private final Function<Tree, FileFacts> sizes;

  /** Calls made since the batch was taken up, and how many of the last ones broke in vain. */
  private int made;

  private int broken;

  BatchTurn(RunPorts ports, Ledger ledger, Events events, RunTools tools) {
    this.journal = ports.journal();
    this.store = ports.store();
    this.artefacts = ports.artefacts();
    this.ledger = ledger;
    this.events = events;
    this.builder = tools.builder();
    this.sizes = tools.sizes();
  }

  /** How a batch ends. */
  sealed interface Ending {
    record Proposed(Proposal proposal) implements Ending {}

    record Failed(Failure failure) implements Ending {}
  }

  /**
   * What a batch is asked with.
   *
   * @param bounds what all calls together may take
   * @param refusals what policy refuses of a single edit, at stream time
   */
  record Asking(
      Model model,
      ModelProfile profile,
      Conversation conversation,
      CallReservation.Shape shape,
      BatchBounds bounds,
      Function<FileEdit, List<Finding>> refusals) {}

  Ending run(AttemptKey key, Asking asking) throws InterruptedException {
    var story = new Story(asking, new BatchUnits(store, key));
    // Those that were told already broke before a person resumed the run, which is a new chance.
    broken = 0;
    for (int number = 1; ; number++) {
      var call = key.call(number);
      var madeBefore = made;
      var done =
          journal.step(
              key.step("call " + number, CallDone.class),
              entry ->
                  switch (entry) {
                    case FIRST -> make(call, story);
                    case AGAIN -> recover(call, story);
                  });
      var continued = story.isContinued();
      story.tell(call, done);
      if (made > madeBefore) {
        broken = story.brokeInVain ? broken + 1 : 0;
      }
      switch (done.ending()) {
        case COMPLETE -> {
          var merged = story.units.mergedUpTo(number);
          if (merged.isWhole()) {
            return new Ending.Proposed(new Proposal(merged.edits()));
          }
        }
        case MALFORMED -> {
          if (!continued && done.cause().isEmpty()) {
            return failed(Failure.Kind.FORMAT, done);
          }
        }
        case CANCELLED -> {
          return failed(Failure.Kind.REFUSED, done);
        }
        case LOST, CUT, FAILED -> {}
      }
      if (broken > MAX_BROKEN) {
        throw new NotNow(
            SuspendedBy.QUOTA, "the provider broke off %d calls in a row".formatted(broken));
      }
      var hopeless = story.hopeless();
      if (hopeless.isPresent()) {
        return failed(Failure.Kind.CUT, done, hopeless.get());
      }
    }
  }

  private static Ending failed(Failure.Kind kind, CallDone done) {
    return new Ending.Failed(Failures.of(kind, done.problems()));
  }

  private static Ending failed(Failure.Kind kind, CallDone done, String why) {
    var problems = new ArrayList<>(done.problems());
    problems.add(new FailureDigest("format", why));
    return new Ending.Failed(Failures.of(kind, problems));
  }

  /** Makes the call: reserve, send, store units, settle. */
  private CallDone make(CallKey call, Story story) throws InterruptedException {
    var asking = story.asking;
    var conversation = story.conversation(call);
    var request = builder.request(asking.profile(), conversation);
    var reservation = reservation(call, asking, conversation.budget(), request);
    ledger.reserve(reservation, conversation.phase().limits());
    events.tell(
        call.phase(),
        "call_started",
        Map.of("model", asking.profile().name(), "call", call.toString()),
        conversation
            .continuation()
            .map(from ->
                "asking %s for the rest: %s kept, %d open"
                    .formatted(
                        asking.profile().name(),
                        Words.count(from.kept().edits().size(), "operation"),
                        from.kept().open().size()))
            .orElse("asking %s".formatted(asking.profile().name())));
    var sink = new StoringSink(call, story);
    var report = builder.call(asking.model(), request, conversation, sink);
    tellPassedOver(call, report);
    var done = judge(report, sink, story);
    settle(call, asking, reservation, new Came(report, sink.refined), done.ending());
    made++;
    return switch (report.end()) {
      case CallEnd.Failed(var failure, _, _) when report.text().isEmpty() -> {
        Outage.refuse(failure);
        yield done;
      }
      case CallEnd.Failed _, CallEnd.Finished _, CallEnd.Cancelled _ -> done;
    };
  }

  private void tellPassedOver(CallKey call, CallReport report) {
    for (var why : report.passedOver()) {
      events.tell(
          call.phase(),
          "declaration_passed_over",
          Map.of("call", call.toString()),
          "a declaration that cannot be read is passed over: " + why);
    }
  }

  /** What to make of a call that a process died in. */
  private CallDone recover(CallKey call, Story story) throws InterruptedException {
    Optional<CallRecord> record =
        store.calls(call.run()).stream()
            .filter(stored -> stored.reservation().key().equals(call))
            .findFirst();
    if (record.isEmpty()) {
      // It died before anything was spent.
      return make(call, story);
    }
    var settlement = record.orElseThrow().settlement();
    if (settlement.isPresent()) {
      return settled(call, settlement.orElseThrow(), story);
    }
    var lost = CallSettlement.lost(record.orElseThrow().reservation());
    store.settle(call, lost);
    LOG.info("{}: {}", call, new CallLine(record.orElseThrow().reservation(), lost).text());
    events.tell(
        call.phase(),
        "call_lost",
        Map.of("call", call.toString()),
        "a call was in flight when the program died; it counts at its reserved price");
    return new CallDone(
        CallSettlement.Ending.LOST, List.of(), Optional.of(Continuation.Cause.LOST), "");
  }

  /** The process died between settling the call and recording its step: only details are gone. */
  private CallDone settled(CallKey call, CallSettlement settlement, Story story) {
    var problems =
        switch (settlement.ending()) {
          case COMPLETE, LOST, FAILED -> List.<FailureDigest>of();
          case MALFORMED -> List.of(new FailureDigest("format", "The reply broke the format."));
          case CUT -> List.of(new FailureDigest("format", "The reply stopped early."));
          case CANCELLED ->
              story.units.mergedUpTo(call.call()).edits().stream()
                  .flatMap(edit -> story.asking.refusals().apply(edit).stream())
                  .map(finding -> new FailureDigest("policy", finding.justification()))
                  .toList();
        };
    return new CallDone(settlement.ending(), problems, cause(settlement), "");
  }

  private static Optional<Continuation.Cause> cause(CallSettlement settlement) {
    return switch (settlement.ending()) {
      case COMPLETE -> Optional.of(Continuation.Cause.UNFINISHED);
      case LOST -> Optional.of(Continuation.Cause.LOST);
      case FAILED -> Optional.of(Continuation.Cause.CONNECTION);
      case CUT ->
          Optional.of(
              FAILURES.contains(settlement.stop())
                  ? Continuation.Cause.CONNECTION
                  : Continuation.Cause.OUTPUT_LIMIT);
      case MALFORMED, CANCELLED -> Optional.empty();
    };
  }

  private CallReservation reservation(
      CallKey call, Asking asking, Budget budget, ModelRequest request) {
    var input = CallReservation.inputTokens(request);
    var usd =
        asking
            .profile()
            .price()
            .map(price -> price.ceiling(input, budget.maxOutputTokens()))
            .orElse(BigDecimal.ZERO);
    return new CallReservation(call, asking.profile().name(), budget, asking.shape(), input, usd);
  }

  private void settle(
      CallKey call,
      Asking asking,
      CallReservation reservation,
      Came came,
      CallSettlement.Ending ending) {
    var report = came.report();
    var timing = report.end().timing();
    var settlement =
        new CallSettlement(
            ending,
            CallSettlement.stop(report.end()),
            Billing.of(asking.profile(), reservation, report.end(), report.text()),
            report.units(),
            report.rejected().size(),
            new CallSettlement.Timing(timing.firstText().toMillis(), timing.total().toMillis()),
            reply(reservation, came));
    store.settle(call, settlement);
    var line = new CallLine(reservation, settlement);
    LOG.info("{}: {}", call, line.text());
    events.tell(call.phase(), "call_settled", line.facts(), line.text());
  }

  /** What came of a call, and what its declaration made of the estimate. */
  private record Came(CallReport report, Optional<Estimate> refined) {}

  private static CallSettlement.Reply reply(CallReservation reservation, Came came) {
    var report = came.report();
    return new CallSettlement.Reply(
        report.end() instanceof CallEnd.Finished(var reason, _, _, _)
            ? Optional.of(reason)
            : Optional.empty(),
        OptionalLong.of(report.text().length()),
        foreign(reservation, report),
        came.refined());
  }

  /** What a reply was written in, where that was not asked for. */
  private static Optional<String> foreign(CallReservation reservation, CallReport report) {
    var asked = reservation.budget().estimate().format();
    return Optional.of(report.written())
        .filter(written -> written != Dialect.of(asked))
        .map(Dialect::id);
  }

  private CallDone judge(CallReport report, StoringSink sink, Story story) {
    var reply =
        report.text().isEmpty()
            ? ""
            : artefacts.save(report.text().getBytes(StandardCharsets.UTF_8));
    var judged =
        new ReplyJudge(report, story.isContinued(), story.keptOperations, sink.index)
            .judge(sink.findings);
    return new CallDone(judged.ending(), judged.problems(), judged.cause(), reply);
  }

  /** Stores each unit before the stream may go on, and stops it at the first refusal. */
  private final class StoringSink implements UnitSink {
    private final CallKey call;
    private final Function<FileEdit, List<Finding>> refusals;
    private final Merge merge;
    private final List<Finding> findings = new ArrayList<>();
    private final Refinement refinement;
    private final boolean isAskedForAll;
    private Optional<Estimate> refined = Optional.empty();
    private int index;

    StoringSink(CallKey call, Story story) {
      this.call = call;
      this.refinement = new Refinement(story.asking.conversation(), sizes, events);
      this.isAskedForAll = !story.isContinued();
      this.refusals = story.asking.refusals();
      this.merge = story.units.upTo(call.call() - 1);
      merge.nextCall();
    }

    @Override
    public TextSink.Flow keep(Kept kept) {
      if (index == 0 && isAskedForAll && kept instanceof Unit.Declare(var declaration)) {
        refined = refinement.of(call, declaration);
      }
      store.saveUnit(call, index++, kept);
      merge.add(kept).ifPresent(edit -> findings.addAll(refusals.apply(edit)));
      return findings.isEmpty() ? TextSink.Flow.CONTINUE : TextSink.Flow.CANCEL;
    }
  }

  /** How far a batch has come, and what its next call goes on from. Told again, it is the same. */
  private final class Story {
    private final Asking asking;
    private final BatchUnits units;
    private Optional<Continuation.Cause> cause = Optional.empty();
    private List<FailureDigest> problems = List.of();
    private boolean hitAllowance;
    private int calls;
    private long emitted;
    private int stalled;

    /** Whether the last call broke before anything new came: that is the provider's fault. */
    private boolean brokeInVain;

    private long progress;
    private int keptOperations;

    Story(Asking asking, BatchUnits units) {
      this.asking = asking;
      this.units = units;
    }

    boolean isContinued() {
      return cause.isPresent();
    }

    /** Takes in what became of a call. */
    void tell(CallKey call, CallDone done) {
      if (done.ending() == CallSettlement.Ending.MALFORMED && done.cause().isEmpty()) {
        units.leaveOut(call.call());
      }
      var merged = units.mergedUpTo(call.call());
      keptOperations = merged.edits().size();
      var isNew = merged.progress() > progress;
      brokeInVain = !isNew && isBroken(done);
      switch (done.ending()) {
        // It was nobody's fault, and may be asked as it was where nothing came.
        case LOST, FAILED -> cause = merged.isEmpty() ? cause : done.cause();
        case COMPLETE, MALFORMED, CUT, CANCELLED -> {
          calls++;
          emitted += output(call);
          if (!brokeInVain) {
            stalled = isNew ? 0 : stalled + 1;
          }
          problems = problems(done, merged);
          hitAllowance = done.cause().equals(Optional.of(Continuation.Cause.OUTPUT_LIMIT));
          cause = done.cause().or(() -> Optional.of(Continuation.Cause.UNFINISHED));
        }
      }
      progress = Math.max(progress, merged.progress());
    }

    private static boolean isBroken(CallDone done) {
      return done.ending() == CallSettlement.Ending.FAILED
          || (done.ending() == CallSettlement.Ending.CUT
              && done.cause().equals(Optional.of(Continuation.Cause.CONNECTION)));
    }

    private List<FailureDigest> problems(CallDone done, Merged merged) {
      var all = new ArrayList<>(done.problems());
      all.removeIf(problem -> problem.source().equals(ReplyJudge.CUT));
      merged.problems().forEach(why -> all.add(new FailureDigest("format", why)));
      return all;
    }

    /** Why no further call is made; empty where one may help. */
    Optional<String> hopeless() {
      if (stalled >= MAX_STALLED) {
        return Optional.of(
            "%d replies in a row brought neither a new operation nor a new line."
                .formatted(stalled));
      }
      return calls >= asking.bounds().calls()
              || emitted > asking.bounds().outputTokens() - Budget.LEAST_REST
          ? Optional.of(
              "After %d replies and %d tokens it was still not whole.".formatted(calls, emitted))
          : Optional.empty();
    }

    Conversation conversation(CallKey call) {
      var first = asking.conversation();
      if (cause.isEmpty()) {
        return first;
      }
      var kept = units.mergedUpTo(call.call() - 1);
      var budget = budget(kept);
      return first.continued(
          new Continuation(
              kept,
              cause.orElseThrow(),
              call.call(),
              problems.stream().map(FailureDigest::text).toList()),
          budget,
          Math.min(
              first.maxInputTokens(),
              asking.profile().window().contextTokens() - budget.maxOutputTokens()));
    }

    private Budget budget(Merged kept) {
      return Budget.rest(
              units.refined().orElse(asking.conversation().budget().estimate()),
              emitted,
              Math.min(emitted, kept.chars() / CHARS_A_TOKEN),
              hitAllowance ? Budget.Reached.ALLOWANCE : Budget.Reached.LESS,
              asking.profile().window())
          .atMost(asking.bounds().outputTokens() - emitted);
    }

    private long output(CallKey call) {
      return store.calls(call.run()).stream()
          .filter(stored -> stored.reservation().key().equals(call))
          .flatMap(stored -> stored.settlement().stream())
          .mapToLong(settled -> settled.bill().usage().output())
          .sum();
    }
  }
}
