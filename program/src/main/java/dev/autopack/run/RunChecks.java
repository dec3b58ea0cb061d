package dev.autopack.run;

import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.manifest.History;
import dev.autopack.model.KeyCheck;
import dev.autopack.plan.Plan;
import dev.autopack.run.RunCheck.Line;
import dev.autopack.run.RunCheck.Mark;
import dev.autopack.workspace.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at everything that can be known before a token is spent. */
final class RunChecks {
  private final RunTools tools;
  private final Events events;
  private final List<Line> lines = new ArrayList<>();

  private RunChecks(RunTools tools, Events events) {
    this.tools = tools;
    this.events = events;
  }

  static List<Line> of(
      RunRecord run,
      Plan plan,
      RunSettings settings,
      RunTools tools,
      PhaseGates gates,
      Ledger ledger,
      Events events,
      RunCalibration calibration)
      throws InterruptedException {
    var checks = new RunChecks(tools, events);
    checks.repository(run);
    checks.forecast(plan, settings, ledger, calibration);
    checks.models(plan, settings);
    checks.baseline(gates, new CommitId(run.baseCommit()), plan);
    checks.audit(plan, settings);
    checks.trust(settings);
    return checks.lines;
  }

  private void repository(RunRecord run) {
    add("repository", Mark.OK, "from commit %s".formatted(run.baseCommit().substring(0, 10)));
    for (var notice : tools.notices()) {
      add("repository", Mark.NOTE, notice);
      events.tell("notice", notice);
    }
  }

  private void forecast(
      Plan plan, RunSettings settings, Ledger ledger, RunCalibration calibration) {
    var workspace = tools.workspace();
    var head = workspace.head();
    var start =
        Forecast.Start.of(
            workspace.read(workspace.treeOf(head)),
            () -> workspace.history(head, History.MAX_CHANGES),
            tools.gates().tests(),
            tools.facts(),
            tools.sizes(),
            calibration);
    var forecast =
        Forecast.of(plan, start, settings, tools.models(), tools.policy(), tools.planFile());
    forecast.problems().forEach(problem -> add("plan", Mark.FAIL, problem));
    forecast.warnings().forEach(warning -> add("plan", Mark.NOTE, warning));
    forecast.phases().stream()
        .flatMap(phase -> phase.asks().stream())
        .forEach(ask -> add("will ask", Mark.NOTE, ask));
    var limits = ledger.limits();
    add(
        "cost",
        limits.usd().isPresent() || limits.tokens().isPresent() ? Mark.OK : Mark.NOTE,
        "at most $%s%s"
            .formatted(
                Money.show(forecast.worstCaseUsd()),
                limits
                    .usd()
                    .map(usd -> ", held to $" + Money.show(usd))
                    .orElse("; the plan sets no limit in USD")));
  }

  private void models(Plan plan, RunSettings settings) throws InterruptedException {
    var names =
        Stream.concat(
                plan.phases().stream()
                    .map(phase ->
                        ModelChoice.of(plan, settings.models(), settings.lastResortModel(), phase)
                            .model()),
                ModelChoice.auditor(plan, settings.models()).stream())
            .distinct()
            .toList();
    for (var name : names) {
      var profile = tools.models().profile(name);
      model("%s (%s)".formatted(name, profile.id()), tools.models().open(profile).checkKey());
    }
  }

  private void audit(Plan plan, RunSettings settings) {
    var auditor = ModelChoice.auditor(plan, settings.models());
    add(
        "audit",
        auditor.isPresent() ? Mark.OK : Mark.NOTE,
        auditor
            .map(name -> "%s sees each phase that every other check lets pass".formatted(name))
            .orElse("off: " + Auditing.NOBODY));
  }

  private void model(String name, KeyCheck check) {
    switch (check) {
      case KeyCheck.Accepted() -> add("model", Mark.OK, name + ": price and key are right");
      case KeyCheck.Refused(var detail) ->
          throw new EnvironmentException(
              "The provider of the model %s does not accept the key: %s".formatted(name, detail),
              "Set a valid key in the environment, then run the same command again.");
      case KeyCheck.Unknown(var why) ->
          add(
              "model",
              Mark.NOTE,
              "%s: whether the key is right is not known: %s".formatted(name, why));
    }
  }

  private void baseline(PhaseGates gates, CommitId base, Plan plan) throws InterruptedException {
    var baseline = gates.baseline(base);
    for (var report : baseline.reports()) {
      var text = text(report);
      add(
          "baseline",
          report.toolchain().equals(SetupReports.TOOLCHAIN)
              ? Mark.FAIL
              : report.isBroken() ? Mark.NOTE : Mark.OK,
          text);
    }
    if (baseline.reports().isEmpty()) {
      add("baseline", Mark.NOTE, TestRuns.NONE_FOUND);
    }
    var summary =
        baseline.reports().isEmpty()
            ? "T0: " + TestRuns.NONE_FOUND
            : "T0: "
                + baseline.reports().stream()
                    .map(RunChecks::text)
                    .collect(Collectors.joining("; "));
    events.tell("baseline", summary);
    gates(baseline, plan);
  }

  private static String text(TestReport report) {
    if (report.toolchain().equals("setup") && !report.trouble().isEmpty()) {
      return String.join(" ", report.trouble().getFirst().text().lines().limit(4).toList()).strip();
    }
    var troubles = report.trouble().isEmpty() ? "" : ", " + report.trouble().getFirst().text();
    return "%s: %d passed, %d failed, %d skipped%s%s"
        .formatted(
            report.toolchain(),
            report.count(Outcome.PASSED),
            report.count(Outcome.FAILED) + report.count(Outcome.ERROR),
            report.count(Outcome.SKIPPED),
            report.kind() == TestReport.Kind.PARTIAL ? ", partial: identities from the source" : "",
            troubles.lines().findFirst().orElse(""));
  }

  private void gates(Baseline baseline, Plan plan) {
    var blind =
        baseline.reports().isEmpty()
            ? plan.phases().stream()
                .filter(phase -> phase.validation().command().isEmpty())
                .map(phase -> phase.id().value())
                .toList()
            : List.<String>of();
    add(
        "gates",
        blind.isEmpty() ? Mark.OK : Mark.NOTE,
        blind.isEmpty()
            ? "tests, deliverables, manifest and quality are on"
            : "without tests or a validation command these phases cannot complete: "
                + String.join(", ", blind));
  }

  private void trust(RunSettings settings) {
    var sandbox = tools.gates().sandbox();
    add("sandbox", sandbox.holds() ? Mark.OK : Mark.NOTE, sandbox.text());
    events.tell("trust", "Sandbox: " + sandbox.text());
    settings
        .waivers()
        .forEach(waiver ->
            add(
                "waiver",
                Mark.NOTE,
                "%s is waived by %s".formatted(waiver.gate().id(), waiver.grantedBy())));
    add("channels", Mark.OK, "approvals on the command line");
  }

  private void add(String name, Mark mark, String text) {
    lines.add(new Line(name, mark, text));
  }
}
