package dev.autopack.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrammarTest {
  @Test
  void a_tree_has_kinds_fields_lines_and_offsets() {
    var text = "package p\n\n// größer\nfunc größe() {}\n";
    var tree = parse(Grammar.GO, text);

    var function = tree.childOf(0, "function_declaration");
    var name = tree.child(function, "name");

    assertThat(tree.line(function)).isEqualTo(4);
    assertThat(text.substring(tree.start(name), tree.end(name))).isEqualTo("größe");
    assertThat(tree.parent(name)).isEqualTo(function);
    assertThat(tree.field(name)).isEqualTo("name");
    assertThat(tree.child(function, "receiver")).isEqualTo(SyntaxTree.NONE);
  }

  @Test
  void siblings_and_what_lies_behind_a_node_are_found() {
    var tree = parse(Grammar.GO, "package p\nvar a = 1\nvar b = 2\n");

    var first = tree.childOf(0, "var_declaration");
    var second = tree.after(first);
    while (!tree.kind(second).equals("var_declaration")) {
      second = tree.nextSibling(second);
    }

    assertThat(tree.line(second)).isEqualTo(3);
    assertThat(tree.parent(second)).isZero();
    assertThat(tree.after(0)).isEqualTo(tree.size());
  }

  @Test
  void broken_places_are_marked() {
    var tree = parse(Grammar.GO, "package p\nfunc f( {\n}\n");

    assertThat(IntStream.range(0, tree.size()))
        .anyMatch(node -> tree.isError(node) || tree.isMissing(node));
  }

  @ParameterizedTest
  @EnumSource
  void every_grammar_reads_whatever_it_is_given(Grammar grammar) {
    for (var text : List.of("", "\n", "}}}", "\0\u0001", "\ud800", "a".repeat(10_000), "((((")) {
      assertThat(grammar.parse(text)).isInstanceOf(Parsed.Tree.class);
    }
  }

  @Test
  void deep_nesting_is_read_without_recursion() {
    var text = "x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + ";";

    assertThat(Grammar.JAVASCRIPT.parse(text)).isNotInstanceOf(Parsed.Unavailable.class);
  }

  @Test
  void several_threads_may_parse_at_once() throws Exception {
    var text = "package p\n" + "func f() { g(1) }\n".repeat(200);
    var alone = parse(Grammar.GO, text).size();
    Callable<Integer> parse = () -> parse(Grammar.GO, text).size();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var size : threads.invokeAll(List.of(parse, parse, parse, parse))) {
        assertThat(size.get()).isEqualTo(alone);
      }
    }
  }

  private static SyntaxTree parse(Grammar grammar, String text) {
    return ((Parsed.Tree) grammar.parse(text)).tree();
  }
}
