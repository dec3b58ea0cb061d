package dev.autopack.run;

import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.Usage;
import dev.autopack.builder.Builder;
import dev.autopack.builder.CallReport;
import dev.autopack.builder.Conversation;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.error.EnvironmentException;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.model.TokenCounter;
import dev.autopack.output.ReplyEnd;
import dev.autopack.output.Unit;
import dev.autopack.policy.Finding;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One batch's conversation with its model: calls until the reply is whole, or cannot become so.
 *
 * <p>Every call is a step. Units are stored as they close, so that a cut reply, or a call lost in a
 * crash, keeps them and is followed by a call that asks only for the rest.
 */
final class BatchTurn {
  /** Continuations of one batch that a cut may cause; a call lost in a crash does not count. */
  private static final int MAX_CONTINUATIONS = 1;

  /** Calls of one batch that may break before a word came, past the patience of the client. */
  private static final int MAX_BROKEN = 2;

  private final Journal journal;
  private final RunStore store;
  private final Artefacts artefacts;
  private final Ledger ledger;
  private final Events events;
  private final Builder builder;

  /** Calls that broke in a row, of those made since the batch was taken up. */
  private int broken;

  BatchTurn(RunPorts ports, Ledger ledger, Events events, Builder builder) {
    this.journal = ports.journal();
    this.store = ports.store();
    this.artefacts = ports.artefacts();
    this.ledger = ledger;
    this.events = events;
    this.builder = builder;
  }

  /** How a batch ends. */
  sealed interface Ending {
    record Proposed(Proposal proposal) implements Ending {}

    record Failed(Failure failure) implements Ending {}
  }

  /**
   * What a batch is asked with.
   *
   * @param refusals what policy refuses of a single edit, at stream time
   */
  record Asking(
      Model model,
      ModelProfile profile,
      Conversation conversation,
      CallReservation.Shape shape,
      Function<FileEdit, List<Finding>> refusals) {}

  Ending run(AttemptKey key, Asking asking) throws InterruptedException {
    int continuations = 0;
    // Those that were told already broke before a person resumed the run, which is a new chance.
    broken = 0;
    for (int number = 1; ; number++) {
      var call = key.call(number);
      var done =
          journal.step(
              key.step("call " + number, CallDone.class),
              entry ->
                  switch (entry) {
                    case FIRST -> make(call, asking);
                    case AGAIN -> recover(call, asking);
                  });
      switch (done.ending()) {
        case COMPLETE -> {
          return new Ending.Proposed(proposal(key));
        }
        case MALFORMED -> {
          return failed(Failure.Kind.FORMAT, done);
        }
        case CANCELLED -> {
          return failed(Failure.Kind.REFUSED, done);
        }
        case LOST -> {}
        case CUT -> {
          if (kept(key).isEmpty() || continuations == MAX_CONTINUATIONS) {
            return failed(Failure.Kind.CUT, done);
          }
          continuations++;
        }
        case FAILED -> {
          if (broken > MAX_BROKEN) {
            throw new NotNow(
                SuspendedBy.QUOTA, "the provider broke off %d calls in a row".formatted(broken));
          }
        }
      }
    }
  }

  private static Ending failed(Failure.Kind kind, CallDone done) {
    return new Ending.Failed(Failures.of(kind, done.problems()));
  }

  private Proposal proposal(AttemptKey key) {
    var merge = new UnitMerge();
    store.units(key.run(), key.phase(), key.attempt(), key.batch()).forEach(merge::add);
    return merge.proposal();
  }

  private List<Unit> kept(AttemptKey key) {
    return store.units(key.run(), key.phase(), key.attempt(), key.batch()).stream()
        .map(RunStore.StoredUnit::unit)
        .toList();
  }

  /** Makes the call: reserve, send, store units, settle. */
  private CallDone make(CallKey call, Asking asking) throws InterruptedException {
    var units =
        store.units(call.run(), call.phase(), call.attempt(), call.batch()).stream()
            .map(RunStore.StoredUnit::unit)
            .toList();
    var conversation = asking.conversation().withKept(units);
    var request = builder.request(asking.profile(), conversation);
    var reservation = reservation(call, asking, request);
    ledger.reserve(reservation, conversation.phase().limits());
    events.tell(
        call.phase(),
        "call_started",
        Map.of("model", asking.profile().name(), "call", call.toString()),
        units.isEmpty()
            ? "asking %s".formatted(asking.profile().name())
            : "asking %s for the rest: %d units are kept"
                .formatted(asking.profile().name(), units.size()));
    var sink = new StoringSink(call, asking.refusals());
    var report = builder.call(asking.model(), request, conversation, sink);
    var done = judge(report, sink.findings);
    settle(call, asking, reservation, report, done.ending());
    broken = done.ending() == CallSettlement.Ending.FAILED ? broken + 1 : 0;
    return switch (report.end()) {
      case CallEnd.Failed(var failure, _, _) when report.text().isEmpty() -> whoActs(failure, done);
      case CallEnd.Failed _, CallEnd.Finished _, CallEnd.Cancelled _ -> done;
    };
  }

  /** A failure that another call cannot mend is somebody's to act on, not the builder's. */
  private static CallDone whoActs(ModelFailure failure, CallDone done) {
    return switch (failure) {
      case ModelFailure.BadRequest(var detail) ->
          throw new EnvironmentException(
              "The provider refuses the request: " + detail,
              "Check the model's limits and base URL in models.yaml, then run: autopack resume");
      case ModelFailure.Unauthorised(var detail) ->
          throw new EnvironmentException(
              "The provider does not accept the key: " + detail,
              "Set a valid key in the environment, then run: autopack resume");
      case ModelFailure.UnknownModel(var detail) ->
          throw new EnvironmentException(
              "The provider does not know the model: " + detail,
              "Correct its id or its base_url in models.yaml, or choose another model, then run: autopack resume");
      case ModelFailure.WrongProtocol(var detail) ->
          throw new EnvironmentException(
              "What answered is no such provider: " + detail,
              "Correct the model's base URL in models.yaml, then run: autopack resume");
      case ModelFailure.OutOfQuota(var detail) ->
          throw new NotNow(SuspendedBy.QUOTA, "the provider's account is used up: " + detail);
      case ModelFailure.RateLimited(var detail, _) ->
          throw new NotNow(SuspendedBy.QUOTA, "the provider's rate limit: " + detail);
      case ModelFailure.Overloaded(var detail, _) ->
          throw new NotNow(SuspendedBy.QUOTA, "the provider has trouble: " + detail);
      case ModelFailure.Disconnected(var detail, var cause) ->
          switch (cause) {
            case CONNECT, FIRST_BYTE_TIMEOUT ->
                throw new NotNow(SuspendedBy.QUOTA, "the provider cannot be reached: " + detail);
            case STALLED, OVERTIME, BROKEN -> done;
          };
    };
  }

  /** What to make of a call that a process died in. */
  private CallDone recover(CallKey call, Asking asking) throws InterruptedException {
    Optional<CallRecord> record =
        store.calls(call.run()).stream()
            .filter(stored -> stored.reservation().key().equals(call))
            .findFirst();
    if (record.isEmpty()) {
      // It died before anything was spent.
      return make(call, asking);
    }
    var settlement = record.orElseThrow().settlement();
    if (settlement.isPresent()) {
      return settled(call, settlement.orElseThrow().ending(), asking);
    }
    store.settle(call, lost(record.orElseThrow().reservation()));
    events.tell(
        call.phase(),
        "call_lost",
        Map.of("call", call.toString()),
        "a call was in flight when the program died; it counts at its reserved price");
    return new CallDone(CallSettlement.Ending.LOST, List.of(), "");
  }

  /** The process died between settling the call and recording its step: only details are gone. */
  private CallDone settled(CallKey call, CallSettlement.Ending ending, Asking asking) {
    var problems =
        switch (ending) {
          case COMPLETE, LOST, FAILED -> List.<FailureDigest>of();
          case MALFORMED -> List.of(new FailureDigest("format", "The reply broke the format."));
          case CUT -> List.of(new FailureDigest("format", "The reply stopped early."));
          case CANCELLED ->
              kept(new AttemptKey(call.run(), call.phase(), call.attempt(), call.batch())).stream()
                  .flatMap(unit -> refused(unit, asking.refusals()))
                  .toList();
        };
    return new CallDone(ending, problems, "");
  }

  private static Stream<FailureDigest> refused(
      Unit unit, Function<FileEdit, List<Finding>> refusals) {
    return unit instanceof Unit.Change(var edit)
        ? refusals.apply(edit).stream()
            .map(finding -> new FailureDigest("policy", finding.justification()))
        : Stream.of();
  }

  private static CallSettlement lost(CallReservation reservation) {
    return new CallSettlement(
        CallSettlement.Ending.LOST,
        "the process died",
        reserved(reservation),
        0,
        0,
        new CallSettlement.Timing(0, 0));
  }

  private CallReservation reservation(CallKey call, Asking asking, ModelRequest request) {
    var budget = asking.conversation().budget();
    var input = inputTokens(request);
    var usd =
        asking
            .profile()
            .price()
            .map(price -> price.ceiling(input, budget.maxOutputTokens()))
            .orElse(BigDecimal.ZERO);
    return new CallReservation(call, asking.profile().name(), budget, asking.shape(), input, usd);
  }

  private static int inputTokens(ModelRequest request) {
    var counted = TokenCounter.count(request.system());
    for (var turn : request.turns()) {
      counted += TokenCounter.count(turn.text());
    }
    return CallReservation.withMargin(counted);
  }

  private void settle(
      CallKey call,
      Asking asking,
      CallReservation reservation,
      CallReport report,
      CallSettlement.Ending ending) {
    var bill = bill(asking.profile(), reservation, report);
    var timing = report.end().timing();
    store.settle(
        call,
        new CallSettlement(
            ending,
            stop(report.end()),
            bill,
            report.units(),
            report.rejected().size(),
            new CallSettlement.Timing(timing.firstText().toMillis(), timing.total().toMillis())));
    events.tell(
        call.phase(),
        "call_settled",
        Map.of(
            "call", call.toString(),
            "ending", ending.name(),
            "predicted", Long.toString(reservation.budget().estimate().p50()),
            "actual", Long.toString(bill.usage().output()),
            "budget", Integer.toString(reservation.budget().maxOutputTokens()),
            "stop", stop(report.end())),
        "%s: %d units, %d tokens out (predicted %d, allowed %d), $%s, %s"
            .formatted(
                asking.profile().name(),
                report.units(),
                bill.usage().output(),
                reservation.budget().estimate().p50(),
                reservation.budget().maxOutputTokens(),
                Money.show(bill.usd()),
                stop(report.end())));
  }

  private CallSettlement.Bill bill(
      ModelProfile profile, CallReservation reservation, CallReport report) {
    return switch (report.end()) {
      case CallEnd.Finished(_, _, var usage, _) ->
          usage
              .map(known -> bill(profile, CallSettlement.Bill.Source.REPORTED, known))
              .orElseGet(() -> reserved(reservation));
      case CallEnd.Cancelled(var usage, _) -> broken(profile, reservation, report, usage);
      case CallEnd.Failed(_, var usage, _) -> broken(profile, reservation, report, usage);
    };
  }

  /** A stream that stopped early seldom says what it cost; what came is counted. */
  private CallSettlement.Bill broken(
      ModelProfile profile,
      CallReservation reservation,
      CallReport report,
      Optional<Usage> reported) {
    var known = reported.filter(usage -> usage.output() > 0);
    if (known.isPresent()) {
      return bill(profile, CallSettlement.Bill.Source.REPORTED, known.orElseThrow());
    }
    var nothing = report.text().isEmpty() && reported.isEmpty();
    var usage =
        new Usage(
            nothing ? 0 : reservation.inputTokens(), 0, 0, TokenCounter.count(report.text()), 0);
    return bill(profile, CallSettlement.Bill.Source.COUNTED, usage);
  }

  private static CallSettlement.Bill bill(
      ModelProfile profile, CallSettlement.Bill.Source source, Usage usage) {
    return new CallSettlement.Bill(
        source, usage, profile.price().map(price -> price.of(usage)).orElse(BigDecimal.ZERO));
  }

  private static CallSettlement.Bill reserved(CallReservation reservation) {
    var usage =
        new Usage(reservation.inputTokens(), 0, 0, reservation.budget().maxOutputTokens(), 0);
    return new CallSettlement.Bill(CallSettlement.Bill.Source.RESERVED, usage, reservation.usd());
  }

  private static String stop(CallEnd end) {
    return switch (end) {
      case CallEnd.Finished(_, var word, _, _) -> word;
      case CallEnd.Cancelled _ -> "cancelled";
      case CallEnd.Failed(var failure, _, _) -> failure.getClass().getSimpleName();
    };
  }

  private CallDone judge(CallReport report, List<Finding> refused) {
    var reply =
        report.text().isEmpty()
            ? ""
            : artefacts.save(report.text().getBytes(StandardCharsets.UTF_8));
    var problems = new ArrayList<FailureDigest>();
    report.rejected().forEach(why -> problems.add(new FailureDigest("format", why)));
    var ending =
        switch (report.end()) {
          case CallEnd.Cancelled _ when !refused.isEmpty() -> {
            problems.clear();
            refused.forEach(
                finding -> problems.add(new FailureDigest("policy", finding.justification())));
            yield CallSettlement.Ending.CANCELLED;
          }
          case CallEnd.Failed _ when report.reply() instanceof ReplyEnd.Complete ->
              ending(report.reply(), StopReason.END, problems);
          case CallEnd.Failed(var failure, _, _) -> {
            problems.add(new FailureDigest("format", "The reply broke off: " + failure.detail()));
            yield report.units() > 0 ? CallSettlement.Ending.CUT : CallSettlement.Ending.FAILED;
          }
          // Not by a refusal: it grew longer than any honest reply.
          case CallEnd.Cancelled _ -> ending(report.reply(), StopReason.OTHER, problems);
          case CallEnd.Finished(var reason, _, _, _) -> ending(report.reply(), reason, problems);
        };
    return new CallDone(ending, problems, reply);
  }

  private static CallSettlement.Ending ending(
      ReplyEnd reply, StopReason reason, List<FailureDigest> problems) {
    return switch (reply) {
      case ReplyEnd.Complete _ ->
          problems.isEmpty() ? CallSettlement.Ending.COMPLETE : CallSettlement.Ending.MALFORMED;
      case ReplyEnd.Cut(var where) -> {
        problems.add(new FailureDigest("format", "The reply stopped %s.".formatted(where)));
        yield CallSettlement.Ending.CUT;
      }
      case ReplyEnd.Broken(var why) -> {
        problems.add(new FailureDigest("format", why));
        yield CallSettlement.Ending.MALFORMED;
      }
      case ReplyEnd.Nothing(var why) -> {
        problems.add(new FailureDigest("format", why));
        yield reason == StopReason.MAX_TOKENS
            ? CallSettlement.Ending.CUT
            : CallSettlement.Ending.MALFORMED;
      }
    };
  }

  /** Stores each unit before the stream may go on, and stops it at the first refusal. */
  private final class StoringSink implements dev.autopack.builder.UnitSink {
    private final CallKey call;
    private final Function<FileEdit, List<Finding>> refusals;
    private final List<Finding> findings = new ArrayList<>();
    private int index;

    StoringSink(CallKey call, Function<FileEdit, List<Finding>> refusals) {
      this.call = call;
      this.refusals = refusals;
    }

    @Override
    public TextSink.Flow keep(Unit unit) {
      store.saveUnit(call, index++, unit);
      if (unit instanceof Unit.Change(var edit)) {
        findings.addAll(refusals.apply(edit));
      }
      return findings.isEmpty() ? TextSink.Flow.CONTINUE : TextSink.Flow.CANCEL;
    }
  }
}
