package dev.autopack.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Usage;
import dev.autopack.run.CallSettlement.Bill;
import dev.autopack.run.CallSettlement.Ending;
import dev.autopack.testing.Samples;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The one line that is said of each call. */
class CallLineTest {
  private static CallLine line(Ending ending, Bill.Source source, Usage usage) {
    return new CallLine(
        Samples.reservation(Samples.call(1)),
        new CallSettlement(
            ending,
            "end_turn",
            new Bill(source, usage, new BigDecimal("0.0421")),
            3,
            0,
            new CallSettlement.Timing(1, 2)));
  }

  @Test
  void a_complete_call_says_predicted_actual_error_budget_and_stop_reason() {
    // 700 predicted; 1,050 came, of which 200 were thoughts: 150 off 700.
    var line = line(Ending.COMPLETE, Bill.Source.REPORTED, new Usage(9, 0, 0, 1050, 200));

    assertThat(line.text())
        .isEqualTo(
            "sonnet: predicted 700, actual 850, error 21 %, budget 2048, stop end_turn; 3 units,"
                + " $0.0421");
    assertThat(line.facts())
        .containsEntry("predicted", "700")
        .containsEntry("actual", "850")
        .containsEntry("error", "0.214")
        .containsEntry("budget", "2048")
        .containsEntry("stop", "end_turn")
        .containsEntry("ending", "COMPLETE");
  }

  @Test
  void of_a_cut_call_the_error_is_not_known() {
    var line = line(Ending.CUT, Bill.Source.REPORTED, new Usage(9, 0, 0, 2048, 0));

    assertThat(line.text()).contains("actual 2048, error -, budget 2048");
    assertThat(line.facts()).doesNotContainKey("error");
  }

  @Test
  void what_was_reserved_is_not_called_actual() {
    var line = line(Ending.LOST, Bill.Source.RESERVED, new Usage(9, 0, 0, 2048, 0));

    assertThat(line.text()).contains("predicted 700, actual -, error -, budget 2048");
    assertThat(line.facts()).doesNotContainKeys("actual", "error");
  }
}
