package dev.autopack.cli;

import dev.autopack.budget.Calibration;
import dev.autopack.cli.StatsCommand.StatsView;
import dev.autopack.run.Money;
import dev.autopack.run.Words;
import dev.autopack.telemetry.Audits;
import dev.autopack.telemetry.Governance;
import dev.autopack.telemetry.Measure;
import dev.autopack.telemetry.Metric;
import dev.autopack.telemetry.Statistics;
import dev.autopack.telemetry.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Statistics as people read them: a value, what it rests on, and what it should be. */
final class StatsText {
  private static final String UNKNOWN = "-";
  private static final int MOST_SHOWN = 5;

  private StatsText() {}

  static List<String> lines(StatsView view) {
    var lines = new ArrayList<String>();
    var all = view.statistics().all();
    lines.add(
        "%s: %s of %s%s"
            .formatted(
                StatsScope.show(view.selection()),
                Words.count(all.calls(), "call"),
                Words.count(view.statistics().runs(), "run"),
                all.unsettled() == 0 ? "" : ", %d in flight".formatted(all.unsettled())));
    all.metrics().forEach((metric, measure) -> lines.add(line(metric, measure)));
    view.statistics()
        .by()
        .ifPresent(by -> {
          lines.add("");
          lines.addAll(table(by.id(), view.statistics().groups()));
        });
    lines.add("");
    lines.add(audits(view.audits()));
    lines.add("");
    lines.addAll(governance(view.governance()));
    lines.add("");
    lines.addAll(calibration(view.fits()));
    return lines;
  }

  private static String audits(Audits audits) {
    return audits.calls() == 0
        ? "audits: none"
        : "audits: %s, %s tokens in, %s out, $%s"
            .formatted(
                Words.count(audits.calls(), "call"),
                number(audits.input()),
                number(audits.output()),
                Money.show(audits.usd()));
  }

  private static String line(Metric metric, Measure measure) {
    return row(
        metric.title(),
        value(metric.unit(), measure),
        basis(metric.unit(), measure),
        metric.target().map(target -> target(target, measure)).orElse(""));
  }

  private static String row(String title, String value, String basis, String target) {
    return "  %-24s %9s   %-32s %s".formatted(title, value, basis, target).stripTrailing();
  }

  private static String value(Metric.Unit unit, Measure measure) {
    if (measure.value().isEmpty()) {
      return UNKNOWN;
    }
    var value = measure.value().getAsDouble();
    return switch (unit) {
      case SHARE, MEDIAN_SHARE -> percent(value);
      case TOKENS -> number(Math.round(value));
    };
  }

  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String basis(Metric.Unit unit, Measure measure) {
    return switch (measure) {
      case Measure.Share(var part, var whole, var n) when whole == n && n > 0 ->
          "%d of %d".formatted(part, whole);
      case Measure.Share(var part, var whole, var n) when whole > 0 ->
          "%s of %s tokens, n %d".formatted(number(part), number(whole), n);
      case Measure.Middle(_, var mean, var n) when mean.isPresent() ->
          "median, mean %s, n %d"
              .formatted(
                  unit == Metric.Unit.TOKENS
                      ? number(Math.round(mean.getAsDouble()))
                      : percent(mean.getAsDouble()),
                  n);
      case Measure.Share _, Measure.Middle _, Measure.Total _ -> "n " + measure.n();
    };
  }

  private static String target(Target target, Measure measure) {
    var wanted = "target " + bound(target.side(), target.bound());
    var alarm =
        target.alarm().isPresent()
            ? ", alarm " + bound(opposite(target.side()), target.alarm().getAsDouble())
            : "";
    var verdict =
        switch (target.judge(measure)) {
          case MET -> ": met";
          case MISSED -> ": missed";
          case ALARM -> ": ALARM";
          case UNKNOWN -> "";
        };
    return wanted + alarm + verdict;
  }

  private static Target.Side opposite(Target.Side side) {
    return side == Target.Side.BELOW ? Target.Side.ABOVE : Target.Side.BELOW;
  }

  private static String bound(Target.Side side, double bound) {
    return "%s %.0f %%".formatted(side == Target.Side.BELOW ? "<" : ">", 100 * bound);
  }

  /** A row a group; beside each value how many calls it rests on. */
  private static List<String> table(String by, List<Statistics.Part> groups) {
    var lines = new ArrayList<String>();
    lines.add(cells(by, "calls", COLUMNS.stream().map(Column::heading).toList()));
    for (var group : groups) {
      lines.add(
          cells(
              group.name(),
              number(group.calls()),
              COLUMNS.stream().map(column -> cell(column.metric(), group)).toList()));
    }
    return lines;
  }

  /** What fits on a line; programs are told everything. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column("truncated", Metric.TRUNCATION),
          new Column("recovered", Metric.RECOVERY),
          new Column("error", Metric.ESTIMATION_ERROR),
          new Column("SMAPE", Metric.SMAPE),
          new Column("waste", Metric.WASTE),
          new Column("foreign", Metric.FOREIGN_FORMAT));

  private record Column(String heading, Metric metric) {}

  private static String cells(String name, String calls, List<String> cells) {
    return "%-24s %6s %s"
        .formatted(
            name,
            calls,
            cells.stream()
                .map(cell -> String.format(Locale.ROOT, "%15s", cell))
                .collect(Collectors.joining()))
        .stripTrailing();
  }

  private static String cell(Metric metric, Statistics.Part group) {
    var measure = group.of(metric);
    return "%s (%d)".formatted(value(metric.unit(), measure), measure.n());
  }

  private static List<String> governance(Governance governance) {
    return List.of(
        "approvals: %s asked".formatted(Words.count(governance.asked(), "question")),
        row(
            "auto-approval rate",
            value(Metric.Unit.SHARE, governance.autoApproval()),
            basis(Metric.Unit.SHARE, governance.autoApproval()),
            ""),
        row(
            "approved",
            value(Metric.Unit.SHARE, governance.approval()),
            basis(Metric.Unit.SHARE, governance.approval()),
            ""),
        waiting(governance.waitingSeconds()),
        tally("most requested paths", governance.requestedPaths()),
        tally("reasons for a no", governance.denialReasons()));
  }

  private static String waiting(Measure seconds) {
    return row(
        "waiting time",
        seconds.value().isEmpty() ? UNKNOWN : age(seconds.value().getAsDouble()),
        seconds.value().isEmpty() ? "n 0" : "median, n " + seconds.n(),
        "");
  }

  private static String age(double seconds) {
    return Ages.show(Duration.ofMillis(Math.round(1000 * seconds)));
  }

  private static String tally(String title, Measure.Tally tally) {
    var shown =
        tally.counts().stream()
            .limit(MOST_SHOWN)
            .map(count -> "%s (%d)".formatted(Words.line(count.text()), count.times()))
            .collect(Collectors.joining("; "));
    var more = tally.counts().size() - MOST_SHOWN;
    return "  %-24s %s%s"
        .formatted(
            title,
            shown.isEmpty() ? "        -" : shown,
            more > 0 ? "; and %d more".formatted(more) : "");
  }

  private static List<String> calibration(List<Calibration.Fit> fits) {
    if (fits.isEmpty()) {
      return List.of(
          "calibration: nothing has %d first calls of one kind yet".formatted(Calibration.ENOUGH));
    }
    var lines = new ArrayList<String>();
    lines.add("calibration of estimates:");
    fits.forEach(fit -> lines.add("  " + fit(fit)));
    return lines;
  }

  private static String fit(Calibration.Fit fit) {
    var what =
        "%s, %s, n %d: error %s"
            .formatted(
                fit.stratum(),
                fit.repository().orElse("every repository"),
                fit.observations(),
                percent(fit.error()));
    var later =
        fit.later()
            .map(it ->
                " (the later half's error %s, with it %s)"
                    .formatted(percent(it.before()), percent(it.after())))
            .orElse("");
    return switch (fit.state()) {
      case GOOD -> what + ", good";
      case MARKED -> what + ", marked; no factor helps" + later;
      case REFITTED ->
          what + String.format(Locale.ROOT, ", refitted: estimates × %.2f", fit.factor()) + later;
    };
  }
}
