package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads a plan in YAML or JSON, strictly: see {@link StrictDocument}. The JSON Schema beside this
 * class says the same about structure; what only this reader finds is what concerns several places
 * at once (ids, cycles, twins) and what a path or command means.
 */
public final class PlanReader {
  /** The version of the format that this reader reads. */
  public static final int VERSION = 1;

  /** Where the published JSON Schema lies, beside this class. */
  public static final String SCHEMA = "plan.schema.json";

  private PlanReader() {}

  /** The plan, or every mistake in it. Never throws for what the content is. */
  public static Reading<Plan> read(String source, byte[] content) {
    return read(source, content, Optional.empty());
  }

  /**
   * As {@link #read(String, byte[])}.
   *
   * @param source the file's name, as messages show it; JSON where it ends in {@code .json}
   * @param planFile the plan's own path, where it lies in the repository: no phase may write it
   */
  public static Reading<Plan> read(String source, byte[] content, Optional<RepoPath> planFile) {
    return StrictDocument.read(source, content, root -> plan(root, planFile));
  }

  private static Optional<Plan> plan(StrictNode root, Optional<RepoPath> planFile) {
    if (!isThisVersion(root.openMap())) {
      return Optional.empty();
    }
    var map = root.map("autopack", "name", "goal", "limits", "models", "phases");
    var name =
        map.require("name", "Add 'name: ' and what the plan is called.").flatMap(PlanReader::name);
    var goal = map.require("goal", "Add 'goal: ' and what it is for.").flatMap(StrictNode::text);
    var limits = map.find("limits").map(PlanReader::limits).orElse(Limits.NONE);
    var models = map.find("models").map(ModelsByRole::read).orElse(Map.of());
    var drafts =
        map.require("phases", "Add 'phases:' and a list of them.")
            .map(node -> phases(node, planFile))
            .orElse(List.of());
    checkIds(drafts);
    drafts.forEach(draft -> warn(draft, limits));
    var phases = drafts.stream().map(PhaseReader.Draft::phase).flatMap(Optional::stream).toList();
    return phases.isEmpty()
        ? Optional.empty()
        : name.flatMap(
            called -> goal.map(meant -> new Plan(called, meant, limits, models, phases)));
  }

  /** Of a version we do not know, nothing else is worth saying. */
  private static boolean isThisVersion(StrictMap map) {
    if (!map.node().isMap()) {
      return false;
    }
    var written = map.require("autopack", "Add 'autopack: 1' at the top.");
    var version = written.flatMap(StrictNode::positiveInt);
    if (version.isPresent() && version.get() != VERSION) {
      written
          .get()
          .mistake(
              "The plan is of version %d; this Autopack reads version %d."
                  .formatted(version.get(), VERSION),
              "Use the Autopack it was written for, or write it as version %d.".formatted(VERSION));
      return false;
    }
    return true;
  }

  private static Optional<String> name(StrictNode node) {
    return node.text()
        .filter(text -> {
          boolean fits = text.length() <= 100 && text.lines().count() == 1;
          if (!fits) {
            node.mistake("The name is no single line of at most 100 characters.", "Shorten it.");
          }
          return fits;
        });
  }

  private static List<PhaseReader.Draft> phases(StrictNode node, Optional<RepoPath> planFile) {
    var reader = new PhaseReader(planFile);
    var drafts = node.items().stream().map(reader::read).toList();
    if (node.isList() && drafts.isEmpty()) {
      node.mistake("There is no phase.", "Add one with an id and a goal.");
    }
    return drafts;
  }

  private static void checkIds(List<PhaseReader.Draft> drafts) {
    var byId = new LinkedHashMap<PhaseId, PhaseReader.Draft>();
    for (var draft : drafts) {
      draft
          .id()
          .ifPresent(id -> {
            var first = byId.putIfAbsent(id, draft);
            if (first != null) {
              draft
                  .node()
                  .mistake(
                      "The phase id '%s' is taken by the phase on line %d."
                          .formatted(id, first.node().line()),
                      "Give this phase another.");
            }
          });
    }
    drafts.forEach(draft -> draft.dependsOn().forEach((id, node) -> checkKnown(id, node, byId)));
    checkCycles(byId);
  }

  private static void checkKnown(
      PhaseId id, StrictNode node, Map<PhaseId, PhaseReader.Draft> byId) {
    if (!byId.containsKey(id)) {
      var names = byId.keySet().stream().map(PhaseId::value).toList();
      node.mistake(
          "No phase has the id '%s'.".formatted(id),
          StrictNode.didYouMean(id.value(), names).orElse("Write the id of a phase."));
    }
  }

  private static void checkCycles(Map<PhaseId, PhaseReader.Draft> byId) {
    var graph = new LinkedHashMap<PhaseId, Collection<PhaseId>>();
    byId.forEach((id, draft) -> graph.put(id, draft.dependsOn().keySet()));
    for (var cycle : Cycles.in(graph)) {
      var first = Optional.ofNullable(byId.get(cycle.getFirst()));
      first.ifPresent(draft ->
          draft
              .node()
              .mistake(
                  cycle.size() == 1
                      ? "The phase '%s' depends on itself.".formatted(cycle.getFirst())
                      : "The phases depend on each other: %s.".formatted(circle(cycle)),
                  "Remove one of them from depends_on."));
    }
  }

  /** A cycle for people: {@code a → b → a}. */
  static String circle(List<?> cycle) {
    var shown = new ArrayList<String>();
    cycle.stream().limit(10).forEach(one -> shown.add(one.toString()));
    if (cycle.size() > 10) {
      shown.add("…");
    }
    shown.add(shown.getFirst());
    return String.join(" → ", shown);
  }

  private static void warn(PhaseReader.Draft draft, Limits run) {
    var deliverables = draft.phase().map(Phase::deliverables).orElse(List.of());
    for (var twins : DeliverableReader.caseTwins(deliverables)) {
      draft.node().warn("On some systems %s are one file.".formatted(twins));
    }
    var own = draft.phase().map(Phase::limits).flatMap(Limits::usd);
    if (own.isPresent() && run.usd().isPresent() && own.get().compareTo(run.usd().get()) > 0) {
      draft.node().warn("The phase may spend more USD than the whole run.");
    }
  }

  /** Limits as plans and settings write them; what is wrong is noted and left out. */
  public static Limits limits(StrictNode node) {
    var map = node.map("tokens", "usd", "minutes", "attempts");
    return new Limits(
        map.find("tokens")
            .flatMap(StrictNode::positiveLong)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()),
        map.find("usd").flatMap(StrictNode::positiveAmount),
        count(map.find("minutes")),
        count(map.find("attempts")));
  }

  private static OptionalInt count(Optional<StrictNode> node) {
    return node.flatMap(StrictNode::positiveInt).map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
