package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.failed;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.rewriting;
import static dev.autopack.run.RunScenario.units;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.autopack.budget.Calibration;
import dev.autopack.budget.Format;
import dev.autopack.budget.Stratum;
import dev.autopack.budget.Writing;
import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.ModelFailure;
import dev.autopack.output.Unit;
import dev.autopack.plan.Category;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import dev.autopack.run.CallSettlement.Ending;
import dev.autopack.testing.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is estimated, enforced, recorded and said of every call of a phase, whichever it is. */
class CallStoryTest {
  private static final Phase TWO =
      PhaseDraft.decidedBy(PhaseDraft.delivering("src/slug.txt", "src/more.txt"), "tests/slug.txt");
  private static final Unit MORE = creation("src/more.txt", "more\n");
  private static final Unit TYPES = creation("src/types.py", "def slug(title):\n    return 1\n");
  private static final Unit DOCS = creation("docs/slug.md", "# Slugs\n");

  private final Logger logger = (Logger) LoggerFactory.getLogger(BatchTurn.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  private static Unit declaring(Declaration.DeclaredFile... files) {
    return new Unit.Declare(new Declaration(List.of(files)));
  }

  private static Declaration.DeclaredFile file(String path, int lines) {
    return new Declaration.DeclaredFile(
        new RepoPath(path), Deliverable.Action.CREATE, List.of(), OptionalInt.of(lines));
  }

  /** What was sent, what was written down before and what is said afterwards is one number. */
  private void toldOf(RunScenario scenario, int calls) {
    var recorded = scenario.store.calls(RUN);
    var sent = scenario.requests();
    assertThat(recorded).hasSize(calls);
    assertThat(sent).hasSize(calls);
    var settled =
        scenario.events().stream().filter(event -> event.type().equals("call_settled")).toList();
    var lines = new ArrayList<String>();
    for (int i = 0; i < calls; i++) {
      var budget = recorded.get(i).reservation().budget();
      var enforced = Integer.toString(budget.maxOutputTokens());
      assertThat(sent.get(i).maxOutputTokens()).isEqualTo(budget.maxOutputTokens());
      assertThat(settled.get(i).facts())
          .containsEntry("budget", enforced)
          .containsEntry("predicted", Long.toString(budget.estimate().p50()))
          .containsKeys("call", "actual", "stop");
      lines.add("%s: %s".formatted(recorded.get(i).reservation().key(), settled.get(i).text()));
      assertThat(settled.get(i).text())
          .containsPattern("predicted \\d+, actual \\d+, error \\S+.*, budget " + enforced)
          .contains("stop ");
    }
    assertThat(log.list)
        .filteredOn(line -> line.getLevel() == Level.INFO)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactlyElementsOf(lines);
  }

  @Test
  void of_a_call_and_its_continuations() throws Exception {
    var scenario = RunScenario.of(TWO).cut(good()).cut(MORE).reply();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    toldOf(scenario, 3);
  }

  @Test
  void of_a_call_that_broke_and_the_one_that_goes_on() throws Exception {
    var scenario = RunScenario.of(TWO);
    scenario.script.then(
        units(good()), failed(new ModelFailure.Disconnected("silent", ModelFailure.Cause.STALLED)));
    scenario.reply(MORE);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    toldOf(scenario, 2);
  }

  @Test
  void of_batches_one_of_them_cut_and_of_the_call_that_mends_them() throws Exception {
    var scenario = RunScenario.of(BatchesTest.THREE);
    scenario.window = BatchesTest.SMALL;
    scenario.words.complaint = "NameError: name '%s' is not defined in src/slug.txt";
    scenario.cut(TYPES).reply().reply(rewriting("src/slug.txt", "bad\n")).reply(DOCS).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    toldOf(scenario, 5);
  }

  @Test
  void a_declaration_refines_what_the_rest_is_allowed_and_keeps_what_was_learnt() throws Exception {
    var whole = new Stratum(Format.NDJSON, Writing.WHOLE, Category.BACKEND);
    var scenario = RunScenario.of(TWO);
    new PastCalls(scenario.store, scenario.clock, "/repo", whole).settled(20, 2, Ending.COMPLETE);
    scenario.cut(declaring(file("src/more.txt", 2_000)), good()).reply(MORE);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    var calls = scenario.store.calls(RUN);
    var refined = calls.getFirst().settlement().orElseThrow().reply().refined().orElseThrow();
    assertThat(refined.calibratedBy()).isEqualTo(2);
    // Of 7.2 tokens a line and some for its end, twice as many as it looks.
    assertThat(refined.p50()).isGreaterThan(2 * 2_000 * 7);
    var rest = calls.get(1).reservation().budget();
    assertThat(rest.estimate().p95()).isGreaterThan(refined.p95() / 2);
    assertThat(scenario.eventTypes()).containsOnlyOnce("estimate_refined");
    toldOf(scenario, 2);
  }

  @Test
  void a_declaration_in_a_continuation_refines_nothing() throws Exception {
    var scenario = RunScenario.of(TWO).cut(good());
    scenario.cut(declaring(file("src/more.txt", 2_000)), MORE).reply();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.eventTypes()).doesNotContain("estimate_refined");
    toldOf(scenario, 3);
  }

  @Test
  void a_declaration_that_cannot_be_read_is_told_and_fails_nothing() throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.script.then(
        "{\"op\":\"declare\",\"files\":\"all\"}\n" + RunScenario.whole(good()),
        RunScenario.finished());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.eventTypes()).contains("declaration_passed_over");
    assertThat(scenario.store.calls(RUN)).hasSize(1);
  }

  @Test
  void several_new_files_are_to_be_declared_once_and_one_file_is_not() throws Exception {
    var several =
        RunScenario.of(
            PhaseDraft.decidedBy(
                PhaseDraft.delivering("src/slug.txt", "src/more.txt", "src/most.txt"),
                "tests/slug.txt"));
    several.cut(good()).reply(MORE, creation("src/most.txt", "most\n")).run();
    var one = RunScenario.of(SLUG).reply(good());
    one.run();

    assertThat(several.prompt(1)).contains("declare what you are going to write");
    assertThat(several.prompt(2)).doesNotContain("declare what you are going to write");
    assertThat(one.prompt(1)).doesNotContain("declare what you are going to write");
    assertThat(several.store.calls(RUN).getFirst().reservation().budget().estimate().reason())
        .contains("to declare them");
  }

  @Test
  void where_the_estimate_fails_the_floor_is_reserved_and_one_warning_is_written()
      throws Exception {
    var scenario = RunScenario.of(SLUG);
    damageCalibration(scenario);
    scenario.fails(new ModelFailure.OutOfQuota("no credit")).reply(good());
    scenario.run();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.store.calls(RUN))
        .extracting(call -> call.reservation().budget().maxOutputTokens())
        .containsExactly(2_048, 2_048);
    assertThat(scenario.events())
        .filteredOn(event -> event.type().equals("estimate_failed"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.facts()).containsEntry("reserved", "2048");
          assertThat(event.text()).contains("the floor of backend, medium complexity is reserved");
        });
  }

  /** With a factor that no estimate can be multiplied with. */
  private static void damageCalibration(RunScenario scenario) throws InterruptedException {
    var stratum = new Stratum(Format.NDJSON, Writing.WHOLE, Category.BACKEND);
    var fit =
        new Calibration.Fit(
            Optional.empty(), stratum, 20, 1, Calibration.State.REFITTED, 0, Optional.empty());
    var key = new StepKey<>(RUN, Optional.empty(), 0, 0, "calibrate estimates", Calibration.class);
    var store = scenario.store.otherProcess();
    store.own(RUN, "before");
    new MemoryJournal(store).step(key, _ -> new Calibration(List.of(fit)));
  }
}
