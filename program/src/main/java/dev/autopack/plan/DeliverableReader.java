package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Reads a phase's deliverables: paths, records, and maps that only group them. */
final class DeliverableReader {
  private final Optional<RepoPath> planFile;
  private final Map<RepoPath, Declared> declared = new LinkedHashMap<>();
  private final Map<PathPattern, StrictNode> wide = new LinkedHashMap<>();

  private DeliverableReader(Optional<RepoPath> planFile) {
    this.planFile = planFile;
  }

  /**
   * A deliverable and what it was read from.
   *
   * @param needs the nodes of its needs
   */
  private record Declared(
      StrictNode node, Deliverable deliverable, Map<RepoPath, StrictNode> needs) {}

  /**
   * What a phase delivers.
   *
   * @param wide folders and patterns
   */
  record Deliverables(List<Deliverable> files, List<PathPattern> wide) {
    static final Deliverables NONE = new Deliverables(List.of(), List.of());

    Deliverables {
      files = List.copyOf(files);
      wide = List.copyOf(wide);
    }
  }

  static Deliverables read(StrictNode node, Optional<RepoPath> planFile) {
    var reader = new DeliverableReader(planFile);
    reader.group(node);
    reader.checkNeeds();
    return new Deliverables(
        reader.declared.values().stream().map(Declared::deliverable).toList(),
        List.copyOf(reader.wide.keySet()));
  }

  private void group(StrictNode node) {
    if (!node.isMap()) {
      node.items().forEach(this::deliverable);
      return;
    }
    if (node.openMap().find("path").isPresent()) {
      node.mistake(
          "A single record stands where a list belongs.", "Put it into brackets: [{path: ...}].");
      return;
    }
    node.openMap()
        .entries()
        .forEach((name, grouped) -> {
          if (name.matches("[A-Za-z][A-Za-z0-9_ -]*")) {
            group(grouped);
          } else {
            grouped.mistake(
                "'%s' is no name of a group.".formatted(Printable.of(name)),
                "A map only groups deliverables, as in {code: [src/a.py], tests: [tests/test_a.py]}; a deliverable with more to say is a record: {path: src/a.py, symbols: [a]}.");
          }
        });
  }

  private void deliverable(StrictNode node) {
    if (node.isMap()) {
      record(node);
    } else if (PlainPath.isWide(node)) {
      wide(node);
    } else {
      PlainPath.deliverable(node)
          .ifPresent(path -> declare(new Declared(node, Deliverable.of(path), Map.of())));
    }
  }

  /** A folder or a pattern; which files it stands for is found out in the repository. */
  private void wide(StrictNode node) {
    node.text()
        .flatMap(NeverList::reason)
        .ifPresent(
            why -> node.mistake("A run never writes there: %s.".formatted(why), "Remove it."));
    node.value(
            text -> new PathPattern(text.replace('\\', '/')),
            "Write a folder such as src/, or a pattern such as src/**/*.py.")
        .ifPresent(pattern -> {
          var first = wide.putIfAbsent(pattern, node);
          if (first != null) {
            node.mistake(
                "'%s' is already a deliverable on line %d.".formatted(pattern, first.line()),
                "Remove one of them.");
          }
        });
  }

  private void record(StrictNode node) {
    var map = node.map("path", "action", "from", "symbols", "lines", "needs");
    var path = map.require("path").flatMap(PlainPath::path);
    var action = map.find("action").flatMap(value -> value.oneOf(Deliverable.Action.class));
    var from = map.find("from").flatMap(PlainPath::path);
    var symbols = map.find("symbols").map(DeliverableReader::symbols).orElse(List.of());
    var lines = map.find("lines").flatMap(StrictNode::positiveInt);
    var needs = new LinkedHashMap<RepoPath, StrictNode>();
    map.find("needs")
        .map(StrictNode::items)
        .orElse(List.of())
        .forEach(need -> PlainPath.path(need).ifPresent(known -> needs.put(known, need)));
    if (!agrees(map, action) || path.isEmpty()) {
      return;
    }
    from.ifPresent(source -> checkSource(map.find("from").orElse(node), source, path.get()));
    if (action.equals(Optional.of(Deliverable.Action.RENAME)) && from.isEmpty()) {
      return;
    }
    var count = lines.map(OptionalInt::of).orElse(OptionalInt.empty());
    var deliverable =
        new Deliverable(path.get(), action, from, symbols, count, List.copyOf(needs.keySet()));
    declare(new Declared(node, deliverable, needs));
  }

  /** Whether the keys fit the action; notes what does not. */
  private static boolean agrees(StrictMap map, Optional<Deliverable.Action> action) {
    boolean renames = action.equals(Optional.of(Deliverable.Action.RENAME));
    var from = map.find("from");
    if (renames && from.isEmpty()) {
      map.node().mistake("A rename without its source.", "Add 'from: OLD/PATH'.");
      return false;
    }
    if (!renames && from.isPresent()) {
      from.get()
          .mistake("Only a rename has a source.", "Write 'action: rename', or remove 'from'.");
      return false;
    }
    if (action.equals(Optional.of(Deliverable.Action.DELETE))) {
      for (var key : List.of("symbols", "lines")) {
        map.find(key)
            .ifPresent(value -> value.mistake("A deleted file has none.", "Remove the key."));
      }
    }
    return true;
  }

  private void checkSource(StrictNode node, RepoPath source, RepoPath target) {
    if (source.equals(target)) {
      node.mistake("'%s' is renamed to itself.".formatted(source), "Write its present path.");
    }
    refuseNever(node, source);
  }

  private static List<String> symbols(StrictNode node) {
    return node.values(
        text -> {
          if (text.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("'%s' is no symbol.".formatted(Printable.of(text)));
          }
          return text;
        },
        "Write a name as it stands in the code.");
  }

  private void declare(Declared one) {
    var path = one.deliverable().path();
    refuseNever(one.node(), path);
    var first = declared.putIfAbsent(path, one);
    if (first != null) {
      one.node()
          .mistake(
              "'%s' is already a deliverable on line %d.".formatted(path, first.node().line()),
              "Remove one of them.");
    }
  }

  private void refuseNever(StrictNode node, RepoPath path) {
    NeverList.reason(path, planFile)
        .ifPresent(why ->
            node.mistake(
                "'%s' is never written by a run: %s.".formatted(path, why),
                "Remove it, and change the file yourself."));
  }

  private void checkNeeds() {
    var graph = new LinkedHashMap<RepoPath, List<RepoPath>>();
    declared.forEach((path, one) -> {
      graph.put(path, one.deliverable().needs());
      one.needs().forEach(this::checkNeed);
    });
    for (var cycle : Cycles.in(graph)) {
      var first = declared.get(cycle.getFirst());
      if (first != null) {
        first
            .node()
            .mistake(
                cycle.size() == 1
                    ? "The deliverable needs itself."
                    : "The deliverables need each other: %s.".formatted(PlanReader.circle(cycle)),
                "Remove one of these needs.");
      }
    }
  }

  private void checkNeed(RepoPath need, StrictNode node) {
    if (declared.containsKey(need)) {
      return;
    }
    var names = declared.keySet().stream().map(RepoPath::value).toList();
    node.mistake(
        "'%s' is no deliverable of this phase.".formatted(need),
        StrictNode.didYouMean(need.value(), names)
            .orElse(
                "Add it to the deliverables; what another phase delivers is named by depends_on."));
  }

  /** Paths that a file system without case takes for one file. */
  static List<List<RepoPath>> caseTwins(List<Deliverable> deliverables) {
    return deliverables.stream()
        .map(Deliverable::path)
        .collect(
            Collectors.groupingBy(
                path -> path.value().toLowerCase(Locale.ROOT),
                LinkedHashMap::new,
                Collectors.toCollection(ArrayList::new)))
        .values()
        .stream()
        .filter(twins -> twins.size() > 1)
        .map(List::copyOf)
        .toList();
  }
}
