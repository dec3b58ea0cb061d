package dev.autopack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.RunId;
import dev.autopack.telemetry.Measure.Share;
import dev.autopack.telemetry.Measure.Tally.Count;
import dev.autopack.telemetry.Question.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What questions to people come to. */
class GovernanceTest {
  private static final Instant ASKED = Instant.parse("2026-03-01T08:00:00Z");

  private static Question question(Optional<Question.Reaction> answer, String... paths) {
    return new Question(
        "q",
        new RunId("run-1"),
        "/repo",
        Stream.of(paths).map(RepoPath::new).toList(),
        ASKED,
        answer);
  }

  private static Optional<Question.Reaction> after(int minutes, Kind kind, String reason) {
    return Optional.of(
        new Question.Reaction(kind, ASKED.plus(Duration.ofMinutes(minutes)), reason));
  }

  @Test
  void of_no_question_nothing_is_known() {
    var none = Governance.of(List.of());

    assertThat(none.asked()).isZero();
    assertThat(Stream.of(none.approval(), none.autoApproval(), none.waitingSeconds()))
        .allMatch(measure -> measure.value().isEmpty() && measure.n() == 0);
    assertThat(none.requestedPaths().counts()).isEmpty();
  }

  @Test
  void one_yes_two_noes_and_an_open_question() {
    // Answered after 1, 3 and 5 minutes; the one that expired is no waiting time.
    var governance =
        Governance.of(
            List.of(
                question(after(1, Kind.APPROVED, ""), "ci.yml", "pom.xml"),
                question(after(3, Kind.DENIED, "not now"), "ci.yml"),
                question(after(5, Kind.DENIED, " "), "a.txt"),
                question(after(1440, Kind.EXPIRED, "nobody answered in time"), "ci.yml"),
                question(Optional.empty(), "a.txt")));

    assertThat(governance.asked()).isEqualTo(5);
    assertThat(governance.approval()).isEqualTo(new Share(1, 4, 4));
    assertThat(governance.waitingSeconds().value()).hasValue(180);
    assertThat(governance.waitingSeconds().n()).isEqualTo(3);
    assertThat(governance.requestedPaths().counts())
        .containsExactly(new Count("ci.yml", 3), new Count("a.txt", 2), new Count("pom.xml", 1));
    assertThat(governance.denialReasons().counts())
        .containsExactly(
            new Count("no reason given", 1),
            new Count("nobody answered in time", 1),
            new Count("not now", 1));
  }

  @Test
  void as_long_as_no_rule_can_say_yes_its_rate_is_not_known() {
    var governance = Governance.of(List.of(question(after(1, Kind.APPROVED, ""), "ci.yml")));

    assertThat(governance.autoApproval().value()).isEmpty();
  }
}
