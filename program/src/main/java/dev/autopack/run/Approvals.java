package dev.autopack.run;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.failure.Failure;
import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.governance.Grant;
import dev.autopack.policy.Decision;
import dev.autopack.policy.Finding;
import dev.autopack.policy.Policy;
import dev.autopack.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Combines what policy says of a change with what people said of it. */
final class Approvals {
  private final Policy policy;
  private final Journal journal;
  private final RunStore store;
  private final Workspace workspace;
  private final Events events;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * @param patience how long an answer may take; after that it is no
   */
  Approvals(
      Policy policy,
      RunPorts ports,
      Workspace workspace,
      Events events,
      InstantSource clock,
      Duration patience) {
    this.policy = policy;
    this.journal = ports.journal();
    this.store = ports.store();
    this.workspace = workspace;
    this.events = events;
    this.clock = clock;
    this.patience = patience;
  }

  /** Whether a change may be applied now. */
  sealed interface Judgement {
    record Granted(List<Grant> grants) implements Judgement {}

    record Refused(Failure failure) implements Judgement {}

    record Asked(String request) implements Judgement {}
  }

  /** Whether the phase may go on in the scope that was guessed for it; asks where it may not. */
  Judgement scope(AttemptKey key, Draft draft) {
    var scoping = draft.manifest().scoping();
    if (!scoping.asks()) {
      return new Judgement.Granted(List.of());
    }
    var finding = ScopeQuestion.about(scoping);
    var hash = ScopeQuestion.contentHash(finding);
    // A yes would have given the phase its scope, so an answer here is a no.
    var denied =
        answered(key).stream().filter(pair -> ScopeQuestion.isAsked(pair.request())).findFirst();
    if (denied.isPresent()) {
      return new Judgement.Refused(
          Failures.denied(
              List.of(finding),
              "A person did not allow the scope that was proposed. %s List the phase's deliverables in the plan, and start a new run."
                  .formatted(reason(denied.orElseThrow().answer()))));
    }
    var id = RequestIds.of(key, hash);
    ask(key, id, List.of(finding), hash);
    return new Judgement.Asked(id);
  }

  Judgement judge(AttemptKey key, Draft draft, ChangeSet changes) throws InterruptedException {
    var scope = Scopes.of(draft);
    return switch (policy.judge(scope, changes)) {
      case Decision.Allow _ -> new Judgement.Granted(List.of());
      case Decision.Refuse(var findings) ->
          new Judgement.Refused(Failures.ofFindings(Failure.Kind.REFUSED, findings));
      case Decision.Ask(var findings) -> answerOrAsk(key, draft, changes, findings);
    };
  }

  private Judgement answerOrAsk(
      AttemptKey key, Draft draft, ChangeSet changes, List<Finding> findings)
      throws InterruptedException {
    var hash = contentHash(changes);
    var answered =
        answered(key).stream()
            .filter(pair -> pair.request().contentHash().equals(hash))
            .findFirst();
    if (answered.isEmpty()) {
      return new Judgement.Asked(hold(key, draft, changes, findings, hash));
    }
    var pair = answered.orElseThrow();
    return pair.isGrant()
        ? new Judgement.Granted(
            List.of(new Grant(pair.request().id(), paths(findings), pair.answer().by())))
        : new Judgement.Refused(denied(findings, pair.answer()));
  }

  /** Keeps the change and asks; the folder goes back to the base. */
  private String hold(
      AttemptKey key, Draft draft, ChangeSet changes, List<Finding> findings, String hash)
      throws InterruptedException {
    var id =
        journal
            .step(
                key.step("hold " + hash, HeldId.class),
                _ -> {
                  var tree = workspace.apply(draft.baseTree(), changes);
                  workspace.hold(key.phase(), tree, "Held for approval: phase " + key.phase());
                  workspace.layOut(draft.baseTree(), List.of());
                  return new HeldId(RequestIds.of(key, hash));
                })
            .id();
    ask(key, id, findings, hash);
    return id;
  }

  private void ask(AttemptKey key, String id, List<Finding> findings, String hash) {
    var now = clock.instant();
    var request =
        new GovernanceRequest(
            id, key.run(), key.phase(), key.attempt(), findings, hash, now, now.plus(patience));
    var text =
        "asks for approval: %s"
            .formatted(
                findings.stream().map(Finding::justification).collect(Collectors.joining("; ")));
    var event = new RunEvent("approval_asked", Map.of("request", id), text);
    store.ask(request, event);
    events.show(key.phase(), event);
  }

  /** Lets go of what was held for the attempt's answered questions, whatever comes of them. */
  void release(AttemptKey key) throws InterruptedException {
    for (var pair : answered(key)) {
      journal.step(
          key.step("release " + pair.request().id(), Done.class),
          _ -> {
            workspace.release(key.phase());
            return Done.DONE;
          });
    }
  }

  private List<RunStore.AnsweredRequest> answered(AttemptKey key) {
    return store.answered(key.run(), key.phase()).stream()
        .filter(pair -> pair.request().attempt() == key.attempt())
        .toList();
  }

  private static Failure denied(List<Finding> findings, Answer answer) {
    return Failures.denied(
        findings,
        "A person did not approve the change to %s. %s"
            .formatted(
                paths(findings).stream()
                    .map(path -> "'" + path + "'")
                    .collect(Collectors.joining(", ")),
                reason(answer)));
  }

  private static String reason(Answer answer) {
    if (answer.choice() == Answer.Choice.APPROVED) {
      return "The reason: the yes came after the request had expired";
    }
    return answer.reason().isBlank() ? "No reason was given." : "The reason: " + answer.reason();
  }

  private static List<dev.autopack.edit.RepoPath> paths(List<Finding> findings) {
    return findings.stream().flatMap(finding -> finding.paths().stream()).distinct().toList();
  }

  /** The same for the same texts at the same paths, before and after. */
  static String contentHash(ChangeSet changes) {
    var digest = Hashes.digest();
    for (FileChange change : changes.changes()) {
      for (var part :
          List.of(
              change.path().value(),
              change.before().map(text -> "=" + text).orElse("-"),
              change.after().map(text -> "=" + text).orElse("-"))) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The result of holding a change: which request it is held for. */
  record HeldId(String id) {}
}
