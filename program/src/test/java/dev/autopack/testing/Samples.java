package dev.autopack.testing;

import dev.autopack.budget.Budget;
import dev.autopack.budget.Estimate;
import dev.autopack.budget.Format;
import dev.autopack.budget.Usage;
import dev.autopack.budget.Writing;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.model.StopReason;
import dev.autopack.output.Unit;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Finding;
import dev.autopack.policy.Risk;
import dev.autopack.run.AttemptEnd;
import dev.autopack.run.CallKey;
import dev.autopack.run.CallReservation;
import dev.autopack.run.CallSettlement;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Values that a store can keep, none of them empty where it could hold something. */
public final class Samples {
  public static final RunId RUN = new RunId("run-1");
  public static final PhaseId PHASE = new PhaseId("slugify");
  public static final PhaseId OTHER_PHASE = new PhaseId("docs");

  private Samples() {}

  public static RunRecord run(RunId id) {
    return run(id, Instant.parse("2026-03-01T07:59:59.000001Z"));
  }

  public static RunRecord run(RunId id, Instant started) {
    var sources =
        new RunRecord.Sources(
            "/home/ann/slugs", "slugs", "plans/slugs.yaml", "autopack: 1\n", "{\"limits\":{}}");
    return new RunRecord(
        id,
        RunState.RUNNING,
        sources,
        "0123456789012345678901234567890123456789",
        started,
        "me",
        7);
  }

  public static RunEvent event(String type) {
    return new RunEvent(type, Map.of("cause", "tests", "count", "3"), "It is " + type + ".");
  }

  public static CallKey call(int number) {
    return new CallKey(RUN, PHASE, 1, 1, number);
  }

  public static CallReservation reservation(CallKey key) {
    var estimate =
        new Estimate(Format.NDJSON, Writing.WHOLE, 700, 1900, 1.25, "two files of about 60 lines");
    return new CallReservation(
        key,
        "sonnet",
        new Budget(estimate, 2048, "the category's floor"),
        new CallReservation.Shape(Category.BACKEND, Complexity.HIGH, 2, true),
        4321,
        new BigDecimal("0.04371000"));
  }

  /** The same, of an audit. */
  public static CallReservation audit(CallKey key) {
    var build = reservation(key);
    return new CallReservation(
        key,
        "gpt",
        build.budget(),
        build.shape(),
        build.inputTokens(),
        build.usd(),
        CallReservation.Purpose.AUDIT);
  }

  public static CallSettlement settlement() {
    return new CallSettlement(
        CallSettlement.Ending.CUT,
        "max_tokens",
        new CallSettlement.Bill(
            CallSettlement.Bill.Source.REPORTED,
            new Usage(4300, 12, 9, 2048, 100),
            new BigDecimal("0.0421")),
        3,
        1,
        new CallSettlement.Timing(812, 20_417),
        new CallSettlement.Reply(
            Optional.of(StopReason.MAX_TOKENS),
            OptionalLong.of(7_311),
            Optional.of("search_replace"),
            Optional.of(
                new Estimate(Format.NDJSON, Writing.WHOLE, 950, 1400, 1.25, "it declares 2 files")),
            Optional.of("f".repeat(64))));
  }

  public static Unit unit(String path) {
    return new Unit.Change(new FileEdit.Create(new RepoPath(path), "text of " + path + "\r\n"));
  }

  public static AttemptEnd failed() {
    var digest = new FailureDigest("tests", "test_slug.py:3 expected 'a', was 'b'");
    return new AttemptEnd(
        Optional.of(new Failure(Failure.Kind.NOT_COMPLETE, "not_complete-1", List.of(digest))));
  }

  public static GovernanceRequest request(String id) {
    var finding =
        new Finding(
            "protected",
            Finding.Severity.ASK,
            List.of(new RepoPath("ci/build.yml")),
            "CI files decide what is checked",
            Risk.HIGH);
    return new GovernanceRequest(
        id,
        RUN,
        PHASE,
        1,
        List.of(finding),
        "c0ffee",
        Instant.parse("2026-03-01T08:00:00Z"),
        Instant.parse("2026-03-02T08:00:00.5Z"));
  }

  public static Answer answer(Answer.Choice choice) {
    return new Answer(
        choice, "ann (command line)", Instant.parse("2026-03-01T09:00:00Z"), "not this way");
  }
}
