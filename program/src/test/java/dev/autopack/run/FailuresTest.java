package dev.autopack.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.gate.Finalizer;
import dev.autopack.gate.GateFinding;
import dev.autopack.gate.GateName;
import dev.autopack.gate.Ruling;
import dev.autopack.gate.Verdict;
import dev.autopack.policy.Finding;
import dev.autopack.policy.Risk;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same cause has the same fingerprint, and another cause another one. */
class FailuresTest {
  private static Failure conflict(String... texts) {
    return Failures.of(
        Failure.Kind.CONFLICT,
        Stream.of(texts).map(text -> new FailureDigest("apply", text)).toList());
  }

  private static Finding finding(String path, String text) {
    return new Finding(
        "outside-scope", Finding.Severity.ASK, List.of(new RepoPath(path)), text, Risk.LOW);
  }

  @Test
  void texts_that_a_weak_hash_takes_for_one_another_are_told_apart() {
    assertThat(conflict("Aa").fingerprint()).isNotEqualTo(conflict("BB").fingerprint());
  }

  @Test
  void the_order_and_the_number_of_the_causes_do_not_matter() {
    assertThat(conflict("a", "b", "a").fingerprint()).isEqualTo(conflict("b", "a").fingerprint());
    assertThat(conflict("ab").fingerprint()).isNotEqualTo(conflict("a", "b").fingerprint());
  }

  @Test
  void where_and_when_something_happened_is_no_other_cause() {
    assertThat(conflict("at 10:11:12 in /tmp/a/x.py:3").fingerprint())
        .isEqualTo(conflict("at 10:14:09 in /var/b/x.py:77").fingerprint());
  }

  @Test
  void the_kind_is_part_of_the_fingerprint() {
    var digest = List.of(new FailureDigest("format", "text"));
    assertThat(Failures.of(Failure.Kind.CUT, digest).fingerprint())
        .startsWith("cut-")
        .isNotEqualTo(Failures.of(Failure.Kind.FORMAT, digest).fingerprint());
  }

  @Test
  void a_rule_about_the_same_paths_is_the_same_failure_in_other_words() {
    var one = Failures.ofFindings(Failure.Kind.REFUSED, List.of(finding("a", "200 lines")));
    var two = Failures.ofFindings(Failure.Kind.REFUSED, List.of(finding("a", "300 lines")));
    var other = Failures.ofFindings(Failure.Kind.REFUSED, List.of(finding("b", "200 lines")));

    assertThat(one.fingerprint()).isEqualTo(two.fingerprint()).isNotEqualTo(other.fingerprint());
    assertThat(Failures.denied(List.of(finding("a", "x")), "No.").fingerprint())
        .isEqualTo(Failures.denied(List.of(finding("a", "x")), "Never.").fingerprint());
  }

  @Test
  void each_finding_of_a_blocking_verdict_is_a_digest_and_a_verdict_without_one_its_summary() {
    var verdicts =
        List.<Verdict>of(
            new Verdict.Fail(
                GateName.TESTS, "1 failed", List.of(GateFinding.of("fails", "t", "", "t fails"))),
            new Verdict.Unknown(GateName.DELIVERABLES, "cannot tell", List.of()));
    var ruling = new Finalizer(List.of(GateName.TESTS), List.of()).decide(verdicts);

    assertThat(Failures.of((Ruling.NotComplete) ruling).digests())
        .containsExactly(
            new FailureDigest("tests", "t fails"),
            new FailureDigest("deliverables", "cannot tell"));
  }
}
