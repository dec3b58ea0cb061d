package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.GateName;
import dev.autopack.manifest.Batch;
import dev.autopack.manifest.Confidence;
import dev.autopack.manifest.Manifest;
import dev.autopack.manifest.Scoping;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.Phase;
import dev.autopack.run.Forecast.PhaseForecast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a phase's forecast: what it may touch and why, what it costs, and what decides on it. */
final class Explanation {
  private final PhaseForecast forecast;
  private final Phase phase;
  private final Manifest manifest;
  private final Scoping scoping;

  Explanation(PhaseForecast forecast) {
    this.forecast = forecast;
    this.phase = forecast.phase();
    this.manifest = forecast.manifest();
    this.scoping = manifest.scoping();
  }

  /** One of the gates, and whether it can say anything. */
  private record Gate(GateName name, String state, String text) {}

  /** For people. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    var intent = phase.intent();
    lines.add(
        "%s (%s, %s)".formatted(phase.id(), intent.category().id(), intent.complexity().id()));
    intent.inferred().ifPresent(why -> lines.add("  category told from the files: " + why));
    lines.add("  scope   " + basis());
    scoping
        .guess()
        .ifPresent(
            guess -> guess.confidence().pieces().forEach(piece -> lines.add("          " + piece)));
    manifest.write().forEach(it -> lines.add("  write   " + shown(it)));
    newFiles().forEach(it -> lines.add("  new     " + it));
    phase.scope().forbid().forEach(it -> lines.add("  never   " + it));
    manifest.read().forEach(it -> lines.add("  read    " + shown(it)));
    lines.add("  model   %s: %s".formatted(forecast.choice().model(), forecast.choice().reason()));
    lines.add("  format  " + forecast.format().reason());
    lines.add(
        "  output  %s, %d to %d tokens (%s), allowed %s"
            .formatted(
                manifest.estimate().format().id(),
                manifest.estimate().p50(),
                manifest.estimate().p95(),
                manifest.estimate().reason(),
                forecast.budget().reason()));
    batches().forEach(it -> lines.add("  batch   " + it));
    lines.add(
        "  cost    probably $%s, at most $%s in %s"
            .formatted(
                Money.show(forecast.likelyUsd()),
                Money.show(forecast.worstUsd()),
                Words.count(forecast.attempts(), "attempt")));
    lines.add("  tests   " + tests());
    gates()
        .forEach(gate ->
            lines.add(
                "  gate    %s %s: %s".formatted(gate.name().id(), gate.state(), gate.text())));
    forecast.asks().forEach(ask -> lines.add("  asks    " + ask));
    return lines;
  }

  /** In which pieces it comes, where one reply does not hold it. */
  private List<String> batches() {
    var batches = forecast.batches();
    var lines = new ArrayList<String>();
    for (int i = 0; batches.size() > 1 && i < batches.size(); i++) {
      lines.add(
          "%d of %d, %s: %s"
              .formatted(
                  i + 1,
                  batches.size(),
                  batches.get(i).files().stream()
                      .map(RepoPath::value)
                      .collect(Collectors.joining(", ")),
                  batches.get(i).reason()));
    }
    return lines;
  }

  private static Map<String, Object> facts(Batch batch) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("files", batch.files().stream().map(RepoPath::value).toList());
    facts.put("estimate_p50", batch.estimate().p50());
    facts.put("estimate_p95", batch.estimate().p95());
    facts.put("reason", batch.reason());
    return facts;
  }

  private static String shown(Manifest.ScopedPath it) {
    return "%s: %s".formatted(it.path(), it.reason());
  }

  private String basis() {
    return switch (scoping.basis()) {
      case Scoping.Basis.Listed _ -> "what the plan lists";
      case Scoping.Basis.Written _ -> "what scope.write allows; the plan lists no deliverables";
      case Scoping.Basis.Approved _ -> "what a person allowed; the plan lists no deliverables";
      case Scoping.Basis.Guessed(var guess) ->
          "guessed from the goal, with a confidence of %s%s"
              .formatted(guess.confidence().text(), scoping.asks() ? ": the phase asks first" : "");
    };
  }

  /** Where files that are not there yet may be made. */
  private List<String> newFiles() {
    var places = new ArrayList<String>();
    Scopes.codeFolders(phase, manifest).stream()
        .sorted()
        .forEach(folder ->
            places.add(
                "%s: beside a code file that is in scope"
                    .formatted(folder.isEmpty() ? "./" : folder + "/")));
    phase.scope().write().forEach(pattern -> places.add("%s: scope.write".formatted(pattern)));
    return places;
  }

  private String tests() {
    var validation = phase.validation();
    if (validation.command().isPresent()) {
      return "decided by: " + String.join(" ", validation.command().orElseThrow());
    }
    if (!validation.tests().isEmpty()) {
      return "must pass: " + String.join(", ", validation.tests());
    }
    if (scoping.isOpen()) {
      return "must pass: those that are paired with what it changes";
    }
    return manifest.tests().isEmpty()
        ? "none found that are paired with a deliverable: without a validation this phase cannot complete"
        : "must pass: "
            + manifest.tests().stream().map(RepoPath::value).collect(Collectors.joining(", "));
  }

  private List<Gate> gates() {
    var gates = new ArrayList<Gate>();
    gates.add(new Gate(GateName.DELIVERABLES, "runs", deliverables()));
    boolean command = phase.validation().command().isPresent();
    var with = forecast.toolchains();
    if (with.isEmpty() && !command) {
      gates.add(
          new Gate(
              GateName.TESTS, "cannot run", "no tests of a known kind, and no validation command"));
    } else {
      var by = new ArrayList<>(with);
      if (command) {
        by.add("the validation command");
      }
      gates.add(new Gate(GateName.TESTS, "runs", "by " + String.join(" and ", by)));
    }
    gates.add(new Gate(GateName.MANIFEST, "runs", declared()));
    gates.add(new Gate(GateName.QUALITY, "runs", forecast.quality()));
    return gates;
  }

  private String declared() {
    var symbols = phase.deliverables().stream().mapToInt(file -> file.symbols().size()).sum();
    return scoping.isOpen() || symbols == 0
        ? "what the builder declares"
        : "what the builder declares, and %d symbols of the plan".formatted(symbols);
  }

  private String deliverables() {
    if (scoping.isOpen()) {
      return "each file that it changes, and at least one";
    }
    int count = phase.deliverables().size();
    return count == 1 ? "1 file" : "each of %d files".formatted(count);
  }

  /** For programs. */
  Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("id", phase.id().value());
    facts.put("category", phase.intent().category().id());
    phase.intent().inferred().ifPresent(why -> facts.put("category_reason", why));
    facts.put("complexity", phase.intent().complexity().id());
    facts.put("scope", scope());
    facts.put("write", reasons(manifest.write()));
    facts.put("new", newFiles());
    facts.put("never", phase.scope().forbid().stream().map(PathPattern::glob).toList());
    facts.put("read", reasons(manifest.read()));
    facts.put("tests", manifest.tests().stream().map(RepoPath::value).toList());
    facts.put("model", forecast.choice().model());
    facts.put("model_reason", forecast.choice().reason());
    facts.put("format", manifest.estimate().format().id());
    facts.put("format_reason", forecast.format().reason());
    facts.put("estimate_p50", manifest.estimate().p50());
    facts.put("estimate_p95", manifest.estimate().p95());
    facts.put("calibrated_by", manifest.estimate().calibratedBy());
    facts.put("max_output_tokens", forecast.budget().maxOutputTokens());
    facts.put("batches", forecast.batches().stream().map(Explanation::facts).toList());
    facts.put("likely_usd", forecast.likelyUsd());
    facts.put("worst_usd", forecast.worstUsd());
    facts.put(
        "gates",
        gates().stream()
            .map(gate -> {
              var each = new LinkedHashMap<String, String>();
              each.put("gate", gate.name().id());
              each.put("state", gate.state());
              each.put("text", gate.text());
              return each;
            })
            .toList());
    facts.put("asks", forecast.asks());
    return facts;
  }

  private Map<String, Object> scope() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("basis", scoping.basis().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    scoping
        .guess()
        .ifPresent(guess -> {
          facts.put("confidence", guess.confidence().value());
          facts.put("threshold", Confidence.THRESHOLD);
          facts.put("asks", scoping.asks());
          facts.put("pieces", guess.confidence().pieces().stream().map(Object::toString).toList());
        });
    return facts;
  }

  private static List<Map<String, String>> reasons(List<Manifest.ScopedPath> paths) {
    return paths.stream()
        .map(it -> {
          var pair = new LinkedHashMap<String, String>();
          pair.put("path", it.path().value());
          pair.put("reason", it.reason());
          return (Map<String, String>) pair;
        })
        .toList();
  }
}
