package dev.autopack.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a plan that is written as Markdown: the first heading is its name, what stands before the
 * first list its goal, each bullet a phase, each nested bullet a criterion of acceptance, and tags
 * in brackets say the rest ({@link MarkdownPhase}). The same text gives the same plan always.
 *
 * <p>The bullets become a plan file in memory, and {@link PlanReader} judges that as any other; its
 * mistakes are told at the lines of the Markdown.
 */
public final class MarkdownPlan {
  private static final Set<String> LIMITS = Set.of("usd", "tokens", "minutes", "attempts");

  private final MistakeList mistakes;

  /** The line of the Markdown that a key path of the plan comes from. */
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private MarkdownPlan(MistakeList mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * The plan, or every mistake in it. Never throws for what the content is.
   *
   * @param source the file's name, as messages show it; the plan's name where no heading gives one
   */
  public static Reading<Plan> read(String source, byte[] content) {
    var mistakes = new MistakeList(StrictDocument.lines(content));
    var plan =
        StrictDocument.decode(content, mistakes)
            .flatMap(text -> new MarkdownPlan(mistakes).plan(source, text));
    var found = mistakes.sorted();
    if (!found.isEmpty()) {
      return new Reading.Mistaken<>(source, found);
    }
    return new Reading.Read<>(plan.orElseThrow(), mistakes.warnings());
  }

  private Optional<Plan> plan(String source, String text) {
    if (text.isBlank()) {
      mistakes.add(new Mistake(1, "", "The file is empty.", "Write a bullet for each phase."));
      return Optional.empty();
    }
    var outline = MarkdownOutline.read(text, mistakes);
    var bullets = outline.bullets().stream().map(this::bullet).toList();
    if (bullets.isEmpty()) {
      mistakes.add(
          new Mistake(
              1, "", "There is no phase.", "Write a bullet for each: '- GOAL [paths: src/a.py]'."));
      return Optional.empty();
    }
    var document = JsonNodeFactory.instance.objectNode();
    document.put("autopack", PlanReader.VERSION);
    head(document, outline, source);
    return judged(withPhases(document, bullets));
  }

  private MarkdownPhase bullet(MarkdownOutline.Bullet bullet) {
    return MarkdownPhase.of(bullet, mistakes);
  }

  private void head(ObjectNode document, MarkdownOutline.Found outline, String source) {
    var heading = outline.name().map(passage -> InlineTags.split(passage, mistakes));
    heading.ifPresent(split -> split.tags().forEach(this::strayTag));
    var name = heading.map(InlineTags.Split::words).filter(words -> !words.isEmpty());
    var splits = outline.goal().stream().map(one -> InlineTags.split(one, mistakes)).toList();
    var goal =
        splits.stream()
            .map(InlineTags.Split::words)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("\n\n"));
    document.put("name", name.orElseGet(() -> stem(source)));
    document.put("goal", goal.isEmpty() ? name.orElseGet(() -> stem(source)) : goal);
    lines.put("name", outline.name().map(MarkdownOutline.Passage::line).orElse(1));
    lines.put("goal", outline.goal().isEmpty() ? 1 : outline.goal().getFirst().line());
    var known = new HashSet<String>();
    for (var split : splits) {
      split.tags().forEach(tag -> planTag(document, tag, known));
    }
  }

  private void planTag(ObjectNode document, InlineTags.Tag tag, Set<String> known) {
    if (LIMITS.contains(tag.name())) {
      if (!known.add(tag.name())) {
        mistakes.add(MarkdownPhase.twice(tag));
      }
      lines.put("limits." + tag.name(), tag.line());
      MarkdownPhase.amount(document.withObject("/limits"), tag);
    } else if (tag.name().equals("model") || tag.name().equals("models")) {
      MarkdownPhase.assigned(tag, "builder", "sonnet", mistakes)
          .ifPresent(pair -> {
            lines.put(StrictNode.below("models", pair.key()), tag.line());
            var names = document.withObject("/models").putArray(pair.key());
            pair.words().forEach(names::add);
          });
    } else {
      var names = new ArrayList<>(LIMITS);
      names.add("models");
      mistakes.add(
          new Mistake(
              tag.line(),
              "",
              "'%s' is no tag of a whole plan.".formatted(Printable.of(tag.name())),
              StrictNode.didYouMean(tag.name(), names)
                  .orElse(
                      "Use usd, tokens, minutes, attempts or models here; what concerns one phase goes into its bullet.")));
    }
  }

  private void strayTag(InlineTags.Tag tag) {
    mistakes.add(
        new Mistake(
            tag.line(),
            "",
            "The heading holds the tag '%s'.".formatted(Printable.of(tag.name())),
            "Put it into a paragraph below."));
  }

  /** Adds the phases; each stands on its bullet's line, which the plan's reader may name. */
  private String withPhases(ObjectNode document, List<MarkdownPhase> bullets) {
    var open = bullets.stream().filter(phase -> !phase.isDone()).toList();
    if (open.isEmpty()) {
      mistakes.add(
          new Mistake(
              bullets.getFirst().line(),
              "",
              "Every phase is ticked as done.",
              "Untick what is left."));
    }
    var ids = ids(bullets);
    var done =
        IntStream.range(0, bullets.size())
            .filter(i -> bullets.get(i).isDone())
            .mapToObj(ids::get)
            .collect(Collectors.toSet());
    bullets.stream()
        .filter(MarkdownPhase::isDone)
        .forEach(phase ->
            mistakes.warn(
                "line %d: the phase is ticked as done and is left out.".formatted(phase.line())));
    var head = document.toString();
    var json = new StringBuilder(head.substring(0, head.length() - 1)).append(",\"phases\":[");
    int line = 1;
    int count = 0;
    for (int i = 0; i < bullets.size(); i++) {
      var phase = bullets.get(i);
      if (!phase.isDone()) {
        var where = "phases[%d]".formatted(count);
        json.append(count++ == 0 ? "" : ",").repeat("\n", Math.max(0, phase.line() - line));
        line = Math.max(line, phase.line());
        json.append(phase.json(ids.get(i), before(bullets, ids, done, i), done));
        lines.put(where, phase.line());
        phase.lines().forEach((key, at) -> lines.put(where + "." + key, at));
      }
    }
    return json.append("]}").toString();
  }

  /** A numbered phase comes after the one above it in the same list. */
  private static Optional<String> before(
      List<MarkdownPhase> phases, List<String> ids, Set<String> done, int at) {
    var phase = phases.get(at);
    for (int i = at - 1; phase.isNumbered() && i >= 0; i--) {
      if (phases.get(i).list() != phase.list()) {
        break;
      }
      if (!done.contains(ids.get(i))) {
        return Optional.of(ids.get(i));
      }
    }
    return Optional.empty();
  }

  /** One for each, those that are written first: made from the goal, and none twice. */
  private static List<String> ids(List<MarkdownPhase> phases) {
    var taken = phases.stream().flatMap(phase -> phase.id().stream()).collect(Collectors.toSet());
    var ids = new ArrayList<String>();
    for (var phase : phases) {
      var id = phase.id().orElseGet(() -> free(phase.slug(), taken));
      taken.add(id);
      ids.add(id);
    }
    return ids;
  }

  private static String free(String slug, Set<String> taken) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? slug : slug + "-" + i)
        .filter(id -> !taken.contains(id))
        .findFirst()
        .orElseThrow();
  }

  /** The plan as its own reader takes it; mistakes are brought to the Markdown's lines. */
  private Optional<Plan> judged(String json) {
    return switch (PlanReader.read("plan.json", json.getBytes(StandardCharsets.UTF_8))) {
      case Reading.Read<Plan>(var plan, var warnings) -> {
        warnings.forEach(mistakes::warn);
        yield Optional.of(plan);
      }
      case Reading.Mistaken<Plan>(var _, var found) -> {
        found.forEach(mistake ->
            mistakes.add(
                new Mistake(
                    line(mistake.where()).orElse(1),
                    mistake.where(),
                    mistake.problem(),
                    mistake.suggestion())));
        yield Optional.empty();
      }
    };
  }

  /** The line of the longest known path that leads to that place. */
  private OptionalInt line(String where) {
    return lines.entrySet().stream()
        .filter(known -> leads(known.getKey(), where))
        .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
        .map(Map.Entry::getValue)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static boolean leads(String known, String where) {
    return where.startsWith(known)
        && (where.length() == known.length() || ".[".indexOf(where.charAt(known.length())) >= 0);
  }

  private static String stem(String source) {
    var name = source.substring(source.lastIndexOf('/') + 1);
    return name.toLowerCase(Locale.ROOT).endsWith(".md")
        ? name.substring(0, name.length() - 3)
        : name;
  }
}
