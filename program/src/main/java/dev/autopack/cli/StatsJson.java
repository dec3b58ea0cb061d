package dev.autopack.cli;

import dev.autopack.budget.Calibration;
import dev.autopack.cli.StatsCommand.StatsView;
import dev.autopack.plan.RunId;
import dev.autopack.telemetry.Dimension;
import dev.autopack.telemetry.Governance;
import dev.autopack.telemetry.Measure;
import dev.autopack.telemetry.Metric;
import dev.autopack.telemetry.Statistics;
import dev.autopack.telemetry.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Statistics as programs read them. A value that is not known is null, with an n of 0. */
final class StatsJson {
  private StatsJson() {}

  static Map<String, Object> fields(StatsView view) {
    var fields = new LinkedHashMap<String, Object>();
    var selection = view.selection();
    selection.run().map(RunId::value).ifPresent(run -> fields.put("run", run));
    selection.repository().ifPresent(repository -> fields.put("repository", repository));
    selection.since().map(Instant::toString).ifPresent(since -> fields.put("since", since));
    fields.put("runs", view.statistics().runs());
    fields.putAll(part(view.statistics().all()));
    view.statistics()
        .by()
        .map(Dimension::id)
        .ifPresent(by -> {
          fields.put("by", by);
          fields.put("groups", view.statistics().groups().stream().map(StatsJson::group).toList());
        });
    var audits = view.audits();
    fields.put(
        "audits",
        Map.of(
            "calls", audits.calls(),
            "input", audits.input(),
            "output", audits.output(),
            "usd", audits.usd()));
    fields.put("approvals", governance(view.governance()));
    fields.put("calibration", view.fits().stream().map(StatsJson::fit).toList());
    return fields;
  }

  private static Map<String, Object> group(Statistics.Part part) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", part.name());
    fields.putAll(part(part));
    return fields;
  }

  private static Map<String, Object> part(Statistics.Part part) {
    var metrics = new LinkedHashMap<String, Object>();
    part.metrics().forEach((metric, measure) -> metrics.put(metric.id(), metric(metric, measure)));
    var fields = new LinkedHashMap<String, Object>();
    fields.put("calls", part.calls());
    fields.put("in_flight", part.unsettled());
    fields.put("metrics", metrics);
    return fields;
  }

  private static Map<String, @Nullable Object> metric(Metric metric, Measure measure) {
    var fields = measure(measure);
    fields.put("unit", metric.unit().name().toLowerCase(Locale.ROOT));
    metric
        .target()
        .ifPresent(target -> {
          fields.put("target", target.bound());
          fields.put("target_side", target.side().name().toLowerCase(Locale.ROOT));
          target.alarm().ifPresent(alarm -> fields.put("alarm", alarm));
          var verdict = target.judge(measure);
          if (verdict != Target.Verdict.UNKNOWN) {
            fields.put("verdict", verdict.name().toLowerCase(Locale.ROOT));
          }
        });
    return fields;
  }

  private static Map<String, @Nullable Object> measure(Measure measure) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("value", orNull(measure.value()));
    fields.put("n", measure.n());
    switch (measure) {
      case Measure.Share(var part, var whole, _) -> {
        fields.put("part", part);
        fields.put("whole", whole);
      }
      case Measure.Middle(_, var mean, _) -> fields.put("mean", orNull(mean));
      case Measure.Total _ -> {}
    }
    return fields;
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private static Map<String, Object> governance(Governance governance) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("asked", governance.asked());
    fields.put("auto_approval", measure(governance.autoApproval()));
    fields.put("approved", measure(governance.approval()));
    fields.put("waiting_seconds", measure(governance.waitingSeconds()));
    fields.put("requested_paths", tally("path", governance.requestedPaths()));
    fields.put("denial_reasons", tally("reason", governance.denialReasons()));
    return fields;
  }

  private static List<Map<String, Object>> tally(String name, Measure.Tally tally) {
    return tally.counts().stream()
        .map(count -> Map.<String, Object>of(name, count.text(), "times", count.times()))
        .toList();
  }

  private static Map<String, Object> fit(Calibration.Fit fit) {
    var fields = new LinkedHashMap<String, Object>();
    fit.repository().ifPresent(repository -> fields.put("repository", repository));
    fields.put("format", fit.stratum().format().id());
    fields.put("writing", fit.stratum().writing().id());
    fields.put("category", fit.stratum().category().id());
    fields.put("n", fit.observations());
    fields.put("error", fit.error());
    fields.put("state", fit.state().name().toLowerCase(Locale.ROOT));
    fields.put("factor", fit.factor());
    fit.later()
        .ifPresent(later -> {
          fields.put("later_error_before", later.before());
          fields.put("later_error_after", later.after());
        });
    return fields;
  }
}
