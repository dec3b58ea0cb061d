package dev.autopack.run;

import dev.autopack.budget.Calibration;
import dev.autopack.budget.Stratum;
import dev.autopack.plan.RunId;
import dev.autopack.telemetry.Observations;
import dev.autopack.telemetry.Selection;
import java.util.Optional;

/**
 * What earlier calls say of this run's estimates. Worked out once, when the run begins, and
 * recorded: a resumed run goes on with the same.
 */
record RunCalibration(String repository, Calibration calibration) {
  static final RunCalibration NONE = new RunCalibration("", Calibration.NONE);

  /** Works it out, or finds it. */
  static RunCalibration of(RunId run, RunPorts ports, Events events) throws InterruptedException {
    var key = new StepKey<>(run, Optional.empty(), 0, 0, "calibrate estimates", Calibration.class);
    var calibration =
        ports
            .journal()
            .step(
                key,
                _ -> {
                  var learnt =
                      Calibration.of(Observations.of(ports.records().calls(Selection.ALL)));
                  learnt.refitted().ifPresent(text -> events.tell("estimates_calibrated", text));
                  return learnt;
                });
    return new RunCalibration(
        ports.store().find(run).orElseThrow().sources().repository(), calibration);
  }

  /** What an estimate of that kind is multiplied with. */
  double factor(Stratum stratum) {
    return calibration.factor(repository, stratum);
  }
}
