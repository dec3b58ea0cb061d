package dev.autopack.run;

import dev.autopack.builder.CallReport;
import dev.autopack.builder.Continuation.Cause;
import dev.autopack.failure.FailureDigest;
import dev.autopack.model.CallEnd;
import dev.autopack.model.StopReason;
import dev.autopack.output.ReplyEnd;
import dev.autopack.policy.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a call that was made amounts to, by its provider's word and by its own text. */
final class ReplyJudge {
  /** The source of a problem that says only that the reply stopped. */
  static final String CUT = "cut";

  private final CallReport report;
  private final boolean continued;
  private final int earlier;
  private final int kept;
  private final List<FailureDigest> problems = new ArrayList<>();

  /**
   * A judge of one call.
   *
   * @param continued whether it was asked for the rest of earlier ones
   * @param earlier how many operations are kept of these
   * @param kept how many units and partials of this one were stored
   */
  ReplyJudge(CallReport report, boolean continued, int earlier, int kept) {
    this.report = report;
    this.continued = continued;
    this.earlier = earlier;
    this.kept = kept;
  }

  /**
   * The judgement.
   *
   * @param cause why another call may go on from what this one brought; empty where that cannot be
   *     used
   */
  record Judged(CallSettlement.Ending ending, List<FailureDigest> problems, Optional<Cause> cause) {
    Judged {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Judges.
   *
   * @param refused what policy refuses of it
   */
  Judged judge(List<Finding> refused) {
    report.rejected().forEach(why -> problems.add(new FailureDigest("format", why)));
    return switch (report.end()) {
      case CallEnd.Cancelled _ when !refused.isEmpty() -> {
        problems.clear();
        refused.forEach(
            finding -> problems.add(new FailureDigest("policy", finding.justification())));
        yield judged(CallSettlement.Ending.CANCELLED, Optional.empty());
      }
      case CallEnd.Failed(var failure, _, _) ->
          switch (report.reply()) {
            case ReplyEnd.Complete _, ReplyEnd.Miscounted _, ReplyEnd.Broken _ ->
                finished(StopReason.END);
            case ReplyEnd.Cut _, ReplyEnd.Nothing _ -> {
              problems.add(new FailureDigest(CUT, "The reply broke off: " + failure.detail()));
              yield judged(
                  kept > 0 ? CallSettlement.Ending.CUT : CallSettlement.Ending.FAILED,
                  Optional.of(Cause.CONNECTION));
            }
          };
      // Not by a refusal: it grew longer than any honest reply.
      case CallEnd.Cancelled _ -> finished(StopReason.OTHER);
      case CallEnd.Finished(var reason, _, _, _) -> finished(reason);
    };
  }

  private Judged finished(StopReason reason) {
    return switch (report.reply()) {
      case ReplyEnd.Complete _ -> complete();
      // Told to count its own, a model may still count all that the batch has.
      case ReplyEnd.Miscounted(var announced, var came)
          when continued && announced == came + earlier ->
          complete();
      case ReplyEnd.Miscounted counted -> miscounted(counted);
      case ReplyEnd.Broken(var why) -> malformed(why);
      case ReplyEnd.Cut(var where) -> {
        problems.add(new FailureDigest(CUT, "The reply stopped %s.".formatted(where)));
        yield cut(reason);
      }
      case ReplyEnd.Nothing(var why) -> {
        if (reason != StopReason.MAX_TOKENS) {
          yield malformed(why);
        }
        problems.add(new FailureDigest(CUT, why));
        yield cut(reason);
      }
    };
  }

  private Judged complete() {
    if (problems.isEmpty()) {
      return judged(CallSettlement.Ending.COMPLETE, Optional.of(Cause.UNFINISHED));
    }
    return partlyUsable();
  }

  /**
   * What came is whole by itself. Where more is announced, something was not sent or could not be
   * read: it is asked for, and only a reply whose count holds ends the batch.
   */
  private Judged miscounted(ReplyEnd.Miscounted counted) {
    if (counted.announced() < counted.came()) {
      return malformed(counted.why());
    }
    problems.add(new FailureDigest("format", counted.why()));
    return partlyUsable();
  }

  /** What is good of it is kept, and the rest asked for once more. */
  private Judged partlyUsable() {
    return judged(
        CallSettlement.Ending.MALFORMED,
        continued || kept > 0 ? Optional.of(Cause.UNFINISHED) : Optional.empty());
  }

  private Judged malformed(String why) {
    problems.add(new FailureDigest("format", why));
    return judged(CallSettlement.Ending.MALFORMED, Optional.empty());
  }

  private Judged cut(StopReason reason) {
    return judged(
        CallSettlement.Ending.CUT,
        Optional.of(reason == StopReason.MAX_TOKENS ? Cause.OUTPUT_LIMIT : Cause.STOPPED));
  }

  private Judged judged(CallSettlement.Ending ending, Optional<Cause> cause) {
    return new Judged(ending, problems, cause);
  }
}
