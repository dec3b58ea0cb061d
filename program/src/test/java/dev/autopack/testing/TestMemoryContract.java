package dev.autopack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Quarantine;
import dev.autopack.gate.TestId;
import dev.autopack.run.TestMemory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every memory of tests does. */
public abstract class TestMemoryContract {
  private static final TestMemory.Key A =
      new TestMemory.Key("/r", "pytest", new TestId("tests/test_a.py", "test_a[\u00e9 'x' \0]"));
  private static final TestMemory.Key B =
      new TestMemory.Key("/other", "maven", new TestId("com.acme.ATest", "adds"));
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private TestMemory memory;

  protected abstract TestMemory memory();

  @BeforeEach
  void open() {
    memory = memory();
  }

  private static TestMemory.Sighting sighting(TestMemory.Key key, String cause) {
    return new TestMemory.Sighting(key, 3, 2, NOON, cause);
  }

  private static TestMemory.SetAside aside(String reason) {
    return new TestMemory.SetAside("ann", NOON, reason);
  }

  private Optional<TestMemory.Remembered> find(String repository) {
    return memory.tests(Optional.of(repository)).stream().findFirst();
  }

  @Test
  void nothing_is_remembered_at_first() {
    assertThat(memory.tests(Optional.empty())).isEmpty();
    assertThat(memory.release(A)).isFalse();
  }

  @Test
  void sightings_add_up_and_the_same_one_again_changes_nothing() {
    memory.note(sighting(A, "run-1 tree-1"));
    memory.note(sighting(A, "run-1 tree-1"));
    memory.note(sighting(A, "run-2 tree-1"));

    var known = find("/r").orElseThrow();
    assertThat(known.sightings()).isEqualTo(2);
    assertThat(known.runs()).isEqualTo(6);
    assertThat(known.failures()).isEqualTo(4);
    assertThat(known.lastSeen()).contains(NOON);
    assertThat(known.quarantined()).isEmpty();
  }

  @Test
  void each_repository_has_its_own_tests() {
    memory.note(sighting(A, "1"));
    memory.note(sighting(B, "1"));

    assertThat(memory.tests(Optional.of("/other")))
        .extracting(TestMemory.Remembered::key)
        .containsExactly(B);
    assertThat(memory.tests(Optional.empty()))
        .extracting(test -> test.key().repository())
        .containsExactly("/other", "/r");
  }

  @Test
  void a_person_sets_a_test_aside_says_anew_why_and_takes_it_back() {
    memory.quarantine(B, aside("slow clock"));
    memory.quarantine(B, aside("no network"));

    assertThat(find("/other").orElseThrow().quarantine())
        .contains(new Quarantine("maven", B.test(), "ann", "no network"));
    assertThat(memory.release(B)).isTrue();
    assertThat(memory.release(B)).isFalse();
    assertThat(find("/other").orElseThrow().quarantine()).isEmpty();
  }

  @Test
  void a_sighting_keeps_what_a_person_decided() {
    memory.quarantine(A, aside("clock"));
    memory.note(sighting(A, "1"));

    assertThat(find("/r").orElseThrow().quarantined()).contains(aside("clock"));
  }
}
