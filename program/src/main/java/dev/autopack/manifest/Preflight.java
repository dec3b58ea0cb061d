package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a phase, or a whole plan, against the tree before anything is spent: files to modify are
 * there, files to create are not, tests that decide can be found.
 *
 * <p>A whole plan is judged in the order of its phases, so that a later phase may modify what an
 * earlier one creates.
 *
 * @param warnFiles a phase with more deliverables than this gets a warning, never a refusal
 */
public record Preflight(int warnFiles) {
  private static final int PLAN_WARN_FILES = 500;
  private static final String FOLDER = "it is a folder";

  public static final Preflight STANDARD = new Preflight(100);

  /** Judges one phase against the tree it will start from. */
  public List<Objection> check(Phase phase, Tree tree) {
    return check(phase, new Expected(tree, new HashSet<>(tree.paths())));
  }

  /** Judges each phase of a plan against what the phases before it will have made of the tree. */
  public List<Objection> check(Plan plan, Tree tree) {
    var objections = new ArrayList<Objection>();
    var creators = new HashMap<RepoPath, PhaseId>();
    var expected = new Expected(tree, new HashSet<>(tree.paths()));
    for (var phase : plan.phases()) {
      objections.addAll(check(phase, expected));
      objections.addAll(undeclared(plan, phase, creators));
      for (var deliverable : phase.deliverables()) {
        boolean makes =
            deliverable.action().map(it -> it == Action.CREATE || it == Action.RENAME).orElse(true);
        if (makes && !expected.contains(deliverable.path())) {
          creators.put(deliverable.path(), phase.id());
        }
      }
      expected = expected.after(phase);
    }
    long files = plan.phases().stream().mapToLong(phase -> phase.deliverables().size()).sum();
    if (files > PLAN_WARN_FILES) {
      objections.add(
          Objection.warning(
              "The plan '%s' has %d deliverables, more than %d."
                  .formatted(plan.name(), files, PLAN_WARN_FILES),
              "Consider several plans, each with a report a person can read."));
    }
    return objections;
  }

  /** A file made by a phase that this one does not wait for may not be there yet. */
  private static List<Objection> undeclared(
      Plan plan, Phase phase, Map<RepoPath, PhaseId> creators) {
    var before = upstream(plan, phase);
    return phase.deliverables().stream()
        .flatMap(deliverable ->
            Optional.ofNullable(creators.get(deliverable.path()))
                .filter(creator -> !before.contains(creator))
                .map(creator ->
                    Objection.warning(
                        "The phase '%s' works on '%s', which the phase '%s' creates, and does not depend on it."
                            .formatted(phase.id(), deliverable.path(), creator),
                        "Add '%s' to its depends_on.".formatted(creator)))
                .stream())
        .toList();
  }

  private static Set<PhaseId> upstream(Plan plan, Phase phase) {
    var seen = new HashSet<PhaseId>();
    var open = new ArrayList<>(phase.dependsOn());
    while (!open.isEmpty()) {
      var id = open.removeLast();
      if (seen.add(id)) {
        open.addAll(plan.phase(id).dependsOn());
      }
    }
    return seen;
  }

  private List<Objection> check(Phase phase, Expected files) {
    var objections = new ArrayList<Objection>();
    if (phase.deliverables().size() > warnFiles) {
      objections.add(
          Objection.warning(
              "The phase '%s' has %d deliverables, more than %d."
                  .formatted(phase.id(), phase.deliverables().size(), warnFiles),
              "Consider several phases: a smaller one fails and is repeated alone."));
    }
    phase.deliverables().forEach(deliverable -> check(phase, deliverable, files, objections));
    phase.validation().tests().stream()
        .filter(test -> !new TestReference(test).resolves(files.paths(), phase.deliverables()))
        .map(test ->
            Objection.error(
                "The phase '%s' is decided by the test '%s', but there is no such file, and no deliverable of that name."
                    .formatted(phase.id(), test),
                "Correct the entry under validation.tests, or add the test file to the deliverables."))
        .forEach(objections::add);
    return objections;
  }

  private static void check(
      Phase phase, Deliverable deliverable, Expected files, List<Objection> objections) {
    var path = deliverable.path();
    var problem = files.obstacle(deliverable);
    if (problem.isPresent()) {
      objections.add(
          Objection.error(
              "The phase '%s' lists the deliverable '%s', but %s."
                  .formatted(phase.id(), path, problem.get()),
              problem.get().equals(FOLDER)
                  ? "Write '%s/' to mean the files in it that are there.".formatted(path)
                  : "List a file that can be written."));
      return;
    }
    if (phase.scope().forbid().stream().anyMatch(pattern -> pattern.matches(path))) {
      objections.add(
          Objection.error(
              "The phase '%s' lists the deliverable '%s', and its scope.forbid excludes it."
                  .formatted(phase.id(), path),
              "Take it out of one of the two."));
    }
    deliverable
        .action()
        .flatMap(action -> mismatch(phase, deliverable, action, files))
        .ifPresent(objections::add);
  }

  private static Optional<Objection> mismatch(
      Phase phase, Deliverable deliverable, Action action, Expected files) {
    var path = deliverable.path();
    return switch (action) {
      case CREATE ->
          files.contains(path)
              ? Optional.of(
                  Objection.error(
                      "The phase '%s' shall create '%s', which is there already."
                          .formatted(phase.id(), path),
                      "Write 'action: modify', or leave the action out."))
              : Optional.empty();
      case MODIFY, DELETE -> absent(phase, path, action, files);
      case RENAME -> {
        var missing = deliverable.from().flatMap(from -> absent(phase, from, action, files));
        yield missing.isPresent() || !files.contains(path)
            ? missing
            : Optional.of(
                Objection.error(
                    "The phase '%s' shall rename a file to '%s', which is there already."
                        .formatted(phase.id(), path),
                    "Choose a free name, or delete that file in an earlier phase."));
      }
    };
  }

  private static Optional<Objection> absent(
      Phase phase, RepoPath path, Action action, Expected files) {
    if (files.contains(path)) {
      return Optional.empty();
    }
    var nearest = Nearest.to(path, files.paths());
    return Optional.of(
        Objection.error(
            "The phase '%s' shall %s '%s', which is not there."
                .formatted(phase.id(), action.id(), path),
            nearest
                .map(near -> "Did you mean '%s'?".formatted(near))
                .orElse("Correct the path, or write 'action: create'.")));
  }

  /** The paths a phase will find, and the tree that says what they are. */
  private record Expected(Tree tree, Set<RepoPath> paths) {
    boolean contains(RepoPath path) {
      return paths.contains(path);
    }

    Expected after(Phase phase) {
      var next = new HashSet<>(paths);
      for (var deliverable : phase.deliverables()) {
        deliverable.from().ifPresent(next::remove);
        if (deliverable.action().equals(Optional.of(Action.DELETE))) {
          next.remove(deliverable.path());
        } else {
          next.add(deliverable.path());
        }
      }
      return new Expected(tree, next);
    }

    /** Why a path can be no deliverable, as the end of a sentence. */
    Optional<String> obstacle(Deliverable deliverable) {
      var path = deliverable.path();
      var kind = tree.find(path).map(Tree.Entry::kind);
      if (kind.equals(Optional.of(Tree.Kind.SYMLINK))) {
        return Optional.of("it is a symbolic link");
      }
      if (kind.equals(Optional.of(Tree.Kind.SUBMODULE))) {
        return Optional.of("it is a submodule");
      }
      var below = path.value() + "/";
      if (!contains(path) && paths.stream().anyMatch(it -> it.value().startsWith(below))) {
        return Optional.of(FOLDER);
      }
      for (var folder = path.folder(); !folder.isEmpty(); folder = new RepoPath(folder).folder()) {
        var above = new RepoPath(folder);
        if (contains(above)) {
          return Optional.of("'%s' is a file, not a folder".formatted(above));
        }
      }
      return twin(path, deliverable.from());
    }

    /** A name that some file systems take for the same file, unless it is given up for this one. */
    private Optional<String> twin(RepoPath path, Optional<RepoPath> from) {
      if (contains(path)) {
        return Optional.empty();
      }
      var unreachable =
          tree.unreachable().stream()
              .filter(name -> name.equalsIgnoreCase(path.value()))
              .findFirst();
      if (unreachable.isPresent()) {
        return Optional.of("the tracked name '%s' cannot be written".formatted(unreachable.get()));
      }
      return paths.stream()
          .filter(other -> other.value().equalsIgnoreCase(path.value()))
          .filter(other -> !from.equals(Optional.of(other)))
          .findFirst()
          .map(other -> "only case tells it from '%s'".formatted(other));
    }
  }
}
