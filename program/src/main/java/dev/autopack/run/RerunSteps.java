package dev.autopack.run;

import dev.autopack.gate.Doubts;
import dev.autopack.gate.Quarantine;
import dev.autopack.gate.Rerun;
import dev.autopack.gate.RerunPlan;
import dev.autopack.gate.Suspect;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs failed tests again, each run a step of its own, and remembers what turned out flaky. */
final class RerunSteps {
  private final RunId run;
  private final RunPorts ports;
  private final Workspace workspace;
  private final TestSteps steps;
  private final TestToolchain.Patience patience;
  private final Events events;
  private final InstantSource clock;

  RerunSteps(
      RunId run,
      RunPorts ports,
      RunTools tools,
      TestSteps steps,
      Events events,
      InstantSource clock) {
    this.run = run;
    this.ports = ports;
    this.workspace = tools.workspace();
    this.steps = steps;
    this.patience = tools.gates().patience();
    this.events = events;
    this.clock = clock;
  }

  /** A step's result: what was set aside when a tree was judged. */
  record SetAside(List<Quarantine> tests) {
    SetAside {
      tests = List.copyOf(tests);
    }
  }

  /** Reruns as a record that can be kept. */
  record Reruns(List<Rerun> reruns) {
    Reruns {
      reruns = List.copyOf(reruns);
    }
  }

  /** A step's result: where reruns are kept. */
  record StoredReruns(String sha256) {}

  /** All reruns together may take as long as the tests themselves may. */
  Duration bound() {
    return patience.wall();
  }

  /** What a person has set aside, as it was when this was first asked. */
  List<Quarantine> quarantined(StepKey<SetAside> key) throws InterruptedException {
    return ports
        .journal()
        .step(
            key,
            _ ->
                new SetAside(
                    ports.tests().tests(Optional.of(repository())).stream()
                        .flatMap(test -> test.quarantine().stream())
                        .toList()))
        .tests();
  }

  /** Runs the suspects of a tree again as far as the bounds allow. */
  List<Rerun> of(
      TreeId tree, RerunPlan.Bounds bounds, List<Suspect> suspects, List<TestReport> reports)
      throws InterruptedException {
    if (suspects.isEmpty()) {
      return List.of();
    }
    var plan = new RerunPlan(bounds, suspects, reports, workspace.read(tree));
    // Others at the same tree, or within other bounds, are other steps.
    var what = Hashes.sha256(bounds + names(suspects)).substring(0, 12);
    var number = 0;
    for (var round = plan.next(); round.isPresent(); round = plan.next()) {
      number++;
      var report = steps.again(tree, "rerun %d of %s".formatted(number, what), round.get());
      plan.take(round.get(), report);
    }
    return plan.reruns();
  }

  private static String names(List<Suspect> suspects) {
    return suspects.stream()
        .map(suspect -> suspect.toolchain() + " " + suspect.test().id())
        .collect(Collectors.joining("\n"));
  }

  /**
   * Decides once what the failures of a tree count as for whatever is compared with it later.
   *
   * @param where names an environment that is not the first
   * @param found what judging the tree found; the first to come is kept
   */
  List<Rerun> settle(TreeId tree, String where, Finding found) throws InterruptedException {
    var stored =
        ports
            .journal()
            .step(
                AttemptKey.ofRun(run, "settled tests at " + tree + where, StoredReruns.class),
                _ -> new StoredReruns(ports.artefacts().saveRecord(new Reruns(found.find()))));
    return ports.artefacts().loadRecord(stored.sha256(), Reruns.class).reruns();
  }

  /** How reruns are found. */
  @FunctionalInterface
  interface Finding {
    List<Rerun> find() throws InterruptedException;
  }

  /** Counts each flake once and says so. */
  void remember(StepKey<Done> key, TreeId tree, List<Suspect> suspects, List<Rerun> reruns)
      throws InterruptedException {
    var flaky = reruns.stream().filter(rerun -> rerun.ending() == Rerun.Ending.FLAKY).toList();
    if (flaky.isEmpty()) {
      return;
    }
    ports
        .journal()
        .step(
            key,
            _ -> {
              flaky.forEach(rerun -> remember(key, tree, toolchain(suspects, rerun), rerun));
              return Done.DONE;
            });
  }

  private void remember(StepKey<Done> step, TreeId tree, String toolchain, Rerun rerun) {
    var key = new TestMemory.Key(repository(), toolchain, rerun.test().id());
    ports
        .tests()
        .note(
            new TestMemory.Sighting(
                key,
                rerun.runs(),
                rerun.failures(),
                clock.instant(),
                "%s %s %s".formatted(run, step.phase().map(Object::toString).orElse(""), tree)));
    events.tell(
        step.phase(),
        "flaky",
        Map.of("test", rerun.test().id().toString(), "toolchain", toolchain, "id", key.id()),
        "flaky: %s failed %d of %d times on the same tree (%s)"
            .formatted(rerun.test().id(), rerun.failures(), rerun.runs(), key.id()));
  }

  private static String toolchain(List<Suspect> suspects, Rerun rerun) {
    return suspects.stream()
        .filter(suspect -> suspect.test().equals(rerun.test()))
        .map(Suspect::toolchain)
        .findFirst()
        .orElseThrow();
  }

  private String repository() {
    return ports.store().find(run).orElseThrow().sources().repository();
  }

  /** What is known before anything ran again. */
  static Doubts only(List<Quarantine> quarantined) {
    return new Doubts(List.of(), quarantined);
  }
}
