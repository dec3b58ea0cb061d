package dev.autopack.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.Waiver;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.run.Artefacts;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every artefact store does. */
public abstract class ArtefactsContract {
  /** Of "abc", from the standard itself. */
  private static final String SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  protected Artefacts artefacts;

  protected abstract Artefacts open();

  @BeforeEach
  void openArtefacts() {
    artefacts = open();
  }

  @Test
  void content_is_found_by_its_hash_and_the_same_twice_is_one() {
    assertThat(artefacts.save("abc".getBytes(UTF_8))).isEqualTo(SHA256);
    assertThat(artefacts.save("abc".getBytes(UTF_8))).isEqualTo(SHA256);

    assertThat(artefacts.find(SHA256)).get().isEqualTo("abc".getBytes(UTF_8));
  }

  @Test
  void what_was_never_saved_is_not_found() {
    assertThat(artefacts.find(SHA256)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 3_000_000})
  void content_of_any_size_is_kept_to_the_byte(int size) {
    var content = new byte[size];
    new Random(size).nextBytes(content);

    assertThat(artefacts.find(artefacts.save(content))).get().isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "../../../../etc/passwd", "BA7816BF"})
  void a_name_that_is_no_hash_is_refused(String name) {
    assertThatThrownBy(() -> artefacts.find(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no SHA-256");
  }

  @Test
  void a_record_comes_back_as_it_was() {
    var request = Samples.request("q1");

    var sha256 = artefacts.saveRecord(request);

    assertThat(artefacts.loadRecord(sha256, GovernanceRequest.class)).isEqualTo(request);
    assertThat(artefacts.find(sha256)).isPresent();
  }

  @Test
  void a_record_that_is_gone_or_another_one_is_the_environments_fault() {
    var sha256 = artefacts.saveRecord(Samples.request("q1"));

    assertThatThrownBy(() -> artefacts.loadRecord(SHA256, GovernanceRequest.class))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(SHA256.substring(2));
    assertThatThrownBy(() -> artefacts.loadRecord(sha256, Waiver.class))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(Optional.of(sha256).get().substring(2));
  }
}
