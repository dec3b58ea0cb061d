package dev.autopack.plan;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One bullet of a Markdown plan. Its tags, each at most once but those of deliverables:
 *
 * <pre>
 * [id: slugify]               [complexity: high]        [category: backend]
 * [paths: src/a.py, b.py]     [create: src/new.py]      [modify: a.py]     [delete: old.py]
 * [rename: old.py -> new.py]  [symbols: src/a.py = f G] [lines: b.py = 60] [needs: b.py = src/a.py]
 * [write: src/**]             [read: docs/**]           [forbid: legacy/**] [grants: pom.xml]
 * [tests: tests/test_a.py]    [command: make check]     [after: other-phase]
 * [usd: 2]  [tokens: 50000]   [minutes: 20]             [attempts: 3]
 * </pre>
 *
 * <p>A bullet that begins with {@code [x]} is done.
 */
final class MarkdownPhase {
  private static final int SLUG_CHARS = 40;
  private static final List<String> NAMES =
      List.of(
          "id",
          "complexity",
          "category",
          "after",
          "paths",
          "create",
          "modify",
          "delete",
          "rename",
          "symbols",
          "lines",
          "needs",
          "write",
          "read",
          "forbid",
          "grants",
          "tests",
          "command",
          "report",
          "usd",
          "tokens",
          "minutes",
          "attempts");

  /** Other words for a tag, as people write it. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("depends_on", "after"),
          Map.entry("depends on", "after"),
          Map.entry("path", "paths"),
          Map.entry("files", "paths"),
          Map.entry("file", "paths"),
          Map.entry("deliverables", "paths"),
          Map.entry("read_only", "read"),
          Map.entry("read-only", "read"),
          Map.entry("grant", "grants"),
          Map.entry("test", "tests"),
          Map.entry("symbol", "symbols"));

  private static final Set<String> REPEATED =
      Set.of("paths", "create", "modify", "delete", "rename", "symbols", "lines", "needs");

  private final MarkdownOutline.Bullet bullet;
  private final MistakeList mistakes;
  private final boolean done;
  private final String goal;
  private final List<String> acceptance = new ArrayList<>();
  private final ObjectNode phase = JsonNodeFactory.instance.objectNode();
  private final Map<String, ObjectNode> deliverables = new LinkedHashMap<>();
  private final Set<String> quoted = new HashSet<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  /** A tag's text of the form {@code KEY = WORD WORD}. */
  record Assigned(String key, List<String> words) {}

  private MarkdownPhase(MarkdownOutline.Bullet bullet, MistakeList mistakes) {
    this.bullet = bullet;
    this.mistakes = mistakes;
    var paragraphs = new ArrayList<>(bullet.paragraphs());
    var box = paragraphs.isEmpty() ? Optional.<Boolean>empty() : box(paragraphs.getFirst().text());
    this.done = box.orElse(false);
    if (box.isPresent()) {
      var first = paragraphs.removeFirst();
      paragraphs.addFirst(new MarkdownOutline.Passage(first.line(), first.text().substring(3)));
    }
    var tags = new ArrayList<InlineTags.Tag>();
    var words = new ArrayList<String>();
    for (var paragraph : paragraphs) {
      var split = InlineTags.split(paragraph, mistakes);
      tags.addAll(split.tags());
      words.add(split.words());
    }
    words.removeIf(String::isEmpty);
    this.goal = String.join("\n\n", words);
    if (goal.isEmpty() && !tags.isEmpty()) {
      mistakes.add(
          new Mistake(
              bullet.line(), "", "The bullet holds tags alone.", "Write the phase's goal there."));
    }
    // The tags that say more of a deliverable need it to be there.
    tags.stream().filter(tag -> !isDetail(tag)).forEach(this::read);
    tags.stream().filter(MarkdownPhase::isDetail).forEach(this::read);
    bullet.nested().forEach(this::criterion);
  }

  static MarkdownPhase of(MarkdownOutline.Bullet bullet, MistakeList mistakes) {
    return new MarkdownPhase(bullet, mistakes);
  }

  int line() {
    return bullet.line();
  }

  int list() {
    return bullet.list();
  }

  boolean isNumbered() {
    return bullet.numbered();
  }

  boolean isDone() {
    return done;
  }

  /** The id, where one is written. */
  Optional<String> id() {
    return phase.has("id") ? Optional.of(phase.get("id").asString()) : Optional.empty();
  }

  /** The lines that the phase's keys come from. */
  Map<String, Integer> lines() {
    return lines;
  }

  /** The goal's first words as an id: at most 40 characters, and never none. */
  String slug() {
    var plain = Normalizer.normalize(goal, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    var dashed =
        plain
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_]+", "-")
            .replaceAll("^[-_]+|[-_]+$", "");
    if (dashed.length() > SLUG_CHARS) {
      int cut = dashed.lastIndexOf('-', SLUG_CHARS);
      dashed = dashed.substring(0, cut > 0 ? cut : SLUG_CHARS);
    }
    return dashed.isEmpty() ? "phase" : dashed;
  }

  /**
   * The phase as a plan file in JSON has it, on one line.
   *
   * @param before the phase it comes after where no tag says so
   * @param done phases that are left out: nothing waits for them
   */
  String json(String id, Optional<String> before, Set<String> done) {
    var node = JsonNodeFactory.instance.objectNode().put("id", id);
    node.put("goal", goal);
    if (!phase.has("depends_on")) {
      before.ifPresent(other -> phase.putArray("depends_on").add(other));
    } else {
      var kept =
          phase
              .get("depends_on")
              .valueStream()
              .map(one -> one.asString())
              .filter(one -> !done.contains(one))
              .toList();
      kept.forEach(phase.putArray("depends_on")::add);
    }
    phase.remove("id");
    node.setAll(phase);
    if (!deliverables.isEmpty()) {
      var array = node.putArray("deliverables");
      deliverables.values().forEach(one -> add(array, one));
    }
    if (!acceptance.isEmpty()) {
      acceptance.forEach(node.putArray("acceptance")::add);
    }
    return node.toString();
  }

  /** A path without quotes is written bare, so that a sentence in its place is told as such. */
  private void add(ArrayNode array, ObjectNode deliverable) {
    if (deliverable.size() == 1 && !quoted.contains(deliverable.get("path").asString())) {
      array.add(deliverable.get("path"));
    } else {
      array.add(deliverable);
    }
  }

  private static Optional<Boolean> box(String text) {
    return text.matches("(?s)\\[[ xX]](\\s.*)?")
        ? Optional.of(text.charAt(1) != ' ')
        : Optional.empty();
  }

  private static boolean isDetail(InlineTags.Tag tag) {
    return Set.of("symbols", "symbol", "lines", "needs").contains(tag.name());
  }

  private void criterion(MarkdownOutline.Passage passage) {
    var text = box(passage.text()).isPresent() ? passage.text().substring(3) : passage.text();
    var split = InlineTags.split(new MarkdownOutline.Passage(passage.line(), text), mistakes);
    split
        .tags()
        .forEach(tag ->
            mistakes.add(
                new Mistake(
                    tag.line(),
                    "",
                    "The tag '%s' stands in a criterion of acceptance."
                        .formatted(Printable.of(tag.name())),
                    "Move it to the phase's own bullet, or write '\\[' where a bracket is meant.")));
    if (!split.words().isEmpty()) {
      lines.put("acceptance[%d]".formatted(acceptance.size()), passage.line());
      acceptance.add(split.words());
    }
  }

  private void read(InlineTags.Tag written) {
    var name = ALIASES.getOrDefault(written.name(), written.name());
    var tag = new InlineTags.Tag(written.line(), name, written.value());
    if (!NAMES.contains(name)) {
      var names = new ArrayList<>(NAMES);
      names.addAll(ALIASES.keySet());
      mistakes.add(
          new Mistake(
              tag.line(),
              "",
              "'%s' is no tag of a phase.".formatted(Printable.of(name)),
              StrictNode.didYouMean(name, names)
                  .orElse(
                      "Use one of %s; where a bracket is meant, write '\\['."
                          .formatted(String.join(", ", NAMES)))));
    } else if (InlineTags.items(tag.value()).isEmpty()) {
      mistakes.add(
          new Mistake(
              tag.line(),
              "",
              "The tag '%s' says nothing.".formatted(name),
              "Write a value behind the colon, or remove it."));
    } else if (!REPEATED.contains(name) && !seen.add(name)) {
      mistakes.add(twice(tag));
    } else {
      take(tag);
    }
  }

  private void take(InlineTags.Tag tag) {
    switch (tag.name()) {
      case "id", "complexity", "category" -> {
        lines.put(tag.name(), tag.line());
        var value = InlineTags.whole(tag.value());
        phase.put(tag.name(), tag.name().equals("id") ? value : value.toLowerCase(Locale.ROOT));
      }
      case "after" -> list(phase, "depends_on", tag);
      case "paths" -> InlineTags.items(tag.value()).forEach(path -> deliverable(tag, path));
      case "create", "modify", "delete" ->
          InlineTags.items(tag.value())
              .forEach(path -> deliverable(tag, path).put("action", tag.name()));
      case "rename" -> InlineTags.items(tag.value()).forEach(pair -> rename(tag, pair));
      case "symbols", "lines", "needs" -> detail(tag);
      case "write", "read", "forbid" -> {
        lines.put("scope." + tag.name(), tag.line());
        var list = phase.withObject("/scope").putArray(tag.name());
        InlineTags.items(tag.value()).forEach(list::add);
      }
      case "grants" -> list(phase, "grants", tag);
      case "tests" -> {
        lines.put("validation.tests", tag.line());
        var list = phase.withObject("/validation").putArray("tests");
        InlineTags.items(tag.value()).forEach(list::add);
      }
      case "command" -> {
        lines.put("validation.command", tag.line());
        phase.withObject("/validation").put("command", tag.value().replace('\n', ' '));
      }
      case "report" -> {
        lines.put("validation.report", tag.line());
        InlineTags.items(tag.value())
            .forEach(path -> phase.withObject("/validation").put("report", path));
      }
      default -> {
        lines.put("limits." + tag.name(), tag.line());
        amount(phase.withObject("/limits"), tag);
      }
    }
  }

  private void list(ObjectNode node, String key, InlineTags.Tag tag) {
    lines.put(key, tag.line());
    InlineTags.items(tag.value()).forEach(node.putArray(key)::add);
  }

  private ObjectNode deliverable(InlineTags.Tag tag, String path) {
    // The same path twice stays two records: the plan's reader says so.
    var key = deliverables.containsKey(path) ? path + "\n" + deliverables.size() : path;
    lines.put("deliverables[%d]".formatted(deliverables.size()), tag.line());
    var node = JsonNodeFactory.instance.objectNode().put("path", path);
    boolean wide = path.endsWith("/") || path.matches(".*[*?].*");
    if (tag.value().contains("\"") && !wide) {
      quoted.add(path);
    }
    deliverables.put(key, node);
    return node;
  }

  private void rename(InlineTags.Tag tag, String pair) {
    var paths = pair.split("\\s*(->|→)\\s*", -1);
    if (paths.length != 2 || paths[0].isBlank() || paths[1].isBlank()) {
      mistakes.add(
          new Mistake(
              tag.line(),
              "",
              "'%s' is no rename.".formatted(Printable.of(pair)),
              "Write both paths: [rename: src/old.py -> src/new.py]."));
      return;
    }
    deliverable(tag, paths[1].strip()).put("action", "rename").put("from", paths[0].strip());
  }

  private void detail(InlineTags.Tag tag) {
    var pair = assigned(tag, "src/a.py", "60", mistakes);
    if (pair.isEmpty()) {
      return;
    }
    var path = pair.get().key();
    var node = Optional.ofNullable(deliverables.get(path));
    if (node.isEmpty()) {
      mistakes.add(
          new Mistake(
              tag.line(),
              "",
              "'%s' is no deliverable of this phase.".formatted(Printable.of(path)),
              StrictNode.didYouMean(path, List.copyOf(deliverables.keySet()))
                  .orElse("Name it in the phase's paths too.")));
    } else if (tag.name().equals("lines")) {
      number(node.get(), "lines", pair.get().words().getFirst());
    } else {
      var list = node.get().withArray("/" + tag.name());
      pair.get().words().forEach(list::add);
    }
  }

  /** A tag that gives something to a name; noted where it does not. */
  static Optional<Assigned> assigned(
      InlineTags.Tag tag, String exampleKey, String exampleWord, MistakeList mistakes) {
    int sign = InlineTags.indexOutsideQuotes(tag.value(), '=');
    var key = sign < 0 ? "" : InlineTags.whole(tag.value().substring(0, sign));
    var words = sign < 0 ? List.<String>of() : InlineTags.words(tag.value().substring(sign + 1));
    if (key.isEmpty() || words.isEmpty()) {
      mistakes.add(
          new Mistake(
              tag.line(),
              "",
              "The tag '%s' does not say of what.".formatted(tag.name()),
              "Write it so: [%s: %s = %s].".formatted(tag.name(), exampleKey, exampleWord)));
      return Optional.empty();
    }
    return Optional.of(new Assigned(key, words));
  }

  static Mistake twice(InlineTags.Tag tag) {
    return new Mistake(
        tag.line(), "", "The tag '%s' stands here twice.".formatted(tag.name()), "Keep one.");
  }

  static void amount(ObjectNode limits, InlineTags.Tag tag) {
    number(limits, tag.name(), InlineTags.whole(tag.value()));
  }

  /** A number as one; anything else as it is, for the plan's reader to judge. */
  private static void number(ObjectNode node, String key, String written) {
    var plain = written.replace("_", "");
    if (plain.matches("\\d{1,18}(\\.\\d{1,9})?")) {
      node.put(key, new BigDecimal(plain));
    } else {
      node.put(key, written);
    }
  }
}
