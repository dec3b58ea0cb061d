package dev.autopack.cli;

import dev.autopack.error.OperatorException;
import dev.autopack.plan.RunId;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunStore;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The run that a command is about: by its id, or the newest where none is named. */
final class RunArgument {
  private static final int NAMED = 5;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run's id, or the start of it; the newest run where left out.")
  private @Nullable String id;

  RunRecord find(RunStore store) {
    var runs = store.list();
    if (runs.isEmpty()) {
      throw new OperatorException("There is no run yet.", "Start one: autopack run PLAN");
    }
    var wanted = Optional.ofNullable(id);
    if (wanted.isEmpty()) {
      return runs.getFirst();
    }
    return byId(store, wanted.orElseThrow());
  }

  boolean isNamed() {
    return id != null;
  }

  /** The run that is named; guessing the newest would be wrong where something is destroyed. */
  RunRecord named(RunStore store) {
    return byId(
        store,
        Optional.ofNullable(id)
            .orElseThrow(() ->
                new OperatorException(
                    "No run is named.", "Name it; list the runs: autopack status --all")));
  }

  static RunRecord byId(RunStore store, String id) {
    var runs = store.list();
    var matching = runs.stream().filter(run -> run.id().value().startsWith(id)).toList();
    var exact = matching.stream().filter(run -> run.id().value().equals(id)).findFirst();
    if (exact.isPresent()) {
      return exact.orElseThrow();
    }
    return switch (matching.size()) {
      case 1 -> matching.getFirst();
      case 0 ->
          throw new OperatorException(
              "There is no run '%s'.".formatted(id), "List the runs: autopack status --all");
      default ->
          throw new OperatorException(
              "'%s' is the start of %d runs: %s%s."
                  .formatted(
                      id,
                      matching.size(),
                      matching.stream()
                          .limit(NAMED)
                          .map(RunRecord::id)
                          .map(RunId::value)
                          .collect(Collectors.joining(", ")),
                      matching.size() > NAMED ? ", ..." : ""),
              "Write more of the id; list the runs: autopack status --all");
    };
  }
}
