package dev.autopack.plan;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one phase of a plan. */
final class PhaseReader {
  private final Optional<RepoPath> planFile;

  PhaseReader(Optional<RepoPath> planFile) {
    this.planFile = planFile;
  }

  /**
   * What was read of a phase, to be judged together with the others.
   *
   * @param phase empty exactly where a mistake was noted that leaves none
   * @param dependsOn the phases it names, each with its place
   */
  record Draft(
      StrictNode node,
      Optional<PhaseId> id,
      Map<PhaseId, StrictNode> dependsOn,
      Optional<Phase> phase) {}

  Draft read(StrictNode node) {
    var map =
        node.map(
            "id",
            "goal",
            "category",
            "complexity",
            "depends_on",
            "deliverables",
            "scope",
            "grants",
            "validation",
            "acceptance",
            "limits");
    var id = map.require("id", "Add 'id: ' and a short name.").flatMap(PhaseReader::id);
    var deliverables =
        map.find("deliverables")
            .map(value -> DeliverableReader.read(value, planFile))
            .orElse(DeliverableReader.Deliverables.NONE);
    var intent = intent(map, deliverables.files());
    var dependsOn = dependsOn(map);
    var scope = scope(map);
    checkForbidden(map, scope, deliverables.files());
    var validation = map.find("validation").map(PhaseReader::validation).orElse(Validation.NONE);
    var limits = map.find("limits").map(PlanReader::limits).orElse(Limits.NONE);
    var phase =
        id.flatMap(name ->
            intent.map(meant ->
                new Phase(
                    name,
                    meant,
                    List.copyOf(dependsOn.keySet()),
                    deliverables.files(),
                    deliverables.wide(),
                    scope,
                    validation,
                    limits)));
    return new Draft(node, id, dependsOn, phase);
  }

  private static Optional<PhaseId> id(StrictNode node) {
    var near =
        node.isText()
            ? node.anyText().map(PhaseReader::slug).filter(slug -> !slug.isEmpty())
            : Optional.<String>empty();
    return node.value(PhaseId::new, near.map("Write '%s'."::formatted).orElse("Write such an id."));
  }

  private static String slug(String text) {
    var dashed = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
    var slug = dashed.replaceAll("^[-_]+|[-_]+$", "");
    return slug.substring(0, Math.min(40, slug.length()));
  }

  private static Optional<Intent> intent(StrictMap map, List<Deliverable> deliverables) {
    var goal = map.require("goal", "Add 'goal: ' and what it is for.").flatMap(StrictNode::text);
    var category = map.find("category").flatMap(value -> value.oneOf(Category.class));
    var complexity =
        map.find("complexity")
            .flatMap(value -> value.oneOf(Complexity.class))
            .orElse(Complexity.MEDIUM);
    var acceptance = map.find("acceptance").map(StrictNode::texts).orElse(List.of());
    return goal.map(text ->
        category
            .map(written -> new Intent(text, written, complexity, acceptance))
            .orElseGet(() ->
                new Intent(text, Category.BACKEND, complexity, acceptance)
                    .in(CategoryGuess.of(deliverables.stream().map(Deliverable::path).toList()))));
  }

  private static Map<PhaseId, StrictNode> dependsOn(StrictMap map) {
    var found = new LinkedHashMap<PhaseId, StrictNode>();
    for (var item : map.find("depends_on").map(StrictNode::items).orElse(List.of())) {
      item.value(PhaseId::new, "Write the id of a phase.")
          .ifPresent(id -> {
            if (found.putIfAbsent(id, item) != null) {
              item.mistake("'%s' stands here twice.".formatted(id), "Remove one of them.");
            }
          });
    }
    return found;
  }

  private Scope scope(StrictMap phase) {
    var grants = new ArrayList<RepoPath>();
    phase
        .find("grants")
        .map(StrictNode::items)
        .orElse(List.of())
        .forEach(item -> PlainPath.path(item).ifPresent(path -> grant(item, path, grants)));
    var node = phase.find("scope");
    if (node.isEmpty()) {
      return new Scope(List.of(), List.of(), List.of(), grants);
    }
    var map = node.get().map("write", "read", "forbid");
    return new Scope(
        openedPatterns(map.find("write")),
        openedPatterns(map.find("read")),
        map.find("forbid").map(PhaseReader::patterns).orElse(List.of()),
        grants);
  }

  private void grant(StrictNode item, RepoPath path, List<RepoPath> grants) {
    var never = NeverList.reason(path, planFile);
    if (never.isPresent()) {
      item.mistake(
          "'%s' can never be granted: %s.".formatted(path, never.get()),
          "Remove it, and change the file yourself.");
    } else if (grants.contains(path)) {
      item.mistake("'%s' is granted twice.".formatted(path), "Remove one of them.");
    }
    grants.add(path);
  }

  /** Patterns that would let a builder write or read something. */
  private static List<PathPattern> openedPatterns(Optional<StrictNode> node) {
    node.filter(StrictNode::isList)
        .ifPresent(list ->
            list.items().stream().filter(StrictNode::isText).forEach(PhaseReader::refuseNever));
    return node.map(PhaseReader::patterns).orElse(List.of());
  }

  private static void refuseNever(StrictNode item) {
    item.text()
        .flatMap(NeverList::reason)
        .ifPresent(why -> item.mistake("No scope can open this: %s.".formatted(why), "Remove it."));
  }

  private static List<PathPattern> patterns(StrictNode node) {
    return node.values(PathPattern::new, "Write a pattern such as src/**.");
  }

  private static void checkForbidden(StrictMap map, Scope scope, List<Deliverable> deliverables) {
    for (var deliverable : deliverables) {
      scope.forbid().stream()
          .filter(pattern -> pattern.matches(deliverable.path()))
          .findFirst()
          .ifPresent(pattern ->
              map.node()
                  .mistake(
                      "The deliverable '%s' is forbidden by the scope's '%s'."
                          .formatted(deliverable.path(), pattern),
                      "Remove one of them."));
    }
  }

  private static Validation validation(StrictNode node) {
    var map = node.map("tests", "command", "report");
    var tests =
        map.find("tests").map(StrictNode::items).orElse(List.of()).stream()
            .map(PhaseReader::test)
            .flatMap(Optional::stream)
            .toList();
    var command = map.find("command").flatMap(CommandWords::read);
    var report = map.find("report").flatMap(PhaseReader::reportFile);
    if (report.isPresent() && command.isEmpty()) {
      node.mistake(
          "The validation names a report and no command that writes it.",
          "Add the command, or remove the report.");
      return new Validation(tests, command);
    }
    return new Validation(tests, command, report);
  }

  private static Optional<RepoPath> reportFile(StrictNode node) {
    return node.text()
        .flatMap(text -> {
          try {
            return Optional.of(new RepoPath(text));
          } catch (InvalidPathException e) {
            node.mistake(
                "'%s' is no path in the repository.".formatted(Printable.of(text)),
                "Write the report's path from the top of the repository.");
            return Optional.empty();
          }
        });
  }

  /** A test's name may hold spaces; a command in this place would silently decide nothing. */
  private static Optional<String> test(StrictNode node) {
    return node.text()
        .filter(text -> {
          boolean command = text.matches("[a-z./]+( -\\S+)* +\\S.*") && !text.contains("::");
          if (command) {
            node.mistake(
                "'%s' is a command, not a test.".formatted(Printable.of(text)),
                "Name the test file or id here, or write the command as 'command'.");
          }
          return !command;
        });
  }
}
