package dev.autopack.model.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.budget.ModelProfile;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.model.KeySource;
import dev.autopack.model.KnownModel;
import dev.autopack.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentKeysTest {
  private static final String KEY = "sk-test-abcdef";

  @TempDir private Path folder;
  private Path repository;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = Files.createDirectory(folder.resolve("repository"));
  }

  @Test
  void a_key_is_found_in_its_variable() {
    assertThat(keys(Map.of("MY_KEY", KEY + "\n")).find(model(new KeySource.Variable("MY_KEY"))))
        .map(Secret::reveal)
        .hasValue(KEY);
  }

  @Test
  void a_model_without_a_key_is_given_none() {
    assertThat(keys(Map.of("OPENAI_API_KEY", KEY)).find(model(new KeySource.None()))).isEmpty();
  }

  @Test
  void a_missing_key_says_where_it_was_looked_for_and_what_to_do() {
    var keys = keys(Map.of("MY_KEY", "  "));

    assertThatThrownBy(() -> keys.find(model(new KeySource.Variable("MY_KEY"))))
        .isInstanceOfSatisfying(
            EnvironmentException.class, e -> assertThat(e.nextStep()).startsWith("Set MY_KEY, or"))
        .hasMessage(
            "The model 'oracle' needs a key, and the environment variable MY_KEY is not set.");
  }

  @Test
  void a_key_is_found_in_a_file_outside_the_repository() throws Exception {
    Files.writeString(folder.resolve("key"), KEY + "\n");
    var keys = keys(Map.of("HOME", folder.toString()));

    for (var path : new String[] {folder.resolve("key").toString(), "~/key"}) {
      assertThat(keys.find(model(new KeySource.File(path)))).map(Secret::reveal).hasValue(KEY);
    }
  }

  @Test
  void a_key_file_in_the_repository_is_refused_by_any_way_in() throws Exception {
    var inside = Files.writeString(repository.resolve("key"), KEY);
    var link = Files.createSymbolicLink(folder.resolve("link"), inside);
    var around = folder + "/repository/../repository/key";

    for (var path : new String[] {inside.toString(), link.toString(), around}) {
      assertThatThrownBy(() -> keys(Map.of()).find(model(new KeySource.File(path))))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("lies in the repository");
    }
  }

  @Test
  void a_missing_key_file_is_named() {
    assertThatThrownBy(() -> keys(Map.of()).find(model(new KeySource.File(folder + "/none"))))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(folder + "/none");
  }

  @Test
  void no_message_repeats_what_may_be_a_key() throws Exception {
    var spoilt = KEY + " " + KEY;
    var file = Files.writeString(folder.resolve("key"), spoilt).toString();
    var keys = keys(Map.of("MY_KEY", spoilt));

    for (var source :
        new KeySource[] {new KeySource.Variable("MY_KEY"), new KeySource.File(file)}) {
      assertThatThrownBy(() -> keys.find(model(source)))
          .isInstanceOfSatisfying(
              EnvironmentException.class,
              e -> assertThat(e + e.nextStep() + e.getCause()).doesNotContain(KEY));
    }
  }

  private EnvironmentKeys keys(Map<String, String> environment) {
    return new EnvironmentKeys(environment, repository);
  }

  private static KnownModel model(KeySource key) {
    var profile = Calls.profile(URI.create("http://127.0.0.1/v1"), ModelProfile.Provider.OPENAI);
    return new KnownModel(profile, key, "");
  }
}
