package dev.autopack.bench.estimate;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Commit.Status;
import dev.autopack.bench.commits.Commit.TouchedFile;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Declaration.DeclaredFile;
import dev.autopack.plan.Deliverable.Action;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.ToIntFunction;

/** What a builder declares that knows the commit, and how many lines that will be but roughly. */
final class Declared {
  /** The spread of the logarithm of its mistakes. */
  private static final double SPREAD = 0.4;

  private Declared() {}

  /** Every file, each with its own mistake. */
  static Declaration roughly(Commit commit, int round) {
    var random = new Random(commit.sha().hashCode() + 31L * round);
    return of(commit.files(), file -> mistaken(lines(file), random));
  }

  /** One file. */
  static Declaration roughly(Commit commit, TouchedFile file, int round) {
    var random = new Random((commit.sha() + file.path()).hashCode() + 31L * round);
    return of(List.of(file), it -> mistaken(lines(it), random));
  }

  /** One file, without a mistake. */
  static Declaration exactly(TouchedFile file) {
    return of(List.of(file), it -> Math.toIntExact(lines(it)));
  }

  private static int mistaken(long lines, Random random) {
    return (int) Math.max(1, Math.round(lines * Math.exp(SPREAD * random.nextGaussian())));
  }

  /** How long a new file is; of another, how many lines change. */
  private static long lines(TouchedFile file) {
    return file.status() == Status.ADDED
        ? file.after().lines()
        : file.churn().added() + file.churn().deleted();
  }

  private static Declaration of(List<TouchedFile> files, ToIntFunction<TouchedFile> lines) {
    return new Declaration(
        files.stream()
            .flatMap(file ->
                path(file).stream()
                    .map(path ->
                        new DeclaredFile(
                            path,
                            action(file.status()),
                            List.of(),
                            file.status() == Status.DELETED
                                ? OptionalInt.empty()
                                : OptionalInt.of(lines.applyAsInt(file)))))
            .toList());
  }

  private static Optional<RepoPath> path(TouchedFile file) {
    try {
      return Optional.of(new RepoPath(file.path()));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Action action(Status status) {
    return switch (status) {
      case ADDED -> Action.CREATE;
      case MODIFIED -> Action.MODIFY;
      case DELETED -> Action.DELETE;
      case RENAMED -> Action.RENAME;
    };
  }
}
