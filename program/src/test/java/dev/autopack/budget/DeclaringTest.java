package dev.autopack.budget;

import static dev.autopack.plan.Deliverable.Action.CREATE;
import static dev.autopack.plan.Deliverable.Action.DELETE;
import static dev.autopack.plan.Deliverable.Action.MODIFY;
import static dev.autopack.plan.Deliverable.Action.RENAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.plan.Deliverable.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaringTest {
  private static boolean pays(Format format, Writing writing, Action... actions) {
    return Declaring.pays(format, writing, List.of(actions));
  }

  @Test
  void it_pays_for_several_edits_and_for_several_new_files() {
    assertThat(pays(Format.NDJSON, Writing.EDITS, MODIFY, MODIFY)).isTrue();
    assertThat(pays(Format.ENVELOPE, Writing.EDITS, MODIFY, CREATE)).isTrue();
    assertThat(pays(Format.NDJSON, Writing.WHOLE, CREATE, CREATE, MODIFY)).isTrue();
  }

  @Test
  void not_for_one_file_nor_for_files_whose_size_is_known() {
    assertThat(pays(Format.NDJSON, Writing.EDITS, MODIFY)).isFalse();
    assertThat(pays(Format.NDJSON, Writing.WHOLE, CREATE)).isFalse();
    assertThat(pays(Format.NDJSON, Writing.WHOLE, MODIFY, MODIFY, CREATE)).isFalse();
    assertThat(pays(Format.ENVELOPE, Writing.EDITS, MODIFY, DELETE, RENAME)).isFalse();
  }

  @Test
  void not_in_a_format_that_cannot_say_one() {
    assertThat(pays(Format.DIFF, Writing.EDITS, MODIFY, MODIFY)).isFalse();
    assertThat(pays(Format.FULL_FILE, Writing.WHOLE, CREATE, CREATE)).isFalse();
  }

  @Test
  void what_it_takes_is_part_of_the_estimate() {
    var estimate = new Estimate(Format.NDJSON, 1_000, 2_000, "as it looks");

    var declaring = estimate.declaring(3);

    assertThat(declaring.p50()).isEqualTo(1_000 + Declaring.tokens(3));
    assertThat(declaring.p95()).isEqualTo(2_000 + Declaring.tokens(3));
    assertThat(declaring.reason()).isEqualTo("as it looks; with 93 tokens to declare them");
  }
}
