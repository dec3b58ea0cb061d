package dev.autopack.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a plan as the YAML that a person would: what {@link PlanReader} reads back is equal. */
public final class PlanYaml {
  /** Words that YAML of one version or another takes for something else than a text. */
  private static final Set<String> NO_TEXT =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

  private final StringBuilder out = new StringBuilder();

  private PlanYaml() {}

  /** The plan's text, with a final newline. */
  public static String text(Plan plan) {
    return new PlanYaml().plan(plan);
  }

  private String plan(Plan plan) {
    line(0, "autopack: " + PlanReader.VERSION);
    line(0, "name: " + scalar(plan.name()));
    line(0, "goal: " + scalar(plan.goal()));
    limits(0, plan.limits());
    if (!plan.models().isEmpty()) {
      line(0, "models:");
      plan.models().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(model -> line(1, scalar(model.getKey()) + ": " + flow(model.getValue())));
    }
    line(0, "phases:");
    plan.phases().forEach(this::phase);
    return out.toString();
  }

  private void phase(Phase phase) {
    var intent = phase.intent();
    line(1, "- id: " + scalar(phase.id().value()));
    line(2, "goal: " + scalar(intent.goal()));
    if (intent.inferred().isEmpty()) {
      line(2, "category: " + intent.category().id());
    }
    if (intent.complexity() != Complexity.MEDIUM) {
      line(2, "complexity: " + intent.complexity().id());
    }
    if (!phase.dependsOn().isEmpty()) {
      line(2, "depends_on: " + flow(phase.dependsOn().stream().map(PhaseId::value).toList()));
    }
    block(
        "deliverables",
        Stream.concat(
                phase.deliverables().stream().map(PlanYaml::deliverable),
                phase.wide().stream().map(pattern -> scalar(pattern.glob())))
            .toList());
    scope(phase.scope());
    validation(phase.validation());
    block("acceptance", intent.acceptance().stream().map(PlanYaml::scalar).toList());
    limits(2, phase.limits());
  }

  private static String deliverable(Deliverable deliverable) {
    var path = deliverable.path().value();
    var fields = new LinkedHashMap<String, String>();
    fields.put("path", scalar(path));
    deliverable.action().ifPresent(action -> fields.put("action", action.id()));
    deliverable.from().ifPresent(from -> fields.put("from", scalar(from.value())));
    if (!deliverable.symbols().isEmpty()) {
      fields.put("symbols", flow(deliverable.symbols()));
    }
    deliverable.lines().ifPresent(lines -> fields.put("lines", String.valueOf(lines)));
    if (!deliverable.needs().isEmpty()) {
      fields.put("needs", flow(deliverable.needs().stream().map(Object::toString).toList()));
    }
    // Anything but plain letters in a bare path may read as prose.
    return fields.size() == 1 && path.matches("[A-Za-z0-9_./@+-]+")
        ? fields.get("path")
        : map(fields);
  }

  private void scope(Scope scope) {
    var fields = new LinkedHashMap<String, String>();
    patterns(fields, "write", scope.write());
    patterns(fields, "read", scope.read());
    patterns(fields, "forbid", scope.forbid());
    if (!fields.isEmpty()) {
      line(2, "scope: " + map(fields));
    }
    if (!scope.grants().isEmpty()) {
      line(2, "grants: " + flow(scope.grants().stream().map(Object::toString).toList()));
    }
  }

  private static void patterns(
      Map<String, String> fields, String name, List<PathPattern> patterns) {
    if (!patterns.isEmpty()) {
      fields.put(name, flow(patterns.stream().map(PathPattern::glob).toList()));
    }
  }

  private void validation(Validation validation) {
    var fields = new LinkedHashMap<String, String>();
    if (!validation.tests().isEmpty()) {
      fields.put("tests", flow(validation.tests()));
    }
    validation.command().ifPresent(words -> fields.put("command", flow(words)));
    validation.report().ifPresent(path -> fields.put("report", scalar(path.value())));
    if (!fields.isEmpty()) {
      line(2, "validation: " + map(fields));
    }
  }

  private void limits(int level, Limits limits) {
    var fields = new LinkedHashMap<String, String>();
    limits.tokens().ifPresent(tokens -> fields.put("tokens", String.valueOf(tokens)));
    limits.usd().map(BigDecimal::toPlainString).ifPresent(usd -> fields.put("usd", usd));
    limits.minutes().ifPresent(minutes -> fields.put("minutes", String.valueOf(minutes)));
    limits.attempts().ifPresent(attempts -> fields.put("attempts", String.valueOf(attempts)));
    if (!fields.isEmpty()) {
      line(level, "limits: " + map(fields));
    }
  }

  private void block(String key, List<String> items) {
    if (!items.isEmpty()) {
      line(2, key + ":");
      items.forEach(item -> line(3, "- " + item));
    }
  }

  private void line(int level, String text) {
    out.append("  ".repeat(level)).append(text).append('\n');
  }

  private static String map(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + ": " + field.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String flow(List<String> texts) {
    return texts.stream().map(PlanYaml::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Without quotes where nothing in the text can mean anything to YAML. */
  private static String scalar(String text) {
    boolean plain =
        text.matches("[A-Za-z][A-Za-z0-9_./+-]*( [A-Za-z0-9_./+(-][A-Za-z0-9_./+()-]*)*")
            && !NO_TEXT.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : OnePhasePlan.quoted(text);
  }
}
