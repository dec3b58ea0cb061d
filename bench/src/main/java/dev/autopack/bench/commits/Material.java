package dev.autopack.bench.commits;

import dev.autopack.error.OperatorException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The commits and where their contents are.
 *
 * @param pack where contents are packed; with neither this nor {@code repos} there are none
 * @param sample how many commits to take; empty: all
 * @param only how the one commit's name begins
 */
public record Material(
    Path commits,
    Optional<Path> pack,
    Optional<Path> repos,
    OptionalInt sample,
    Optional<String> only) {
  /** The commits to measure, in an order that has every stratum at its beginning. */
  public List<Commit> choose() {
    var all =
        spread(
            Commits.read(commits).stream()
                .filter(commit -> commit.sha().startsWith(only.orElse("")))
                .toList());
    if (all.isEmpty()) {
      throw new OperatorException(
          "No commit of '%s' begins with '%s'.".formatted(commits, only.orElse("")),
          "Name a commit of that file: --only SHA");
    }
    return sample.isPresent() ? all.subList(0, Math.min(sample.getAsInt(), all.size())) : all;
  }

  /** Where their contents come from. */
  public Contents.Source contents(Collection<Commit> chosen) {
    return pack.<Contents.Source>map(file -> ContentsPack.read(file, chosen))
        .or(() -> repos.map(GitContents::new))
        .orElse(_ -> Optional.empty());
  }

  private static List<Commit> spread(List<Commit> commits) {
    var waiting = new EnumMap<Stratum, ArrayDeque<Commit>>(Stratum.class);
    commits.forEach(
        commit -> waiting.computeIfAbsent(commit.stratum(), _ -> new ArrayDeque<>()).add(commit));
    var spread = new ArrayList<Commit>();
    while (spread.size() < commits.size()) {
      waiting.values().stream()
          .flatMap(queue -> Stream.ofNullable(queue.poll()))
          .forEach(spread::add);
    }
    return spread;
  }
}
