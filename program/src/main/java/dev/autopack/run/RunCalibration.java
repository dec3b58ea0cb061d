package dev.autopack.run;

import dev.autopack.budget.Calibration;
import dev.autopack.budget.Stratum;
import dev.autopack.plan.RunId;
import dev.autopack.telemetry.Observations;
import dev.autopack.telemetry.Records;
import dev.autopack.telemetry.Selection;
import java.util.Optional;

/**
 * What earlier calls say of the estimates for a repository. For a run it is worked out once, when
 * it begins, and recorded: a resumed run goes on with the same.
 *
 * @param repository named as runs name it
 */
public record RunCalibration(String repository, Calibration calibration) {
  public static final RunCalibration NONE = new RunCalibration("", Calibration.NONE);

  /** What all calls on record say by now, those of other repositories included. */
  public static RunCalibration learnt(String repository, Records records) {
    return new RunCalibration(
        repository, Calibration.of(Observations.of(records.calls(Selection.ALL))));
  }

  /** Works a run's out, or finds it. */
  static RunCalibration of(RunId run, RunPorts ports, Events events) throws InterruptedException {
    var repository = ports.store().find(run).orElseThrow().sources().repository();
    var key = new StepKey<>(run, Optional.empty(), 0, 0, "calibrate estimates", Calibration.class);
    var calibration =
        ports
            .journal()
            .step(
                key,
                _ -> {
                  var learnt = learnt(repository, ports.records()).calibration();
                  learnt.refitted().ifPresent(text -> events.tell("estimates_calibrated", text));
                  return learnt;
                });
    return new RunCalibration(repository, calibration);
  }

  /** What an estimate of that kind is multiplied with. */
  double factor(Stratum stratum) {
    return calibration.factor(repository, stratum);
  }
}
