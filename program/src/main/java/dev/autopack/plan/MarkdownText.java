package dev.autopack.plan;

import dev.autopack.error.OperatorException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a plan as the Markdown that {@link MarkdownPlan} reads. */
public final class MarkdownText {
  /** What makes a line something else than a paragraph's. */
  private static final Pattern BLOCK_START =
      Pattern.compile("^(?:[#>=~+*-]|\\d{1,9}[.)])", Pattern.MULTILINE);

  private static final Pattern CODE_SPAN = Pattern.compile("(?<!`)`[^`\n]+`(?!`)");

  /** Stands in for a plan that could not be read back at all. */
  private static final Phase NOTHING =
      new Phase(
          new PhaseId("nothing"),
          new Intent("", Category.BACKEND, Complexity.MEDIUM, List.of()),
          List.of(),
          List.of(),
          Scope.NONE,
          Validation.NONE,
          Limits.NONE);

  private MarkdownText() {}

  /**
   * The plan's text, with a final newline.
   *
   * @throws OperatorException for what Markdown would not keep, such as several spaces in a row
   */
  public static String of(Plan plan) {
    var blocks = new ArrayList<String>();
    // A heading's last number signs would only close it.
    blocks.add("# " + inline(plan.name()).replaceFirst("(?<!\\\\)#$", "\\\\#"));
    blocks.add(inline(plan.goal()));
    var head = new ArrayList<>(limits(plan.limits()));
    plan.models().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(model -> head.add(assigned("models", model.getKey(), model.getValue())));
    if (!head.isEmpty()) {
      blocks.add(String.join(" ", head));
    }
    plan.phases().forEach(phase -> blocks.add(phase(phase)));
    var text = String.join("\n\n", blocks) + "\n";
    refuseLoss(plan, text);
    return text;
  }

  private static void refuseLoss(Plan plan, String text) {
    var reading = MarkdownPlan.read("plan.md", text.getBytes(StandardCharsets.UTF_8));
    var same = reading instanceof Reading.Read<Plan>(var read, var _) ? read : nothing();
    if (!same.equals(plan)) {
      throw new OperatorException(
          "Markdown does not keep %s as it is: a text with several spaces in a row, or with line breaks at its ends."
              .formatted(lost(plan, same)),
          "Keep the plan as YAML, or tidy that text.");
    }
  }

  private static Plan nothing() {
    return new Plan("", "", Limits.NONE, Map.of(), List.of(NOTHING));
  }

  private static String lost(Plan plan, Plan same) {
    if (!same.name().equals(plan.name())) {
      return "the plan's name";
    }
    if (!same.goal().equals(plan.goal())) {
      return "the plan's goal";
    }
    return plan.phases().stream()
        .filter(phase -> !same.phases().contains(phase))
        .findFirst()
        .map(phase -> "the phase '%s'".formatted(phase.id()))
        .orElse("the plan's limits or models");
  }

  private static String phase(Phase phase) {
    var intent = phase.intent();
    var tags = new ArrayList<String>();
    tags.add(tag("id", List.of(phase.id().value())));
    if (intent.inferred().isEmpty()) {
      tags.add(tag("category", List.of(intent.category().id())));
    }
    if (intent.complexity() != Complexity.MEDIUM) {
      tags.add(tag("complexity", List.of(intent.complexity().id())));
    }
    many(tags, "after", phase.dependsOn());
    phase.deliverables().forEach(deliverable -> tags.addAll(deliverable(deliverable)));
    many(tags, "paths", phase.wide().stream().map(PathPattern::glob).toList());
    many(tags, "write", phase.scope().write().stream().map(PathPattern::glob).toList());
    many(tags, "read", phase.scope().read().stream().map(PathPattern::glob).toList());
    many(tags, "forbid", phase.scope().forbid().stream().map(PathPattern::glob).toList());
    many(tags, "grants", phase.scope().grants());
    many(tags, "tests", phase.validation().tests());
    phase.validation().command().ifPresent(words -> tags.add(command(words)));
    phase.validation().report().ifPresent(path -> tags.add(tag("report", List.of(path.value()))));
    tags.addAll(limits(phase.limits()));
    var out = new StringBuilder("- ");
    out.append(inline(intent.goal()).replaceAll("\n(?=[^\n])", "\n  "));
    tags.forEach(tag -> out.append("\n  ").append(tag));
    for (var criterion : intent.acceptance()) {
      out.append("\n  - ").append(inline(criterion).replaceAll("\n(?=[^\n])", "\n    "));
    }
    return out.toString();
  }

  private static List<String> deliverable(Deliverable deliverable) {
    var path = deliverable.path().value();
    var tags = new ArrayList<String>();
    tags.add(
        deliverable
            .from()
            .map(from -> "[rename: %s -> %s]".formatted(quoted(from.value()), quoted(path)))
            .orElseGet(() ->
                tag(
                    deliverable.action().map(Deliverable.Action::id).orElse("paths"),
                    List.of(path))));
    if (!deliverable.symbols().isEmpty()) {
      tags.add(assigned("symbols", path, deliverable.symbols()));
    }
    deliverable
        .lines()
        .ifPresent(lines -> tags.add(assigned("lines", path, List.of(String.valueOf(lines)))));
    if (!deliverable.needs().isEmpty()) {
      var needs = deliverable.needs().stream().map(Object::toString).toList();
      tags.add(assigned("needs", path, needs));
    }
    return tags;
  }

  private static List<String> limits(Limits limits) {
    var tags = new ArrayList<String>();
    limits
        .usd()
        .map(BigDecimal::toPlainString)
        .ifPresent(usd -> tags.add(tag("usd", List.of(usd))));
    limits.tokens().ifPresent(tokens -> tags.add(tag("tokens", List.of("" + tokens))));
    limits.minutes().ifPresent(minutes -> tags.add(tag("minutes", List.of("" + minutes))));
    limits.attempts().ifPresent(attempts -> tags.add(tag("attempts", List.of("" + attempts))));
    return tags;
  }

  private static void many(List<String> tags, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      tags.add(tag(name, values.stream().map(Object::toString).toList()));
    }
  }

  private static String tag(String name, List<String> values) {
    return values.stream()
        .map(MarkdownText::quoted)
        .collect(Collectors.joining(", ", "[" + name + ": ", "]"));
  }

  private static String assigned(String name, String key, List<String> words) {
    return words.stream()
        .map(MarkdownText::quoted)
        .collect(Collectors.joining(" ", "[%s: %s = ".formatted(name, quoted(key)), "]"));
  }

  private static String quoted(String text) {
    return text.matches("[\\p{L}\\p{N}_./@+*?:#~-]+")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Words for {@link CommandWords}; a tag ends at a bracket outside double quotes. */
  private static String command(List<String> words) {
    return words.stream()
        .map(MarkdownText::commandWord)
        .collect(Collectors.joining(" ", "[command: ", "]"));
  }

  private static String commandWord(String word) {
    if (word.matches("[A-Za-z0-9_./@+:=%,-]+")) {
      return word;
    }
    return word.matches("[^'\"\\]]*")
        ? "'" + word + "'"
        : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A text of which Markdown and tags leave every letter as it is. */
  private static String inline(String text) {
    var out = new StringBuilder();
    var spans = CODE_SPAN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '`' && spans.region(at, text.length()).lookingAt()) {
        out.append(spans.group());
        at = spans.end();
        continue;
      }
      char c = text.charAt(at++);
      boolean breaksLine = c == '\n' && (at >= text.length() || text.charAt(at) != '\n');
      if ("\\`[<".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else if (breaksLine && out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
        out.append("\\\n");
      } else {
        out.append(c);
      }
    }
    return BLOCK_START.matcher(out).replaceAll(MarkdownText::escaped);
  }

  private static String escaped(MatchResult start) {
    var mark = start.group();
    var escaped = mark.substring(0, mark.length() - 1) + '\\' + mark.substring(mark.length() - 1);
    return Matcher.quoteReplacement(escaped);
  }
}
