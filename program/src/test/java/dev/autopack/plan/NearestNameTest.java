package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> NAMES =
      List.of("depends_on", "goal", "id", "usd", "deliverables");

  @Test
  void a_slip_of_the_hand_finds_the_name() {
    assertThat(NearestName.find("dependsOn", NAMES)).contains("depends_on");
    assertThat(NearestName.find("depend-on", NAMES)).contains("depends_on");
    assertThat(NearestName.find("gaol", NAMES)).contains("goal");
    assertThat(NearestName.find("deliverable", NAMES)).contains("deliverables");
    assertThat(NearestName.find("ID", NAMES)).contains("id");
  }

  @Test
  void another_word_finds_none() {
    assertThat(NearestName.find("tiers", NAMES)).isEmpty();
    assertThat(NearestName.find("x".repeat(1_000_000), NAMES)).isEmpty();
    assertThat(NearestName.find("", NAMES)).isEmpty();
  }
}
