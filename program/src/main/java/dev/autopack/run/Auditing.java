package dev.autopack.run;

import dev.autopack.audit.AuditAnswer;
import dev.autopack.audit.AuditPrompt;
import dev.autopack.audit.Diff;
import dev.autopack.audit.Grounds;
import dev.autopack.budget.ModelProfile;
import dev.autopack.gate.Audit;
import dev.autopack.gate.Audit.Asked;
import dev.autopack.gate.Verdict;
import dev.autopack.model.Model;
import dev.autopack.model.StopReason;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has a tree that every executed check lets pass audited by a model: plan, diff and evidence go
 * out, one judgement comes back.
 *
 * <p>Every call is a step under the tree's own name, so a judgement is asked for once a tree, in
 * whatever attempt and after whatever crash. Only where none came of it does a later attempt that
 * ends in the same tree ask anew.
 */
final class Auditing {
  /** Why the audit is off where nobody configured it, and how to turn it on. */
  static final String NOBODY =
      "no auditor is configured; name a model: 'models: {auditor: NAME}' in autopack.yaml";

  /** Calls in a row that broke off in this process. */
  private static final int MAX_BROKEN = 2;

  private final RunId run;
  private final RunPorts ports;
  private final Workspace workspace;
  private final Models models;
  private final Optional<String> auditor;
  private final int maxPromptTokens;
  private final AuditCalls calls;
  private final Events events;
  private final Map<String, Model> open = new HashMap<>();

  Auditing(
      RunId run,
      Plan plan,
      RunPorts ports,
      RunTools tools,
      RunSettings settings,
      Ledger ledger,
      Events events) {
    this.run = run;
    this.ports = ports;
    this.workspace = tools.workspace();
    this.models = tools.models();
    this.auditor = ModelChoice.auditor(plan, settings.models());
    this.maxPromptTokens = settings.maxPromptTokens();
    this.calls = new AuditCalls(ports, ledger, events);
    this.events = events;
  }

  /** What was executed on the tree by then. */
  record Executed(List<Verdict> verdicts, TestChecks.Tested tested) {
    Executed {
      verdicts = List.copyOf(verdicts);
    }
  }

  /** A step's result: how a round of asking began. The prompt is empty where nothing had room. */
  record Begun(int attempt, int firstCall, String prompt) {}

  /** A step's result: what came of a round. */
  record Judged(int attempt, Audit audit) {}

  /** What is kept of a round's question. */
  record Question(String system, String user, List<String> unseen) {
    Question {
      unseen = List.copyOf(unseen);
    }
  }

  /**
   * Asks, or finds what was answered. Nobody is asked about a tree that is blocked already.
   *
   * @throws NotNow when a limit or the provider says so
   */
  Audit of(AttemptKey key, Draft draft, TreeId tree, Executed executed)
      throws InterruptedException {
    if (auditor.isEmpty()) {
      return new Audit.Off(NOBODY);
    }
    if (!executed.verdicts().stream().allMatch(Verdict.Pass.class::isInstance)) {
      return new Audit.Off("nobody was asked, since what was executed blocks already");
    }
    for (int number = 1; ; number++) {
      var name = "audit %d of %s on %s".formatted(number, tree, draft.baseTree());
      var judged = new Round(key, draft, tree, name).judge(executed);
      if (judged.audit() instanceof Audit.Answered || judged.attempt() == key.attempt()) {
        return judged.audit();
      }
    }
  }

  /** One question and the calls that it takes. */
  private final class Round {
    private final AttemptKey key;
    private final Draft draft;
    private final TreeId tree;
    private final String name;
    private final ModelProfile profile = models.profile(auditor.orElseThrow());

    Round(AttemptKey key, Draft draft, TreeId tree, String name) {
      this.key = key;
      this.draft = draft;
      this.tree = tree;
      this.name = name;
    }

    private <T> StepKey<T> step(String what, Class<T> type) {
      // Of the phase, whatever attempt came to this tree.
      return new AttemptKey(run, key.phase(), 0, 0).step("%s: %s".formatted(name, what), type);
    }

    Judged judge(Executed executed) throws InterruptedException {
      return ports
          .journal()
          .step(
              step("judgement", Judged.class),
              _ -> {
                // Steps within this one: a call that is paid stays paid where the next one waits.
                var begun = ports.journal().step(step("begin", Begun.class), _ -> begin(executed));
                var audit = begun.prompt().isEmpty() ? withoutRoom() : ask(begun);
                tell(audit);
                return new Judged(begun.attempt(), audit);
              });
    }

    private Begun begin(Executed executed) {
      var prompt =
          AuditPrompt.within(room(), AuditEvidence.about(draft.phase(), changes(), executed));
      // Audits share the number of no batch; the calls of one attempt are told apart by theirs.
      var used =
          ports.store().calls(run).stream()
              .map(call -> call.reservation().key())
              .filter(call -> call.phase().equals(key.phase()) && call.attempt() == key.attempt())
              .filter(call -> call.batch() == 0)
              .mapToInt(CallKey::call)
              .max()
              .orElse(0);
      return new Begun(
          key.attempt(),
          used + 1,
          prompt
              .map(written ->
                  ports
                      .artefacts()
                      .saveRecord(new Question(written.system(), written.user(), written.unseen())))
              .orElse(""));
    }

    private AuditEvidence.Changes changes() {
      var changed = workspace.changedFiles(draft.baseTree(), tree);
      return new AuditEvidence.Changes(
          changed, Diff.of(workspace.diff(draft.baseTree(), tree), changed));
    }

    private int room() {
      var window = profile.window();
      return Math.min(
          maxPromptTokens, window.contextTokens() - AuditCalls.budget(window).maxOutputTokens());
    }

    private Audit withoutRoom() {
      return new Audit.Unusable(
          new Asked(profile.name(), "", "", List.of()),
          "not one changed file has room in its prompt of %d tokens; raise max_prompt_tokens, or"
                  .formatted(room())
              + " divide the phase");
    }

    private Audit ask(Begun begun) throws InterruptedException {
      var question = ports.artefacts().loadRecord(begun.prompt(), Question.class);
      var prompt = new AuditPrompt.Written(question.system(), question.user(), question.unseen());
      var user = prompt.user();
      int unreadable = 0;
      int broken = 0;
      for (int number = begun.firstCall(); ; number++) {
        var call = new CallKey(run, key.phase(), begun.attempt(), 0, number);
        var made = new Made(call, asking(prompt, user));
        var done = ports.journal().step(step("call " + number, AuditCall.class), made);
        var asked = new Asked(profile.name(), begun.prompt(), done.reply(), prompt.unseen());
        switch (done.ending()) {
          case CUT -> {
            return new Audit.Unusable(asked, "its answer was cut at its output limit");
          }
          case CANCELLED -> {
            return new Audit.Unusable(asked, "its answer has no end");
          }
          case COMPLETE, MALFORMED -> {
            if (done.stopped().equals(Optional.of(StopReason.REFUSAL))) {
              return new Audit.Unusable(asked, "it refuses to answer (%s)".formatted(done.word()));
            }
            switch (AuditAnswer.read(text(done))) {
              case AuditAnswer.Judged(var summary, var remarks) -> {
                var shown = changes().diff().without(prompt.unseen());
                return new Audit.Answered(asked, summary, Grounds.check(remarks, shown));
              }
              case AuditAnswer.Unable(var why) -> {
                return new Audit.Unusable(asked, "it says that it cannot judge: " + why);
              }
              case AuditAnswer.Unreadable(var why) -> {
                unreadable++;
                if (unreadable >= AuditCalls.MAX_ANSWERS) {
                  return new Audit.Unusable(
                      asked, "%d answers cannot be read: %s".formatted(unreadable, why));
                }
                user = prompt.again(why);
              }
            }
          }
          case FAILED, LOST -> {
            broken += made.isMade ? 1 : 0;
            if (broken >= MAX_BROKEN) {
              throw new NotNow(
                  SuspendedBy.QUOTA,
                  "the auditor's provider broke off %d calls in a row".formatted(broken));
            }
          }
        }
      }
    }

    private AuditCalls.Asking asking(AuditPrompt.Written prompt, String user) {
      var intent = draft.phase().intent();
      return new AuditCalls.Asking(
          open.computeIfAbsent(profile.name(), _ -> models.open(profile)),
          profile,
          prompt,
          user,
          new CallReservation.Shape(
              intent.category(), intent.complexity(), draft.manifest().write().size(), false),
          draft.phase().limits());
    }

    private String text(AuditCall done) {
      return done.reply().isEmpty()
          ? ""
          : new String(ports.artefacts().find(done.reply()).orElseThrow(), StandardCharsets.UTF_8);
    }

    private void tell(Audit audit) {
      switch (audit) {
        case Audit.Off _ -> {}
        case Audit.Unusable(var asked, var why) ->
            events.tell(
                key.phase(),
                "audit",
                Map.of("model", asked.model(), "verdict", "unknown"),
                "%s gave no judgement: %s".formatted(asked.model(), why));
        case Audit.Answered answered -> {
          var blocking = answered.remarks(Audit.Severity.BLOCKING).size();
          events.tell(
              key.phase(),
              "audit",
              Map.of(
                  "model", answered.asked().model(),
                  "verdict", blocking == 0 ? "pass" : "fail",
                  "findings", Integer.toString(answered.remarks().size()),
                  "blocking", Integer.toString(blocking)),
              "%s audited it: %s, %d of them blocking; %s"
                  .formatted(
                      answered.asked().model(),
                      Words.count(answered.remarks().size(), "finding"),
                      blocking,
                      answered.summary()));
        }
      }
    }
  }

  /** A call that knows whether this process made it. */
  private final class Made implements Journal.Work<AuditCall> {
    private final CallKey call;
    private final AuditCalls.Asking asking;
    private boolean isMade;

    Made(CallKey call, AuditCalls.Asking asking) {
      this.call = call;
      this.asking = asking;
    }

    @Override
    public AuditCall run(Journal.Entry entry) throws InterruptedException {
      return switch (entry) {
        case FIRST -> {
          isMade = true;
          yield calls.make(call, asking);
        }
        case AGAIN -> calls.recover(call, asking);
      };
    }
  }
}
