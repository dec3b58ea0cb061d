package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.code.FactCache;
import dev.autopack.code.ImportGraph;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.testing.MapTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RearrangementTest {
  private static List<RepoPath> files(String... names) {
    return Stream.of(names).map(RepoPath::new).toList();
  }

  private static Dependencies needs(Map<String, List<String>> needs) {
    var declared =
        needs.entrySet().stream()
            .map(entry ->
                new Declaration.DeclaredFile(
                    new RepoPath(entry.getKey()),
                    Deliverable.Action.CREATE,
                    List.of(),
                    OptionalInt.empty(),
                    entry.getValue().stream().map(RepoPath::new).toList()))
            .toList();
    return Dependencies.NONE.and(new Declaration(declared));
  }

  @Test
  void a_file_moves_to_what_it_builds_on_where_there_is_room() {
    var mended =
        Rearrangement.of(
            List.of(files("a", "b"), files("c")),
            needs(Map.of("a", List.of("c"))),
            batch -> batch.size() <= 2);

    assertThat(mended.batches()).containsExactly(files("b"), files("a", "c"));
  }

  @Test
  void where_there_is_none_two_files_change_places() {
    var mended =
        Rearrangement.of(
            List.of(files("a", "b"), files("c", "d")),
            needs(Map.of("a", List.of("c", "d"), "b", List.of("c"))),
            batch -> batch.size() <= 2);

    assertThat(mended.batches()).containsExactly(files("b", "c"), files("a", "d"));
  }

  @Test
  void a_file_moves_to_what_files_beside_it_build_on() {
    var tree =
        MapTree.of(
            Map.of(
                "apps/one.ts", "import { tax } from '../tax/rates'\n",
                "apps/two.ts", "export const two = 2\n",
                "tax/rates.ts", "export const tax = 1\n"));
    var paths = files("apps/two.ts", "tax/rates.ts");
    var dependencies =
        Dependencies.among(
            paths.stream().map(Deliverable::of).toList(),
            tree,
            ImportGraph.around(tree, paths, 100, new FactCache()));

    var mended =
        Rearrangement.of(
            List.of(files("apps/two.ts"), files("tax/rates.ts")), dependencies, _ -> true);

    assertThat(mended.batches()).containsExactly(files("apps/two.ts", "tax/rates.ts"));
    assertThat(mended.broken()).isZero();
  }

  @Test
  void a_whole_batch_moves_where_that_alone_helps() {
    var mended =
        Rearrangement.of(
            List.of(files("a"), files("b"), files("c")),
            needs(Map.of("a", List.of("b", "c"))),
            batch -> batch.size() <= 1);

    assertThat(mended.batches()).containsExactly(files("b"), files("c"), files("a"));
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void no_file_is_lost_no_batch_grows_too_large_and_never_are_more_needs_broken(int seed) {
    var random = new Random(seed);
    var names = IntStream.range(0, 4 + random.nextInt(12)).mapToObj(i -> "f" + i).toList();
    var needs = new HashMap<String, List<String>>();
    for (var name : names) {
      needs.put(
          name,
          names.stream().filter(other -> !other.equals(name) && random.nextInt(5) == 0).toList());
    }
    int most = 1 + random.nextInt(4);
    var packed = new ArrayList<List<RepoPath>>();
    for (int i = 0; i < names.size(); i += most) {
      packed.add(files(names.subList(i, Math.min(i + most, names.size())).toArray(String[]::new)));
    }
    var dependencies = needs(needs);

    var rearranged = Rearrangement.of(packed, dependencies, batch -> batch.size() <= most);

    var mended = rearranged.batches();
    assertThat(rearranged.broken())
        .isEqualTo(Rearrangement.WEIGHT_OF_NEED * broken(mended, dependencies));
    assertThat(mended).allMatch(batch -> !batch.isEmpty() && batch.size() <= most);
    assertThat(mended.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(packed.stream().flatMap(List::stream).toList());
    assertThat(broken(mended, dependencies)).isLessThanOrEqualTo(broken(packed, dependencies));
    assertThat(Rearrangement.of(packed, dependencies, batch -> batch.size() <= most))
        .isEqualTo(rearranged);
  }

  private static long broken(List<List<RepoPath>> batches, Dependencies dependencies) {
    long broken = 0;
    var seen = new TreeSet<RepoPath>();
    for (var batch : batches) {
      seen.addAll(batch);
      for (var file : batch) {
        broken += dependencies.of(file).stream().filter(need -> !seen.contains(need)).count();
      }
    }
    return broken;
  }
}
