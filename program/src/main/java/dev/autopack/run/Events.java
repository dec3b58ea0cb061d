package dev.autopack.run;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes a run's events, and shows each to whoever looks on in this process. */
final class Events {
  private final RunStore store;
  private final RunId run;
  private final BiConsumer<Optional<PhaseId>, RunEvent> onlooker;

  Events(RunStore store, RunId run, BiConsumer<Optional<PhaseId>, RunEvent> onlooker) {
    this.store = store;
    this.run = run;
    this.onlooker = onlooker;
  }

  /** Writes an event that changes no state. */
  void tell(PhaseId phase, String type, Map<String, String> facts, String text) {
    tell(Optional.of(phase), type, facts, text);
  }

  void tell(String type, String text) {
    tell(Optional.empty(), type, Map.of(), text);
  }

  /** Of a phase, or of the run. */
  void tell(Optional<PhaseId> phase, String type, Map<String, String> facts, String text) {
    var event = new RunEvent(type, facts, text);
    store.append(run, phase, event);
    onlooker.accept(phase, event);
  }

  void move(PhaseId phase, PhaseState from, PhaseLife.Event what, String reason, String text) {
    var to = PhaseLife.next(from, what);
    var event =
        new RunEvent(
            "phase_" + to.name().toLowerCase(java.util.Locale.ROOT),
            reason.isEmpty() ? Map.of() : Map.of("reason", reason),
            text);
    store.move(run, phase, from, to, reason, event);
    onlooker.accept(Optional.of(phase), event);
  }

  void move(RunState from, RunLife.Event what, String text) {
    move(from, what, Map.of(), text);
  }

  void move(RunState from, RunLife.Event what, Map<String, String> facts, String text) {
    var to = RunLife.next(from, what);
    var event = new RunEvent("run_" + to.name().toLowerCase(java.util.Locale.ROOT), facts, text);
    store.move(run, from, to, event);
    onlooker.accept(Optional.empty(), event);
  }

  /** Shows an event that the store wrote together with something else. */
  void show(PhaseId phase, RunEvent event) {
    onlooker.accept(Optional.of(phase), event);
  }
}
