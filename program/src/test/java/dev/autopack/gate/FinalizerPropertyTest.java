package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the fold from verdicts to a ruling. */
class FinalizerPropertyTest {
  private static final List<GateName> GATES = List.of(GateName.values());

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /** Gates, waivers and verdicts as a run might have them, and as it must not. */
  private record Situation(List<GateName> gates, List<Waiver> waivers, List<Verdict> verdicts) {
    static Situation of(long seed) {
      var random = new Random(seed);
      var gates = someOf(random, GATES);
      var all = gates.isEmpty() ? List.of(GateName.TESTS) : gates;
      var waivers =
          someOf(random, GATES).stream().map(gate -> new Waiver(gate, "settings")).toList();
      var verdicts = new ArrayList<Verdict>();
      for (var i = random.nextInt(6); i > 0; i--) {
        verdicts.add(verdict(random));
      }
      return new Situation(all, waivers, verdicts);
    }

    private static <T> List<T> someOf(Random random, List<T> all) {
      return all.stream().filter(_ -> random.nextInt(3) > 0).toList();
    }

    private static Verdict verdict(Random random) {
      var gate = GATES.get(random.nextInt(GATES.size()));
      return switch (random.nextInt(6)) {
        case 0 -> new Verdict.Fail(gate, "no", List.of());
        case 1 -> new Verdict.Unknown(gate, "who knows", List.of());
        default -> new Verdict.Pass(gate, "yes");
      };
    }

    Ruling decide() {
      return new Finalizer(gates, waivers).decide(verdicts);
    }

    Situation saying(List<Verdict> others) {
      return new Situation(gates, waivers, others);
    }

    boolean isComplete() {
      return decide() instanceof Ruling.Complete;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void complete_is_exactly_when_every_gate_passed_or_was_silent_and_waived(long seed) {
    var situation = Situation.of(seed);
    var onlyPasses =
        situation.verdicts().stream().allMatch(verdict -> verdict instanceof Verdict.Pass);
    var eachSpokeOrIsWaived =
        situation.gates().stream()
            .allMatch(gate ->
                situation.verdicts().stream().anyMatch(verdict -> verdict.gate() == gate)
                    || situation.waivers().stream().anyMatch(waiver -> waiver.gate() == gate));

    assertThat(situation.isComplete()).isEqualTo(onlyPasses && eachSpokeOrIsWaived);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_order_of_verdicts_changes_nothing(long seed) {
    var situation = Situation.of(seed);
    var shuffled = new ArrayList<>(situation.verdicts());
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(situation.saying(shuffled).isComplete()).isEqualTo(situation.isComplete());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_worse_word_never_turns_a_no_into_a_yes(long seed) {
    var situation = Situation.of(seed);
    for (var worse :
        List.of(
            new Verdict.Fail(GateName.TESTS, "no", List.of()),
            new Verdict.Unknown(GateName.QUALITY, "?", List.of()))) {
      var more = new ArrayList<>(situation.verdicts());
      more.add(worse);

      assertThat(situation.saying(more).isComplete()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_no_names_something_that_blocks_and_a_yes_keeps_what_it_rests_on(long seed) {
    var situation = Situation.of(seed);

    switch (situation.decide()) {
      case Ruling.Complete complete -> {
        assertThat(complete.verdicts()).isEqualTo(situation.verdicts());
        assertThat(complete.waivers()).isEqualTo(situation.waivers());
      }
      case Ruling.NotComplete(var verdicts, var blocking) -> {
        assertThat(verdicts).isEqualTo(situation.verdicts());
        assertThat(blocking).isNotEmpty().noneMatch(one -> one instanceof Verdict.Pass);
      }
    }
  }
}
