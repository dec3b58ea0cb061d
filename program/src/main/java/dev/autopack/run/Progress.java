package dev.autopack.run;

import dev.autopack.budget.Estimate;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.ChangedTree;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.edit.Tree;
import dev.autopack.failure.Failure;
import dev.autopack.manifest.Batch;
import dev.autopack.manifest.Batching;
import dev.autopack.manifest.Dependencies;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How far an attempt's batches have come. Told again from the same replies, it is the same. */
final class Progress {
  /** Asked for so often and not delivered, a file is left to the gates. */
  private static final int MAX_ASKED = 2;

  private final Tree tree;
  private final Batching batching;
  private final Map<RepoPath, Deliverable> open = new LinkedHashMap<>();
  private final Map<RepoPath, Integer> asked = new HashMap<>();
  private final List<FileEdit> edits = new ArrayList<>();
  private final Estimate whole;
  private Dependencies dependencies;
  private ChangeSet changes = new ChangeSet(List.of());
  private int taken;

  /**
   * @param whole what a phase without deliverables is expected to take: it comes at once
   */
  Progress(
      Tree tree,
      Batching batching,
      List<Deliverable> deliverables,
      Dependencies dependencies,
      Estimate whole) {
    this.whole = whole;
    this.tree = tree;
    this.batching = batching;
    this.dependencies = dependencies;
    deliverables.forEach(it -> open.put(it.path(), it));
  }

  boolean isDone() {
    return open.isEmpty() && taken > 0;
  }

  /** How the rest is divided now. */
  NextBatch next() {
    if (open.isEmpty()) {
      return new NextBatch(new Batch(List.of(), whole, "what the scope allows"), 1, 0);
    }
    var divided = batching.divide(List.copyOf(open.values()), dependencies);
    return new NextBatch(divided.getFirst(), taken + 1, divided.size() - 1);
  }

  /** The deliverables of a batch, in its order. */
  List<Deliverable> deliverables(Batch batch) {
    return batch.files().stream()
        .flatMap(path -> Optional.ofNullable(open.get(path)).stream())
        .toList();
  }

  /** What is still to come behind a batch. */
  List<Deliverable> later(Batch batch) {
    return open.values().stream().filter(it -> !batch.files().contains(it.path())).toList();
  }

  /** What was made so far, that which these files build on first, then the newest. */
  List<FileChange> finished(Collection<RepoPath> files) {
    Set<RepoPath> needed =
        files.stream().flatMap(it -> dependencies.of(it).stream()).collect(Collectors.toSet());
    var newest = new HashMap<RepoPath, Integer>();
    for (int i = 0; i < edits.size(); i++) {
      newest.put(edits.get(i).path(), i);
    }
    return changes.changes().stream()
        .sorted(
            Comparator.comparing((FileChange it) -> !needed.contains(it.path()))
                .thenComparingInt(it -> -newest.getOrDefault(it.path(), -1)))
        .toList();
  }

  /** The tree with all that was made so far. */
  Tree tree() {
    return changes.isEmpty() ? tree : new ChangedTree(tree, changes);
  }

  Proposal proposal() {
    return new Proposal(edits);
  }

  /**
   * Takes in what a batch brought, or says why it cannot be.
   *
   * @param declarations what the builder declared on the way
   */
  Optional<Failure> take(NextBatch next, Proposal proposal, List<Declaration> declarations) {
    var all = new ArrayList<>(edits);
    all.addAll(proposal.edits());
    switch (Resolver.resolve(tree, new Proposal(all))) {
      case Resolution.Refused(var problems) when next.isOneOfSeveral() -> {
        return Optional.of(Failures.ofConflicts(problems));
      }
      // The only batch is judged as a whole, by whoever resolves the attempt.
      case Resolution.Refused _ -> {}
      case Resolution.Resolved(var resolved, _) -> changes = resolved;
    }
    edits.addAll(proposal.edits());
    taken++;
    settle(next, proposal);
    declarations.forEach(this::learn);
    return Optional.empty();
  }

  private void settle(NextBatch next, Proposal proposal) {
    proposal.edits().forEach(edit -> open.remove(edit.path()));
    for (var file : next.batch().files()) {
      boolean isLast = asked.merge(file, 1, Integer::sum) >= MAX_ASKED;
      if (isLast || !next.isOneOfSeveral()) {
        open.remove(file);
      }
    }
  }

  private void learn(Declaration declaration) {
    dependencies = dependencies.and(declaration);
    for (var file : declaration.files()) {
      // Of a file that is there, a declaration says how much of it changes, and not its length.
      if (file.action() == Deliverable.Action.CREATE && file.lines().isPresent()) {
        open.computeIfPresent(file.path(), (_, known) -> known.withLines(file.lines().getAsInt()));
      }
    }
  }
}
