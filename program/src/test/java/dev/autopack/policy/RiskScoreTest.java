package dev.autopack.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RiskScoreTest {
  private static final Policy POLICY = new Policy(List.of());

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @Test
  void every_level_is_reached_by_a_change_that_nobody_refuses() {
    var plain = PolicyTest.modified("src/slug.py");
    var build = PolicyTest.modified("pom.xml");
    var auth = PolicyTest.modified("src/auth/login.py");
    var emptied = PolicyTest.changed("src/long.py", Deletions.numbered(1_001), "x");

    assertThat(
            List.of(
                score(PolicyTest.changes(plain)),
                score(PolicyTest.changes(plain, build)),
                score(PolicyTest.changes(plain, build, auth)),
                score(PolicyTest.changes(plain, build, auth, emptied))))
        .extracting(RiskScore::level)
        .containsExactly(Risk.LOW, Risk.MEDIUM, Risk.HIGH, Risk.CRITICAL);
  }

  @Test
  void the_score_says_what_its_points_are_for() {
    assertThat(score(PolicyTest.changes(PolicyTest.modified("src/auth/pom.xml"))))
        .isEqualTo(new RiskScore(50, List.of("a sensitive area: 20", "protected: 30")));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_change_is_never_less_risky_than_a_part_of_it(long seed) {
    var random = new Random(seed);
    var changes = new ArrayList<FileChange>();
    var points = 0;
    for (int i = 0; i < 12; i++) {
      changes.add(anyChange(random, i));
      var score = score(new ChangeSet(changes));
      assertThat(score.points()).isBetween(points, 100);
      points = score.points();
    }
  }

  private static FileChange anyChange(Random random, int number) {
    var folders = List.of("src/", "tests/", "auth/", ".github/", "");
    var names = List.of("a%d.py", "test_%d.py", "%d/pom.xml", "%d/.env");
    var path =
        folders.get(random.nextInt(folders.size()))
            + names.get(random.nextInt(names.size())).formatted(number);
    return new FileChange(
        new RepoPath(path),
        Optional.of(Deletions.numbered(1 + random.nextInt(400))),
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(Deletions.numbered(401 + random.nextInt(400))),
        Optional.empty(),
        Rung.EXACT);
  }

  private static RiskScore score(ChangeSet changes) {
    return POLICY.score(Example.OPEN, changes);
  }
}
