package dev.autopack.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.ModelProfile.Framing;
import dev.autopack.budget.ModelProfile.Window;
import dev.autopack.budget.Price;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.Mistake;
import dev.autopack.plan.Reading;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogTest {
  private static final ModelCatalog SHIPPED = ModelCatalog.shipped();

  @Test
  void every_shipped_model_has_a_price_and_room() {
    assertThat(SHIPPED.names()).contains("sonnet", "opus", "haiku", "gpt", "gpt-mini");
    for (var name : SHIPPED.names()) {
      var profile = SHIPPED.profile(name);
      var price = profile.price().orElseThrow();
      assertThat(price.output()).as(name).isGreaterThan(price.input());
      assertThat(price.cacheRead()).as(name).isLessThan(price.input());
      assertThat(price.cacheWrite()).as(name).isGreaterThanOrEqualTo(price.input());
      assertThat(profile.window().contextTokens())
          .isGreaterThan(profile.window().maxOutputTokens());
    }
  }

  @Test
  void a_person_adds_a_model_of_their_own() {
    var catalog =
        with(
            """
            models:
              local:
                provider: openai
                id: qwen3-coder
                base_url: http://127.0.0.1:11434/v1
                context: 32768
                max_output: 8192
                framing: raw
                price: {input: 0, output: 0, cache_read: 0, cache_write: 0}
                note: on this machine
            """);

    assertThat(catalog.model("local"))
        .isEqualTo(
            new KnownModel(
                new ModelProfile(
                    "local",
                    ModelProfile.Provider.OPENAI,
                    "qwen3-coder",
                    Optional.of(URI.create("http://127.0.0.1:11434/v1")),
                    new Window(32768, 8192),
                    Framing.RAW,
                    Optional.of(price("0", "0", "0", "0"))),
                new KeySource.None(),
                "on this machine",
                KnownModel.Structure.BY_PROMPT));
    assertThat(catalog.names()).containsAll(SHIPPED.names());
  }

  @Test
  void a_person_replaces_what_they_name_and_nothing_else() {
    var before = SHIPPED.profile("sonnet");

    var after = with("models: {sonnet: {max_output: 5000}}").profile("sonnet");

    assertThat(after)
        .isEqualTo(
            new ModelProfile(
                "sonnet",
                before.provider(),
                before.id(),
                before.baseUrl(),
                new Window(before.window().contextTokens(), 5000),
                before.framing(),
                before.price()));
  }

  @Test
  void a_providers_own_server_holds_answers_to_their_schema_and_others_only_where_written() {
    var elsewhere = "models: {sonnet: {base_url: 'https://gateway.example/v1'%s}}";

    assertThat(SHIPPED.model("sonnet").structure()).isEqualTo(KnownModel.Structure.BY_SCHEMA);
    assertThat(with("models: {gpt: {json_schema: false}}").model("gpt").structure())
        .isEqualTo(KnownModel.Structure.BY_PROMPT);
    assertThat(with(elsewhere.formatted("")).model("sonnet").structure())
        .isEqualTo(KnownModel.Structure.BY_PROMPT);
    assertThat(with(elsewhere.formatted(", json_schema: true")).model("sonnet").structure())
        .isEqualTo(KnownModel.Structure.BY_SCHEMA);
  }

  @Test
  void a_providers_key_never_goes_to_another_server_unless_written() {
    assertThat(SHIPPED.model("sonnet").key())
        .isEqualTo(new KeySource.Variable("ANTHROPIC_API_KEY"));
    assertThat(SHIPPED.model("gpt").key()).isEqualTo(new KeySource.Variable("OPENAI_API_KEY"));
    var elsewhere = "models: {sonnet: {base_url: 'https://gateway.example/v1'%s}}";

    assertThat(with(elsewhere.formatted("")).model("sonnet").key()).isEqualTo(new KeySource.None());
    assertThat(with(elsewhere.formatted(", key_env: GATEWAY_KEY")).model("sonnet").key())
        .isEqualTo(new KeySource.Variable("GATEWAY_KEY"));
    assertThat(with(elsewhere.formatted(", key_file: ~/keys/gateway")).model("sonnet").key())
        .isEqualTo(new KeySource.File("~/keys/gateway"));
  }

  @Test
  void a_key_named_for_one_server_is_not_sent_to_the_next() {
    var named = with("models: {sonnet: {key_env: ANTHROPIC_TEAM_KEY}}");
    var moved =
        named.with(
            "models.yaml",
            "models: {sonnet: {base_url: 'https://x/v1'}}".getBytes(StandardCharsets.UTF_8));

    assertThat(named.model("sonnet").key()).isEqualTo(new KeySource.Variable("ANTHROPIC_TEAM_KEY"));
    assertThat(moved.orThrow().model("sonnet").key()).isEqualTo(new KeySource.None());
  }

  @Test
  void a_replay_model_reads_a_file() {
    var catalog =
        with(
            """
            models:
              demo:
                provider: replay
                file: /tmp/demo.jsonl
                context: 100000
                max_output: 10000
                price: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}
            """);

    assertThat(catalog.profile("demo").baseUrl()).hasValue(URI.create("file:///tmp/demo.jsonl"));
  }

  @Test
  void a_model_without_a_price_is_known_but_not_for_use() {
    var catalog = with("models: {own: {provider: openai, id: x, context: 1000, max_output: 100}}");

    assertThat(catalog.model("own").profile().price()).isEmpty();
    assertThatThrownBy(() -> catalog.profile("own"))
        .isInstanceOfSatisfying(
            OperatorException.class,
            e ->
                assertThat(e.nextStep())
                    .startsWith("Add its price to models.yaml")
                    .contains("sonnet, opus, haiku"))
        .hasMessage("The model 'own' has no price, so its calls cannot be held to a budget.");
  }

  @Test
  void an_unknown_name_is_answered_with_the_nearest() {
    assertThatThrownBy(() -> SHIPPED.profile("sonett"))
        .isInstanceOfSatisfying(
            OperatorException.class,
            e -> assertThat(e.nextStep()).startsWith("Did you mean 'sonnet'? Known are sonnet"))
        .hasMessage("The model 'sonett' is not known.");
  }

  @Test
  void a_model_that_thinks_is_given_room_for_it_and_others_are_not() {
    var thinking = with("models: {sonnet: {thinking_tokens: 8000}}").profile("sonnet");

    assertThat(thinking.window().thinkingTokens()).isEqualTo(8_000);
    assertThat(with("models: {sonnet: {}}").profile("sonnet").window().thinkingTokens()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          model: {}                                           | 1 | The key 'model' is not known here
          models: [sonnet]                                    | 1 | a map
          models: {own: {}}                                   | 1 | The key 'provider' is missing
          models: {sonnet: {provider: antropic}}              | 1 | 'antropic' is none of anthropic, openai, replay
          models: {sonnet: {maxoutput: 5}}                    | 1 | The key 'maxoutput' is not known here
          models: {sonnet: {max_output: 0}}                   | 1 | 0 is no whole number
          models: {sonnet: {max_output: 2000000}}             | 1 | max_output 2000000 is more than context 1000000
          models: {sonnet: {thinking_tokens: -1}}             | 1 | -1 is no whole number from 0
          models: {sonnet: {thinking_tokens: 128000}}         | 1 | leaves nothing of max_output 128000
          models: {sonnet: {price: {input: 1, output: 2}}}    | 1 | The key 'cache_read' is missing
          models: {sonnet: {price: {input: -1}}}              | 1 | -1 is no number from 0
          models: {sonnet: {base_url: ftp://x/v1}}            | 1 | base URL is http:// or https://
          models: {sonnet: {base_url: 'http://me:pw@x/v1'}}   | 1 | base URL is http:// or https://
          models: {sonnet: {key_env: sk-12 34}}               | 1 | is the name of an environment variable
          models: {sonnet: {key_env: A, key_file: /a}}        | 1 | Both key_env and key_file
          models: {sonnet: {key_file: keys/a}}                | 1 | neither absolute
          models: {sonnet: {file: /tmp/x}}                    | 1 | Only a replay model has a file
          models: {sonnet: {provider: replay}}                | 1 | A replay model has no file
          models: {Sonnet 5: {id: x}}                         | 1 | not made of lower-case letters
          """)
  void a_mistake_is_named_with_its_line(String yaml, int line, String problem) {
    assertThat(mistakes(yaml))
        .anySatisfy(mistake -> {
          assertThat(mistake.line()).isEqualTo(line);
          assertThat(mistake.problem()).containsIgnoringCase(problem);
        })
        .allSatisfy(mistake -> assertThat(mistake.toString()).doesNotContain("sk-12", "me:pw"));
  }

  @Test
  void all_mistakes_are_named_at_once() {
    var yaml =
        """
        models:
          sonnet:
            max_output: none
          own:
            provider: openai
        """;

    assertThat(mistakes(yaml)).extracting(Mistake::line).containsExactly(3, 4, 4, 4);
  }

  @Test
  void an_unencrypted_server_elsewhere_is_warned_of() {
    var reading = read("models: {sonnet: {base_url: 'http://gpu-box:8000/v1'}}");

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> assertThat(read.warnings().toString()).contains("not encrypted"));
  }

  private static List<Mistake> mistakes(String yaml) {
    return switch (read(yaml)) {
      case Reading.Read<ModelCatalog> _ -> List.of();
      case Reading.Mistaken<ModelCatalog>(_, var mistakes) -> mistakes;
    };
  }

  private static ModelCatalog with(String yaml) {
    return read(yaml).orThrow();
  }

  private static Reading<ModelCatalog> read(String yaml) {
    return SHIPPED.with("models.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Price price(String input, String output, String read, String write) {
    return new Price(
        new BigDecimal(input), new BigDecimal(output), new BigDecimal(read), new BigDecimal(write));
  }
}
