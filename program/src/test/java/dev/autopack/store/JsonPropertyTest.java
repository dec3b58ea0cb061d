package dev.autopack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Calibration;
import dev.autopack.builder.CallReport;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.Resolution;
import dev.autopack.failure.Failure;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.Verdict;
import dev.autopack.gate.Waiver;
import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.governance.Grant;
import dev.autopack.output.FormatChoice;
import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelFailure;
import dev.autopack.output.ReplyEnd;
import dev.autopack.output.Unit;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Limits;
import dev.autopack.plan.Phase;
import dev.autopack.policy.Decision;
import dev.autopack.run.AttemptEnd;
import dev.autopack.run.CallReservation;
import dev.autopack.run.CallSettlement;
import dev.autopack.run.PhaseOutcome;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunRecord;
import dev.autopack.workspace.Workspace;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever can be stored comes back as it was. */
class JsonPropertyTest {
  private static final List<Class<?>> TYPES =
      List.of(
          Unit.class,
          FileEdit.class,
          Proposal.class,
          Resolution.class,
          ChangeSet.class,
          Verdict.class,
          Waiver.class,
          TestReport.class,
          Failure.class,
          AttemptEnd.class,
          Decision.class,
          GovernanceRequest.class,
          Answer.class,
          Grant.class,
          FormatChoice.class,
          Phase.class,
          Declaration.class,
          Limits.class,
          ReplyEnd.class,
          CallEnd.class,
          CallReport.class,
          ModelFailure.class,
          PhaseOutcome.class,
          CallReservation.class,
          CallSettlement.class,
          Calibration.class,
          RunEvent.class,
          RunRecord.class,
          Workspace.HeldRef.class,
          Workspace.Checkpoint.class);

  static Stream<Arguments> typesAndSeeds() {
    return TYPES.stream()
        .flatMap(type -> LongStream.range(0, 20).mapToObj(seed -> Arguments.of(type, seed)));
  }

  @ParameterizedTest
  @MethodSource("typesAndSeeds")
  void a_value_comes_back_as_it_was_and_its_json_is_plain_ascii(Class<?> type, long seed) {
    var value = new RandomValues(seed).next(type);

    var json = Json.write(type, value);

    assertThat((Object) Json.read(type, json)).isEqualTo(value);
    assertThat(json).matches("[\\x20-\\x7e]*");
  }
}
