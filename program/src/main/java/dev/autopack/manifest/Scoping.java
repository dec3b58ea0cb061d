package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import java.util.List;
import java.util.Optional;

/**
 * What a phase may write, before anything is estimated.
 *
 * @param phase as it is carried out: with the files that its folders and patterns stand for, and a
 *     category
 * @param literal paths that the plan names one by one: its author has approved them
 * @param write what it may write without asking, each with the reason
 * @param basis where that comes from
 * @param objections what is wrong or odd about it
 */
public record Scoping(
    Phase phase,
    List<RepoPath> literal,
    List<ScopedPath> write,
    Basis basis,
    List<Objection> objections) {
  /** So many of the files of a guess are taken for those that will change. */
  private static final int LIKELY = 3;

  public Scoping {
    literal = List.copyOf(literal);
    write = List.copyOf(write);
    objections = List.copyOf(objections);
  }

  /** Where a scope comes from. */
  public sealed interface Basis {
    /** The phase lists its deliverables. */
    record Listed() implements Basis {}

    /** It lists none, and its {@code scope.write} says where the work is. */
    record Written() implements Basis {}

    /** It lists none, so this was found by its words. */
    record Guessed(Guess guess) implements Basis {}

    /** It lists none, and a person allowed this. */
    record Approved() implements Basis {}
  }

  public Optional<Guess> guess() {
    return basis instanceof Basis.Guessed(var guess) ? Optional.of(guess) : Optional.empty();
  }

  /** Whether a person must allow the scope before the phase can go on. */
  public boolean asks() {
    return guess().map(Guess::confidence).filter(it -> !it.suffices()).isPresent();
  }

  /** What to ask then, as a sentence. */
  public String question() {
    var confidence = guess().map(it -> it.confidence().text()).orElse("");
    return "the phase '%s' lists no deliverables, and its goal points to %s with a confidence of %s"
        .formatted(phase.id(), write.size() == 1 ? "1 file" : write.size() + " files", confidence);
  }

  /** Whether the plan leaves open which files will change. */
  public boolean isOpen() {
    return !(basis instanceof Basis.Listed);
  }

  /** The same, of a phase that lists some of these files. */
  public Scoping about(Phase part) {
    return new Scoping(part, literal, write, new Basis.Listed(), List.of());
  }

  /** The files that will probably change. */
  List<Deliverable> likely() {
    return isOpen()
        ? write.stream().limit(LIKELY).map(ScopedPath::path).map(Deliverable::of).toList()
        : phase.deliverables();
  }

  /** The phase as if it listed the files that will probably change. */
  public Phase likelyPhase() {
    return phase.listing(likely());
  }

  /** The files that may change, a bounded number of them, as deliverables. */
  public List<Deliverable> possible() {
    return isOpen()
        ? write.stream().limit(Guess.MAX_FILES).map(ScopedPath::path).map(Deliverable::of).toList()
        : phase.deliverables();
  }
}
