package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.ModelProfile.Framing;
import dev.autopack.budget.ModelProfile.Window;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Deliverable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatChoiceTest {
  @ParameterizedTest
  @CsvSource({"1, JSON, NDJSON", "4, RAW, ENVELOPE", "5, JSON, NDJSON", "60, RAW, ENVELOPE"})
  void a_line_framing_is_chosen_and_the_model_decides_which(
      int deliverables, Framing framing, Format format) {
    var choice = FormatChoice.of(deliverables(deliverables), profile(framing));

    assertThat(choice.format()).isEqualTo(format);
    assertThat(UnitReaders.of(choice.format())).isNotNull();
  }

  @Test
  void the_reason_says_what_the_choice_was_made_from() {
    assertThat(FormatChoice.of(deliverables(5), profile(Framing.RAW)).reason())
        .isEqualTo(
            "5 deliverables: a line framing, so that a cut loses none that is complete; 'test'"
                + " writes raw text best");
  }

  private static List<Deliverable> deliverables(int count) {
    return Collections.nCopies(count, Deliverable.of(new RepoPath("a.txt")));
  }

  private static ModelProfile profile(Framing framing) {
    return new ModelProfile(
        "test",
        ModelProfile.Provider.REPLAY,
        "test",
        Optional.empty(),
        new Window(100_000, 8_192),
        framing,
        Optional.empty());
  }
}
