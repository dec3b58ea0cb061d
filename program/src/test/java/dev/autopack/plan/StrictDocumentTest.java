package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.error.OperatorException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StrictDocumentTest {
  private record Price(String name, BigDecimal usd) {}

  @Test
  void a_document_without_mistakes_is_the_value_of_its_walk() {
    assertThat(read("name: x\nusd: 1.50\n", StrictDocumentTest::price))
        .isEqualTo(new Reading.Read<>(new Price("x", new BigDecimal("1.50")), List.of()));
  }

  @Test
  void all_mistakes_are_told_at_once_each_with_line_key_path_and_nearest_name() {
    assertThat(mistakes("nmae: x\nname: [y]\nname: z\n", StrictDocumentTest::price))
        .containsExactly(
            "p.yaml:1: nmae: The key 'nmae' is not known here. Did you mean 'name'?",
            "p.yaml:1: The key 'usd' is missing. Add it.",
            "p.yaml:2: name: A list stands where a text belongs. Write a text.",
            "p.yaml:3: name: The key 'name' stands here again; it is already on line 2."
                + " Remove one of them.");
  }

  @Test
  void a_name_like_none_of_the_known_ones_is_answered_with_all_of_them() {
    assertThat(mistakes("usd: 1\nbudget: 2\n", StrictDocumentTest::price))
        .containsExactly(
            "p.yaml:2: budget: The key 'budget' is not known here. Use one of: usd, name.");
  }

  @Test
  void json_is_told_by_the_name_of_the_file() {
    var json = "{\"usd\": 2,\n \"name\": \"x\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(StrictDocument.read("p.json", json, StrictDocumentTest::price).orThrow())
        .isEqualTo(new Price("x", new BigDecimal(2)));
  }

  @Test
  void mistakes_become_one_exception_with_a_line_each() {
    assertThatThrownBy(() -> read("- 1\n", StrictDocumentTest::price).orThrow())
        .isInstanceOfSatisfying(
            OperatorException.class,
            exception ->
                assertThat(exception.nextStep())
                    .isEqualTo("Correct it in p.yaml and run the command again."))
        .hasMessage(
            "p.yaml:1: A list stands where a map belongs."
                + " Write a map. Each line of it is 'key: value'.");
  }

  @Test
  void a_tilde_is_nothing_and_between_quotes_a_text() {
    var texts = "a: ~\nb: \"~\"\nc: '~'\nd: |-\n  ~\né: é ~\nf: &x ~\n";

    var nothing =
        read(
                texts,
                root -> {
                  var map = root.openMap();
                  return Optional.of(
                      List.of("a", "b", "c", "d", "é", "f").stream()
                          .filter(key -> map.find(key).filter(StrictNode::isNothing).isPresent())
                          .toList());
                })
            .orThrow();

    assertThat(nothing).containsExactly("a", "f");
  }

  private static Optional<Price> price(StrictNode root) {
    var map = root.map("usd", "name");
    var usd = map.require("usd").flatMap(StrictNode::amount);
    var name = map.find("name").flatMap(StrictNode::text);
    return usd.map(amount -> new Price(name.orElse("-"), amount));
  }

  private static <T> Reading<T> read(String text, Function<StrictNode, Optional<T>> walk) {
    return StrictDocument.read("p.yaml", text.getBytes(StandardCharsets.UTF_8), walk);
  }

  private static <T> List<String> mistakes(String text, Function<StrictNode, Optional<T>> walk) {
    return switch (read(text, walk)) {
      case Reading.Read<T> read -> List.of("read " + read.value());
      case Reading.Mistaken<T>(var source, var mistakes) ->
          mistakes.stream().map(mistake -> mistake.text(source)).toList();
    };
  }
}
