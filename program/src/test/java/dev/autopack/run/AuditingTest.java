package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.TIMING;
import static dev.autopack.run.RunScenario.USAGE;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.failed;
import static dev.autopack.run.RunScenario.finished;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.limited;
import static dev.autopack.run.RunScenario.rewriting;
import static dev.autopack.run.RunScenario.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.StopReason;
import dev.autopack.output.Unit;
import dev.autopack.plan.Limits;
import dev.autopack.run.CallReservation.Purpose;
import dev.autopack.telemetry.Selection;
import dev.autopack.testing.Killed;
import dev.autopack.testing.MemoryRecords;
import dev.autopack.testing.Mortality;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A finished change that a second model looks at before it is committed. */
class AuditingTest {
  private static final String CLEAN =
      """
      {"findings": [], "summary": "It says good.", "cannot_judge": ""}
      """;

  private static String finding(String severity, String path, String quote) {
    return """
    {"findings": [{"path": "%s", "line": 1, "quote": "%s", "rule": "A1",
      "message": "It says good and nothing else.", "severity": "%s"}],
     "summary": "Too little.", "cannot_judge": ""}
    """
        .formatted(path, quote, severity);
  }

  /** Passes the tests, as {@link RunScenario#good} does, and is another tree. */
  private static Unit better() {
    return rewriting("src/slug.txt", "good\nand better\n");
  }

  private static List<String> gates(RunScenario scenario) {
    return scenario.events().stream()
        .filter(event -> event.type().equals("gate"))
        .map(RunEvent::text)
        .filter(text -> text.startsWith("quality"))
        .toList();
  }

  private static List<CallRecord> audits(RunScenario scenario) {
    return scenario.store.calls(RUN).stream()
        .filter(call -> call.reservation().purpose() == Purpose.AUDIT)
        .toList();
  }

  @Test
  void without_an_auditor_the_part_is_off_and_names_the_setting() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(gates(scenario))
        .singleElement()
        .asString()
        .endsWith(
            "audit off: no auditor is configured; name a model: 'models: {auditor: NAME}' in"
                + " autopack.yaml");
  }

  @Test
  void a_change_that_the_auditor_has_nothing_against_is_committed_with_the_audit_in_its_evidence()
      throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).audited(CLEAN);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(gates(scenario))
        .singleElement()
        .asString()
        .endsWith("audit: auditor: nothing found");
    assertThat(evidence(scenario))
        .contains("Answered[asked=Asked[model=auditor", "summary=It says good.")
        .contains("audit prompt=", "audit answer=");
    assertThat(scenario.report()).contains("for 1 audit");
  }

  private static String evidence(RunScenario scenario) {
    var name = scenario.workspace.evidenceNames().getFirst();
    return new String(
        scenario.workspace.findEvidence(name).orElseThrow(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void it_sees_plan_diff_and_evidence_and_nothing_that_the_builder_was_told_or_said()
      throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad()).reply(good()).audited(CLEAN);
    scenario.run();

    var request = scenario.auditScript.requests().getFirst();
    assertThat(request.schema()).isPresent();
    assertThat(request.turns()).hasSize(1);
    assertThat(request.turns().getFirst().text())
        .contains("goal: " + SLUG.intent().goal(), "  src/slug.txt")
        .contains("gate tests: pass", "words: ", "before the phase")
        .contains("M src/slug.txt +1 -1")
        .contains("\n-old\n+good\n")
        .contains("It is whole: every changed file is here.")
        .doesNotContain("Attempt 1", "bad");
  }

  @Test
  void nobody_is_asked_about_a_change_that_what_was_executed_blocks() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad()).reply(good()).audited(CLEAN);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.auditScript.requests()).hasSize(1);
    assertThat(gates(scenario).getFirst())
        .endsWith("audit off: nobody was asked, since what was executed blocks already");
  }

  @Test
  void a_blocking_finding_fails_the_attempt_and_the_next_one_reads_it() throws Exception {
    var scenario =
        RunScenario.of(SLUG)
            .reply(good())
            .audited(finding("blocking", "src/slug.txt", "good"))
            .reply(better())
            .audited(CLEAN);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(gates(scenario).getFirst())
        .startsWith("quality: fail")
        .contains("audit fail: auditor: 1 blocking");
    assertThat(scenario.prompt(2))
        .contains(
            "the auditor auditor says of src/slug.txt:1 (blocking) A1: It says good and nothing"
                + " else. (it quotes: good)");
    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good\nand better\n");
    assertThat(scenario.eventTypes()).contains("audit_started", "audit");
  }

  @Test
  void a_warning_is_told_and_blocks_nothing() throws Exception {
    var scenario =
        RunScenario.of(SLUG).reply(good()).audited(finding("warning", "src/slug.txt", "+good"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(gates(scenario).getFirst())
        .contains("audit: auditor: 1 warning; told: the auditor auditor says of src/slug.txt:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/other.txt|good", "src/slug.txt|goods", "src/slug.txt|}", "|"})
  void a_finding_that_the_diff_does_not_bear_out_is_a_note_and_cannot_block(String made)
      throws Exception {
    var parts = made.split("\\|", -1);
    var scenario =
        RunScenario.of(SLUG).reply(good()).audited(finding("blocking", parts[0], parts[1]));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(gates(scenario).getFirst()).contains("audit: auditor: 1 note", "(unfounded, ");
  }

  @Test
  void an_answer_that_cannot_be_read_is_asked_for_once_more_with_what_was_wrong() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).audited("I approve.").audited(CLEAN);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.auditScript.requests().getLast().turns().getFirst().text())
        .contains("# Your last answer could not be used", "it holds no JSON value");
    assertThat(scenario.settlements()).containsExactly("COMPLETE", "MALFORMED", "COMPLETE");
  }

  @Test
  void two_answers_that_cannot_be_read_leave_the_gate_unknown_and_a_later_attempt_asks_anew()
      throws Exception {
    var scenario =
        RunScenario.of(SLUG)
            .reply(good())
            .audited("I approve.")
            .audited(finding("critical", "src/slug.txt", "good"))
            .reply(good())
            .audited(CLEAN);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(gates(scenario).getFirst())
        .startsWith("quality: unknown")
        .contains("2 answers cannot be read: 'severity' of findings[0] is 'critical'");
    assertThat(audits(scenario)).hasSize(3);
  }

  @Test
  void a_cut_answer_a_refusal_and_an_auditor_that_cannot_judge_are_unknown() throws Exception {
    var cut = new CallEnd.Finished(StopReason.MAX_TOKENS, "max_tokens", Optional.of(USAGE), TIMING);
    var refusal = new CallEnd.Finished(StopReason.REFUSAL, "refusal", Optional.of(USAGE), TIMING);

    assertThat(unknown(CLEAN, cut)).contains("its answer was cut at its output limit");
    assertThat(unknown("", refusal)).contains("it refuses to answer (refusal)");
    assertThat(
            unknown(
                "{\"findings\": [], \"summary\": \"\", \"cannot_judge\": \"no diff\"}", finished()))
        .contains("it says that it cannot judge: no diff");
  }

  private static String unknown(String answer, CallEnd end) throws InterruptedException {
    var scenario = RunScenario.of(limited(SLUG, RunScenario.attempts(1))).reply(good());
    scenario.audited("unused");
    scenario.auditor =
        (_, sink) -> {
          if (!answer.isEmpty()) {
            sink.accept(answer);
          }
          return end;
        };
    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);
    var said = gates(scenario).getFirst();
    assertThat(said).startsWith("quality: unknown");
    return said;
  }

  @Test
  void an_outage_suspends_the_phase_and_the_resumed_run_asks_for_nothing_but_the_audit()
      throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).audited(CLEAN);
    var answer = scenario.auditor;
    scenario.auditor = (_, _) -> failed(new ModelFailure.Overloaded("try later", Optional.empty()));

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases())
        .containsEntry("slugify", "SUSPENDED: quota: the provider has trouble: try later");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);

    scenario.auditor = answer;
    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.script.requests()).hasSize(1);
  }

  @Test
  void a_connection_that_breaks_twice_suspends_too() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).audited(CLEAN);
    var answer = scenario.auditor;
    scenario.auditor =
        (_, sink) -> {
          sink.accept("{\"findings\": [");
          return failed(new ModelFailure.Disconnected("gone", ModelFailure.Cause.BROKEN));
        };

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).contains("broke off 2 calls in a row");

    scenario.auditor = answer;
    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.settlements()).containsExactly("COMPLETE", "FAILED", "FAILED", "COMPLETE");
  }

  @Test
  void an_audit_that_the_phase_has_no_tokens_left_for_is_not_asked_until_the_limit_is_raised()
      throws Exception {
    var build = costOfTheBuild();
    var scenario = RunScenario.of(limited(SLUG, tokens(build + 100))).reply(good()).audited(CLEAN);

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).startsWith("SUSPENDED: budget: ");
    assertThat(scenario.auditScript.requests()).isEmpty();

    scenario.raise(tokens(1_000_000));
    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.script.requests()).hasSize(1);
  }

  /** What one build reserves. */
  private static long costOfTheBuild() throws InterruptedException {
    var scenario = RunScenario.of(Limits.NONE, SLUG).reply(good());
    scenario.run();
    return scenario.store.calls(RUN).getFirst().reservation().tokens();
  }

  @Test
  void its_cost_counts_for_the_phase_and_is_told_apart_from_builder_calls() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).audited(CLEAN);
    scenario.run();
    var records = new MemoryRecords(scenario.store);

    assertThat(Ledger.Spent.of(scenario.store.calls(RUN)).calls()).isEqualTo(2);
    assertThat(records.audits(Selection.ALL).calls()).isEqualTo(1);
    assertThat(records.calls(Selection.ALL)).hasSize(1);
    assertThat(audits(scenario))
        .singleElement()
        .satisfies(call -> assertThat(call.settlement().orElseThrow().reply().foreign()).isEmpty());
  }

  @Test
  void the_same_tree_in_a_later_attempt_is_not_paid_for_again() throws Exception {
    var scenario =
        RunScenario.of(SLUG)
            .reply(good())
            .audited(finding("blocking", "src/slug.txt", "good"))
            .reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(audits(scenario)).hasSize(1);
    assertThat(gates(scenario)).hasSize(2).allMatch(text -> text.contains("1 blocking"));
  }

  private static RunScenario story() {
    return RunScenario.of(SLUG)
        .reply(good())
        .audited("Looks fine to me.")
        .audited(finding("blocking", "src/slug.txt", "good"))
        .reply(better())
        .audited(CLEAN);
  }

  private static final List<String> NAMES = names();

  private static List<String> names() {
    try {
      return story().instants();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static IntStream instants() {
    return IntStream.rangeClosed(1, NAMES.size());
  }

  /** Answers by what is asked, so that a call made again gets the answer it would have got. */
  private static void speak(RunScenario scenario) {
    scenario.model =
        (request, sink) -> {
          var prompt = request.turns().getLast().text();
          sink.accept(RunScenario.whole(prompt.contains("Attempt 1") ? better() : good()));
          return finished();
        };
    scenario.auditor =
        (request, sink) -> {
          scenario.heard(request);
          var prompt = request.turns().getLast().text();
          if (prompt.contains("+and better")) {
            sink.accept(CLEAN);
          } else if (prompt.contains("could not be used")) {
            sink.accept(finding("blocking", "src/slug.txt", "good"));
          } else {
            sink.accept("Looks fine to me.");
          }
          return finished();
        };
  }

  @ParameterizedTest
  @MethodSource("instants")
  void killed_at_any_instant_and_told_again_no_received_judgement_is_paid_twice(int instant)
      throws Exception {
    var scenario = story();
    speak(scenario);
    assertThatThrownBy(() -> scenario.run(Mortality.throwingAt(instant)))
        .isInstanceOf(Killed.class);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good\nand better\n");
    var lost = scenario.settlements().stream().filter("LOST"::equals).count();
    assertThat(scenario.settlements()).doesNotContain("UNSETTLED");
    assertThat(audits(scenario)).as(NAMES.get(instant - 1)).hasSizeBetween(3, 3 + (int) lost);
    assertThat(scenario.eventTypes().stream().filter("audit"::equals)).hasSizeBetween(2, 3);
  }

  @Test
  void killed_between_the_answer_and_the_judgement_the_answer_is_used() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).audited(CLEAN);
    var instants = scenario.instants();
    var instant =
        1
            + IntStream.range(0, instants.size())
                .filter(i -> instants.get(i).matches("before the result of 'audit 1 .*: call 1'"))
                .findFirst()
                .orElseThrow();
    assertThatThrownBy(() -> scenario.run(Mortality.throwingAt(instant)))
        .isInstanceOf(Killed.class);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.auditScript.requests()).hasSize(1);
    assertThat(audits(scenario)).hasSize(1);
  }
}
