package dev.autopack.testing;

import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.GateName;
import dev.autopack.gate.Ruling;
import dev.autopack.gate.Verdict;
import dev.autopack.governance.Grant;
import dev.autopack.plan.RunId;
import dev.autopack.run.Journal;
import dev.autopack.run.RunStore;
import dev.autopack.run.StepKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal does. */
public abstract class JournalContract {
  private static final Grant GRANT = new Grant("plan", List.of(new RepoPath("a.py")), "ann");
  private static final StepKey<Grant> KEY =
      new StepKey<>(RUN, Optional.of(PHASE), 1, 2, "propose", Grant.class);

  private Opened process;
  private final List<Journal.Entry> entries = new ArrayList<>();

  /** A journal and the run store beside it, as one process would open them. */
  public record Opened(Journal journal, RunStore store) {}

  /** One more process over the same data. */
  protected abstract Opened openProcess();

  @BeforeEach
  void open() {
    process = openProcess();
    process.store().create(Samples.run(RUN), List.of(PHASE), event("run_started"));
  }

  /** Does the step in the process, noting how its work was entered. */
  private Grant step(Opened in, StepKey<Grant> key) throws InterruptedException {
    return in.journal()
        .step(
            key,
            entry -> {
              entries.add(entry);
              return GRANT;
            });
  }

  @Test
  void a_step_is_done_once_and_answers_for_ever() throws InterruptedException {
    assertThat(step(process, KEY)).isEqualTo(GRANT);
    assertThat(step(process, KEY)).isEqualTo(GRANT);
    assertThat(step(openProcess(), KEY)).isEqualTo(GRANT);

    assertThat(entries).containsExactly(Journal.Entry.FIRST);
  }

  @Test
  void every_part_of_a_key_but_its_type_makes_another_step() throws InterruptedException {
    step(process, KEY);
    step(process, new StepKey<>(RUN, Optional.empty(), 1, 2, "propose", Grant.class));
    step(process, new StepKey<>(RUN, Optional.of(PHASE), 2, 2, "propose", Grant.class));
    step(process, new StepKey<>(RUN, Optional.of(PHASE), 1, 1, "propose", Grant.class));
    step(process, new StepKey<>(RUN, Optional.of(PHASE), 1, 2, "apply", Grant.class));

    assertThat(entries).hasSize(5).containsOnly(Journal.Entry.FIRST);
  }

  @Test
  void work_that_throws_has_no_result_and_the_next_knows_that_it_was_begun()
      throws InterruptedException {
    var notNow = new IllegalArgumentException("no budget");

    assertThatThrownBy(() ->
            process
                .journal()
                .step(
                    KEY,
                    _ -> {
                      throw notNow;
                    }))
        .isSameAs(notNow);

    assertThat(step(openProcess(), KEY)).isEqualTo(GRANT);
    assertThat(step(process, KEY)).isEqualTo(GRANT);
    assertThat(entries).containsExactly(Journal.Entry.AGAIN);
  }

  @Test
  void work_that_is_interrupted_has_no_result() throws InterruptedException {
    assertThatThrownBy(() ->
            process
                .journal()
                .step(
                    KEY,
                    _ -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);

    step(process, KEY);
    assertThat(entries).containsExactly(Journal.Entry.AGAIN);
  }

  @Test
  void a_step_holds_one_type_for_good() throws InterruptedException {
    var other = new StepKey<>(RUN, Optional.of(PHASE), 1, 2, "propose", Verdict.class);
    step(process, KEY);

    assertThatThrownBy(() -> process.journal().step(other, _ -> pass()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("propose")
        .hasMessageContaining("Grant");
  }

  @Test
  void a_step_that_was_only_begun_holds_its_type_too() {
    var other = new StepKey<>(RUN, Optional.of(PHASE), 1, 2, "propose", Verdict.class);
    assertThatThrownBy(() -> process.journal().step(KEY, _ -> fail())).hasMessage("dead");

    assertThatThrownBy(() -> process.journal().step(other, _ -> pass()))
        .hasMessageContaining("propose");
  }

  private static Grant fail() {
    throw new IllegalStateException("dead");
  }

  private static Verdict pass() {
    return new Verdict.Pass(GateName.TESTS, "31 passed");
  }

  @Test
  void a_result_is_kept_as_the_case_it_is() throws InterruptedException {
    var key = new StepKey<>(RUN, Optional.of(PHASE), 1, 2, "check", Verdict.class);
    process.journal().step(key, _ -> pass());

    assertThat(openProcess().journal().step(key, _ -> pass())).isEqualTo(pass());
  }

  @Test
  void a_large_result_is_sent_to_the_artefacts() throws InterruptedException {
    var large = new Grant("x".repeat(256 * 1024), List.of(), "ann");

    assertThatThrownBy(() -> process.journal().step(KEY, _ -> large))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("propose")
        .hasMessageContaining("artefact");
    assertThat(step(process, KEY)).isEqualTo(GRANT);
  }

  @Test
  void a_result_that_cannot_be_stored_is_refused_before_any_work() {
    var key = new StepKey<>(RUN, Optional.of(PHASE), 1, 2, "rule", Ruling.class);

    assertThatThrownBy(() ->
            process
                .journal()
                .step(
                    key,
                    entry -> {
                      entries.add(entry);
                      return new Ruling.NotComplete(List.of(), List.of());
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Ruling");
    assertThat(entries).isEmpty();
  }

  @Test
  void a_former_owner_begins_no_step() {
    process.store().own(RUN, "first");
    openProcess().store().own(RUN, "second");

    assertThatThrownBy(() -> step(process, KEY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("now owned by 'second'");
    assertThat(entries).isEmpty();
  }

  @Test
  void a_former_owner_records_no_result() throws InterruptedException {
    process.store().own(RUN, "first");
    var successor = openProcess();

    assertThatThrownBy(() ->
            process
                .journal()
                .step(
                    KEY,
                    _ -> {
                      successor.store().own(RUN, "second");
                      return GRANT;
                    }))
        .hasMessageContaining("now owned by 'second'");

    step(successor, KEY);
    assertThat(entries).containsExactly(Journal.Entry.AGAIN);
  }

  @Test
  void a_run_that_is_not_there_has_no_steps() {
    var key = new StepKey<>(new RunId("nobody"), Optional.of(PHASE), 1, 2, "propose", Grant.class);

    assertThatThrownBy(() -> step(process, key))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("there is no run 'nobody'");
  }

  @Test
  void steps_go_with_their_run() throws InterruptedException {
    step(process, KEY);

    process.store().remove(RUN);
    process.store().create(Samples.run(RUN), List.of(PHASE), event("run_started"));

    step(process, KEY);
    assertThat(entries).containsExactly(Journal.Entry.FIRST, Journal.Entry.FIRST);
  }
}
