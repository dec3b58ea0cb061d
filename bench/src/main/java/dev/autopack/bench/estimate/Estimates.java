package dev.autopack.bench.estimate;

import dev.autopack.bench.ExitCodes;
import static dev.autopack.bench.estimate.Measure.least;
import static dev.autopack.bench.estimate.Measure.most;
import static dev.autopack.bench.estimate.Measure.share;

import dev.autopack.bench.commits.CommitFacts;
import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Commit.Status;
import dev.autopack.bench.replay.TrueOutput;
import dev.autopack.budget.Estimator;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile.Framing;
import dev.autopack.budget.Writing;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import dev.autopack.plan.Phase;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench/run estimate}: see {@code docs/reference/bench-estimate.md}. */
public final class Estimates {
  /** How often each commit declares, each time with other mistakes. */
  private static final int DECLARATIONS = 5;

  private static final double NEAR = 0.30;

  private final EstimateOptions options;
  private final Errors full = new Errors();
  private final Errors fullJson = new Errors();
  private final Errors diff = new Errors();
  private final Errors edits = new Errors();
  private final Errors corpusEdits = new Errors();
  private final Errors declaredDiff = new Errors();
  private final Errors declaredEdits = new Errors();
  private final Errors newFiles = new Errors();
  private final Errors declaredNewFiles = new Errors();
  private final Errors exactlyDeclaredNewFiles = new Errors();
  private final Chosen json = new Chosen(Framing.JSON);
  private final Chosen raw = new Chosen(Framing.RAW);

  Estimates(EstimateOptions options) {
    this.options = options;
  }

  /** Measures and prints the table. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** The whole command; answers its exit code: 1 where a bound is passed. */
  static int run(List<String> arguments, PrintStream out, PrintStream errors) {
    return ExitCodes.of(
        errors,
        () -> {
          var measures = new Estimates(EstimateOptions.of(arguments)).measures();
          if (measures.stream().allMatch(it -> it.sample() == 0)) {
            throw new OperatorException(
                "No commit of the file can be measured.", "Use: " + EstimateOptions.USAGE);
          }
          print(measures, arguments.contains("--json"), out);
          return measures.stream().allMatch(Measure::holds) ? 0 : 1;
        });
  }

  private static void print(List<Measure> measures, boolean json, PrintStream out) {
    if (json) {
      var report = JsonMapper.shared().createObjectNode().put("version", 1);
      var rows = report.putArray("measures");
      measures.forEach(measure ->
          rows.addObject()
              .put("measure", measure.what())
              .put("sample", measure.sample())
              .put("value", measure.value())
              .put("holds", measure.holds()));
      out.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(report));
      return;
    }
    out.println("| measure | sample | measured | goal | bound |");
    out.println("| --- | --- | --- | --- | --- |");
    measures.forEach(measure -> out.println(measure.cells()));
  }

  /** Every line of the table. */
  List<Measure> measures() {
    var commits = options.material().choose();
    var contents = options.material().contents(commits);
    for (var commit : commits) {
      TrueOutput.phase(commit)
          .ifPresent(phase -> measure(phase, new TrueTokens(commit, contents.find(commit))));
    }
    return lines();
  }

  private List<Measure> lines() {
    var lines = new ArrayList<Measure>();
    whole(lines, "whole files, `ndjson_full`", full);
    whole(lines, "whole files, `full_json`", fullJson);
    edited(lines, "`diff`", diff, declaredDiff);
    edited(lines, "`ndjson`", edits, declaredEdits);
    lines.add(
        share(
            "edits as the corpus's `ndjson_edit`, which has no rename: median error",
            corpusEdits.count(),
            corpusEdits.median(),
            new Measure.Bound.None()));
    lines.add(
        share(
            "new files alone: median error",
            newFiles.count(),
            newFiles.median(),
            most(0.60, 0.67)));
    lines.add(
        share(
            "new files alone, lines declared: median error",
            declaredNewFiles.count(),
            declaredNewFiles.median(),
            most(0.25, 0.35)));
    lines.add(
        share(
            "new files alone, lines declared exactly: median error",
            exactlyDeclaredNewFiles.count(),
            exactlyDeclaredNewFiles.median(),
            new Measure.Bound.None()));
    for (var chosen : List.of(json, raw)) {
      if (chosen.count() > 0) {
        lines.addAll(chosen.lines());
      }
    }
    return lines;
  }

  private static void whole(List<Measure> lines, String what, Errors errors) {
    lines.add(
        share(what + ": within 30 %", errors.count(), errors.within(NEAR), least(0.95, 0.90)));
    lines.add(share(what + ": median error", errors.count(), errors.median(), most(0.05, 0.08)));
  }

  private static void edited(List<Measure> lines, String format, Errors before, Errors declared) {
    lines.add(
        share(
            "edits, %s, before a declaration: median error".formatted(format),
            before.count(),
            before.median(),
            most(0.43, 0.50)));
    lines.add(
        share(
            "edits, %s, after it: median error".formatted(format),
            declared.count(),
            declared.median(),
            most(0.20, 0.28)));
    lines.add(
        share(
            "edits, %s, after it: within 30 %%".formatted(format),
            declared.count(),
            declared.within(NEAR),
            least(0.65, 0.55)));
  }

  private void measure(Phase phase, TrueTokens truth) {
    var commit = truth.commit();
    var ask = new Ask(new Estimator(new CommitFacts(commit)), phase);
    full.add(ask.p50(Format.FULL_FILE, Writing.WHOLE), truth.told("ndjson_full"));
    fullJson.add(ask.p50(Format.FULL_FILE, Writing.WHOLE), truth.told("full_json"));
    diff.add(ask.p50(Format.DIFF, Writing.EDITS), truth.told("diff"));
    var own = truth.of(Format.NDJSON, Writing.EDITS).orElse(0);
    edits.add(ask.p50(Format.NDJSON, Writing.EDITS), own);
    corpusEdits.add(
        ask.of(withoutRenames(phase.deliverables())).p50(Format.NDJSON, Writing.EDITS),
        truth.told("ndjson_edit"));
    for (int i = 0; i < DECLARATIONS; i++) {
      var declaration = Declared.roughly(commit, i);
      declaredDiff.add(ask.refined(Format.DIFF, declaration), truth.told("diff"));
      declaredEdits.add(ask.refined(Format.NDJSON, declaration), own);
    }
    commit.files().stream()
        .filter(file -> file.status() == Status.ADDED && file.churn().fullLineTokens() > 0)
        .forEach(file -> newFile(ask, commit, file));
    json.add(phase, ask.estimator(), truth);
    raw.add(phase, ask.estimator(), truth);
  }

  private void newFile(Ask phase, Commit commit, Commit.TouchedFile file) {
    var deliverable =
        phase.phase().deliverables().stream()
            .filter(it -> it.path().value().equals(file.path()))
            .toList();
    if (deliverable.isEmpty()) {
      return;
    }
    var alone = phase.of(deliverable);
    var truth = file.churn().fullLineTokens();
    newFiles.add(alone.p50(Format.NDJSON, Writing.WHOLE), truth);
    exactlyDeclaredNewFiles.add(alone.refined(Format.NDJSON, Declared.exactly(file)), truth);
    for (int i = 0; i < DECLARATIONS; i++) {
      declaredNewFiles.add(alone.refined(Format.NDJSON, Declared.roughly(commit, file, i)), truth);
    }
  }

  /** A rename taken apart, for texts that do not have one. */
  private static List<Deliverable> withoutRenames(List<Deliverable> deliverables) {
    return deliverables.stream()
        .flatMap(it ->
            it.from()
                .map(from ->
                    Stream.of(plain(it, Action.CREATE), plain(Deliverable.of(from), Action.DELETE)))
                .orElseGet(() -> Stream.of(it)))
        .toList();
  }

  private static Deliverable plain(Deliverable deliverable, Action action) {
    return new Deliverable(
        deliverable.path(),
        Optional.of(action),
        Optional.empty(),
        deliverable.symbols(),
        deliverable.lines(),
        deliverable.needs());
  }
}
