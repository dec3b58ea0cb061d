package dev.autopack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.GateName;
import dev.autopack.gate.Ruling;
import dev.autopack.gate.Verdict;
import dev.autopack.gate.Waiver;
import dev.autopack.governance.Grant;
import dev.autopack.output.Unit;
import dev.autopack.plan.Limits;
import dev.autopack.run.RunEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stored JSON looks like, and what is made of JSON that others spoilt. */
class JsonTest {
  /** Rows outlive this version: a change here makes them unreadable. */
  @Test
  void a_unit_is_written_by_its_cases_and_components() {
    var unit =
        new Unit.Change(new FileEdit.Rename(new RepoPath("b.py"), new RepoPath("a.py"), List.of()));

    assertThat(Json.write(Unit.class, unit))
        .isEqualTo(
            "{\"type\":\"Change\",\"edit\":{\"type\":\"Rename\",\"path\":\"b.py\","
                + "\"from\":\"a.py\",\"replacements\":[]}}");
  }

  @Test
  void what_is_optional_may_be_null_or_missing() {
    assertThat(Json.write(Limits.class, Limits.NONE))
        .isEqualTo("{\"tokens\":null,\"usd\":null,\"minutes\":null,\"attempts\":null}");
    assertThat(Json.read(Limits.class, "{\"usd\":null}")).isEqualTo(Limits.NONE);
  }

  @Test
  void a_field_that_this_version_does_not_know_is_passed_over() {
    var json = "{\"gate\":\"TESTS\",\"since\":{\"deep\":[1,{}]},\"grantedBy\":\"ann\"}";

    assertThat(Json.read(Waiver.class, json)).isEqualTo(new Waiver(GateName.TESTS, "ann"));
  }

  @Test
  void half_a_character_is_replaced_and_nul_is_kept() {
    var event = new RunEvent("a", Map.of("\ud83d", "\udc00\ud83d"), "\0 \ud83d\ude3a");

    assertThat(Json.read(RunEvent.class, Json.write(RunEvent.class, event)))
        .isEqualTo(new RunEvent("a", Map.of("\ufffd", "\ufffd\ufffd"), "\0 \ud83d\ude3a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"source\":\"p\",\"by\":\"ann\"} | the Grant has no 'paths'",
        "{\"source\":\"p\",\"paths\":[\"a\",\"../b\"],\"by\":\"ann\"} | paths[1]: '../b' is no RepoPath",
        "{\"source\":\"p\",\"paths\":[{}],\"by\":\"ann\"} | paths[0]: START_OBJECT stands where a text should",
        "{\"source\":\"p\",\"paths\":\"a\",\"by\":\"ann\"} | paths: VALUE_STRING stands where a list should",
        "{\"source\":null,\"paths\":[],\"by\":\"ann\"} | source: VALUE_NULL stands where a text should",
        "[] | START_ARRAY stands where an object should",
        "{\"source\":\"p\" | no JSON",
        "{\"source\":\"p\",\"paths\":[],\"by\":\"ann\"}{} | more follows the value",
        "nonsense | no JSON",
      })
  void json_that_is_no_such_value_says_where_and_why(String json, String problem) {
    assertThatThrownBy(() -> Json.read(Grant.class, json))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void empty_text_is_no_value() {
    assertThatThrownBy(() -> Json.read(Grant.class, "")).isInstanceOf(UnreadableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"gate\":\"TESTS\",\"summary\":\"s\"}",
        "{\"type\":\"Maybe\",\"gate\":\"TESTS\"}",
        "{\"type\":7}",
        "{}",
        "[]",
      })
  void a_case_that_is_unknown_or_unsaid_is_refused(String json) {
    assertThatThrownBy(() -> Json.read(Verdict.class, json))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void a_constant_of_another_version_is_refused_by_name() {
    assertThatThrownBy(() -> Json.read(Waiver.class, "{\"gate\":\"KARMA\",\"grantedBy\":\"ann\"}"))
        .hasMessage(
            "gate: 'KARMA' is no GateName: it knows [TESTS, DELIVERABLES, MANIFEST, QUALITY]");
  }

  @Test
  void a_number_that_does_not_fit_is_refused() {
    assertThatThrownBy(() -> Json.read(Limits.class, "{\"minutes\":3000000000}"))
        .hasMessage("minutes: 3000000000 is too large");
    assertThatThrownBy(() -> Json.read(Limits.class, "{\"tokens\":99999999999999999999}"))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void a_value_that_its_type_refuses_is_refused_with_its_own_words() {
    assertThatThrownBy(() ->
            Json.read(FileEdit.class, "{\"type\":\"Edit\",\"path\":\"a\",\"replacements\":[]}"))
        .hasMessageContaining("an edit of 'a' without a replacement");
  }

  @Test
  void a_ruling_is_never_stored_since_only_the_finalizer_makes_one() {
    assertThatThrownBy(() -> Json.write(Ruling.class, new Ruling.NotComplete(List.of(), List.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its case Complete is no record");
  }

  private record Deep(List<Deeper> deeper) {}

  private record Deeper(Thread thread) {}

  @Test
  void a_type_is_refused_for_any_part_of_it() {
    assertThatThrownBy(() -> Form.of(Deep.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("java.lang.Thread cannot be stored");
  }

  private record Tree(String name, List<Tree> children) {}

  @Test
  void a_type_may_hold_itself() {
    var tree = new Tree("a", List.of(new Tree("b", List.of())));

    assertThat(Json.read(Tree.class, Json.write(Tree.class, tree))).isEqualTo(tree);
  }
}
