package dev.autopack.run;

import dev.autopack.failure.FailureDigest;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a run, as Markdown: one verdict line, what needs a person, then each phase with
 * its outcome, evidence, waivers and cost. Its body serves as a pull request's text.
 */
public final class Report {
  private static final int MAX_LINES_QUOTED = 12;

  private final RunStore store;
  private final RunRecord run;
  private final List<StoredEvent> events;
  private final List<CallRecord> calls;
  private final List<AttemptRecord> attempts;

  public Report(RunStore store, RunRecord run) {
    this.store = store;
    this.run = run;
    this.events = store.events(run.id(), 0, Integer.MAX_VALUE);
    this.calls = store.calls(run.id());
    this.attempts = store.attempts(run.id());
  }

  public String markdown() {
    var lines = new ArrayList<String>();
    lines.add("# " + verdict());
    lines.add("");
    needsYou(lines);
    lines.add("## Phases");
    store.phases(run.id()).forEach(phase -> phase(lines, phase));
    trust(lines);
    return String.join("\n", lines) + "\n";
  }

  /** One line that says how it ended. */
  public String verdict() {
    var phases = store.phases(run.id());
    var complete = phases.stream().filter(phase -> phase.state() == PhaseState.COMPLETE).count();
    var spent = Ledger.Spent.of(calls);
    return "%s: %s, %d of %d phases complete, $%s, %s of work"
        .formatted(
            Markdown.words(run.sources().planName()),
            run.state(),
            complete,
            phases.size(),
            Money.show(spent.usd()),
            time(store.worked(run.id())));
  }

  /** What only a person can do now, each with its command; empty where there is nothing. */
  public List<String> needs() {
    var needs = new ArrayList<String>();
    // Of a run that has ended, nothing is asked any more.
    var open =
        run.state() == RunState.INCOMPLETE
            ? List.<GovernanceRequest>of()
            : store.unanswered(run.id());
    for (var request : open) {
      needs.add(
          "Phase `%s` asks for approval: %s. See `autopack approvals %s`, then `autopack approve %s` or `autopack deny %s`; it expires %s."
              .formatted(
                  request.phase(),
                  justifications(request),
                  request.id(),
                  request.id(),
                  request.id(),
                  Words.of(request.expires())));
    }
    var id = run.id();
    switch (run.state()) {
      case SUSPENDED -> needs.add(suspended());
      case WAITING -> {
        if (needs.isEmpty()) {
          needs.add("Every question is answered. Go on with `autopack resume %s`.".formatted(id));
        }
      }
      case RUNNING, COMPLETE -> {}
      case INCOMPLETE ->
          needs.add(
              "Not everything was done. What failed is kept as a branch `autopack-partial/%s/...`; mend the plan and run it again, or go back with `autopack rollback %s`."
                  .formatted(id, id));
    }
    return needs;
  }

  /** Why nothing goes on, and the command that mends it: more of the same limit helps nobody. */
  private String suspended() {
    var reason =
        store.phases(run.id()).stream()
            .filter(phase -> phase.state() == PhaseState.SUSPENDED)
            .map(PhaseRecord::reason)
            .findFirst()
            .orElse("");
    return reason.startsWith(SuspendedBy.BUDGET.id())
        ? "The run has reached a limit. Go on with a higher one: `autopack resume %s` and `--max-usd`, `--max-tokens`, `--max-minutes` or `--max-attempts`."
            .formatted(run.id())
        : "The run is suspended. Go on with `autopack resume %s`.".formatted(run.id());
  }

  private void needsYou(List<String> lines) {
    var needs = needs();
    if (needs.isEmpty()) {
      return;
    }
    lines.add("## Needs you");
    lines.add("");
    needs.forEach(need -> lines.add("- " + need));
    lines.add("");
  }

  private static String justifications(GovernanceRequest request) {
    return Markdown.words(
        String.join(
            "; ", request.findings().stream().map(Finding::justification).distinct().toList()));
  }

  private void phase(List<String> lines, PhaseRecord phase) {
    lines.add("");
    lines.add("### %s: %s".formatted(phase.id(), Words.of(phase.state())));
    lines.add("");
    if (!phase.reason().isEmpty()) {
      lines.add(reason(phase));
    }
    latest(phase.id(), "evidence")
        .ifPresent(event ->
            lines.add(
                "- Evidence: `%s`, sha256 `%s`, under `refs/autopack/%s/evidence`"
                    .formatted(
                        event.facts().getOrDefault("file", ""),
                        event.facts().getOrDefault("sha256", ""),
                        run.id())));
    gates(lines, phase.id());
    failures(lines, phase.id());
    lines.add("- " + cost(phase.id()));
  }

  private String reason(PhaseRecord phase) {
    return switch (phase.state()) {
      case COMPLETE -> "- Commit: `%s` on branch `autopack/%s`".formatted(phase.reason(), run.id());
      case AWAITING_APPROVAL -> "- Request: " + Markdown.code(phase.reason());
      case QUEUED, RUNNING, SUSPENDED, FAILED, BLOCKED, SKIPPED ->
          "- Reason: " + Markdown.code(phase.reason());
    };
  }

  /** The verdicts of the last attempt that came as far as the gates. */
  private void gates(List<String> lines, PhaseId phase) {
    var last =
        of(phase, "gate").stream()
            .map(event -> event.facts().getOrDefault("attempt", ""))
            .reduce((_, second) -> second);
    of(phase, "gate").stream()
        .filter(event -> Optional.of(event.facts().getOrDefault("attempt", "")).equals(last))
        .map(event -> "- Gate " + Markdown.words(event.text()))
        .distinct()
        .forEach(lines::add);
    latest(phase, "waivers")
        .ifPresent(event -> lines.add("- Waivers: " + Markdown.words(event.text())));
  }

  private void failures(List<String> lines, PhaseId phase) {
    for (var attempt : attempts) {
      if (attempt.phase().equals(phase)) {
        attempt
            .end()
            .flatMap(AttemptEnd::failure)
            .ifPresent(failure -> {
              lines.add(
                  "- Attempt %d failed (%s):"
                      .formatted(attempt.number(), Words.of(failure.kind())));
              failure.digests().stream()
                  .limit(5)
                  .map(FailureDigest::toString)
                  .forEach(text -> lines.addAll(Markdown.item("  ", text, MAX_LINES_QUOTED)));
            });
      }
    }
  }

  private String cost(PhaseId phase) {
    var own =
        calls.stream().filter(call -> call.reservation().key().phase().equals(phase)).toList();
    var spent = Ledger.Spent.of(own);
    var begun = attempts.stream().filter(attempt -> attempt.phase().equals(phase)).count();
    var audits =
        Ledger.Spent.of(
            own.stream()
                .filter(call -> call.reservation().purpose() == CallReservation.Purpose.AUDIT)
                .toList());
    return "Cost: $%s for %d calls in %d attempts; %d tokens in (%d read from cache), %d out%s"
        .formatted(
            Money.show(spent.usd()),
            spent.calls(),
            begun,
            spent.usage().input() + spent.usage().cacheRead() + spent.usage().cacheWrite(),
            spent.usage().cacheRead(),
            spent.usage().output(),
            audits.calls() == 0
                ? ""
                : "; of it $%s for %s"
                    .formatted(Money.show(audits.usd()), Words.count(audits.calls(), "audit")));
  }

  private void trust(List<String> lines) {
    lines.add("");
    lines.add("## What this rests on");
    lines.add("");
    lines.add(
        "- Started from commit `%s` of %s."
            .formatted(run.baseCommit(), Markdown.code(run.sources().repository())));
    for (var type : List.of("baseline", "notice", "trust")) {
      events.stream()
          .map(StoredEvent::event)
          .filter(event -> event.type().equals(type))
          .map(event -> "- " + Markdown.words(event.text()))
          .distinct()
          .forEach(lines::add);
    }
  }

  private Optional<RunEvent> latest(PhaseId phase, String type) {
    return of(phase, type).stream().reduce((_, second) -> second);
  }

  private List<RunEvent> of(PhaseId phase, String type) {
    return events.stream()
        .filter(stored -> stored.phase().equals(Optional.of(phase)))
        .map(StoredEvent::event)
        .filter(event -> event.type().equals(type))
        .toList();
  }

  private static String time(Duration worked) {
    return worked.toHours() > 0
        ? "%d h %d min".formatted(worked.toHours(), worked.toMinutesPart())
        : worked.toMinutes() > 0
            ? "%d min %d s".formatted(worked.toMinutes(), worked.toSecondsPart())
            : "%d s".formatted(worked.toSeconds());
  }

  /** The run that is reported. */
  public RunId run() {
    return run.id();
  }
}
