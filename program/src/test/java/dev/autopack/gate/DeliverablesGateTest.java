package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.syntax.JsonSyntax;
import dev.autopack.gate.syntax.XmlSyntax;
import dev.autopack.gate.syntax.YamlSyntax;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliverablesGateTest {
  private static final List<SyntaxCheck> SYNTAX =
      List.of(JsonSyntax.strict(), JsonSyntax.withComments(), new YamlSyntax(), new XmlSyntax());

  @Test
  void what_is_there_and_written_out_is_delivered() {
    assertThat(
            judge(
                Map.of("slug.py", "def slug(t):\n    pass\n"),
                Map.of("slug.py", "def slug(t):\n    return t.lower()\n"),
                Deliverable.of(new RepoPath("slug.py"))))
        .isEqualTo(new Verdict.Pass(GateName.DELIVERABLES, "1 of 1 delivered"));
  }

  @Test
  void a_claim_without_a_change_is_not_delivered() {
    var same = Map.of("slug.py", "def slug(t):\n    return t.lower()\n");

    assertThat(findings(same, same, Deliverable.of(new RepoPath("slug.py"))))
        .containsExactly("the deliverable 'slug.py' was not changed in this phase");
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, '',  x,  ''",
    "CREATE, x,   y,  'should be new, and was there before'",
    "CREATE, '',  '', 'is not there'",
    "MODIFY, x,   y,  ''",
    "MODIFY, '',  y,  'should be changed, and was not there before'",
    "MODIFY, x,   '', 'is not there'",
    "DELETE, x,   '', ''",
    "DELETE, x,   x,  'should be deleted, and is still there'",
    "DELETE, '',  '', 'should be deleted, and was never there'"
  })
  void the_action_is_what_was_promised(Action action, String before, String after, String said) {
    assertThat(findings(file("a.cfg", before), file("a.cfg", after), promised(action, "a.cfg", "")))
        .isEqualTo(said.isEmpty() ? List.of() : List.of("the deliverable 'a.cfg' " + said));
  }

  @Test
  void a_rename_moves_the_file() {
    var before = Map.of("old.cfg", "x");

    assertThat(
            findings(before, Map.of("new.cfg", "x"), promised(Action.RENAME, "new.cfg", "old.cfg")))
        .isEmpty();
    assertThat(
            findings(
                before,
                Map.of("old.cfg", "x", "new.cfg", "x"),
                promised(Action.RENAME, "new.cfg", "old.cfg")))
        .containsExactly("the deliverable 'new.cfg' should replace 'old.cfg', which is there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.py        | \\n                                              | is empty",
        "a.py        | # only words\\n                                  | holds nothing but comments",
        "__init__.py | # only words\\n                                  |",
        "a.java      | class A { int a( }                               | does not parse",
        "a.json      | {'a': 1}                                         | is not well formed: line 1",
        "a.json      | [1, 2] 3                                         | is not well formed",
        "a.json      | [1, 2] // two                                    | is not well formed",
        "tsconfig.json | {\"a\": 1,} // two                           |",
        "a.yaml      | a: [1                                            | is not well formed",
        "a.yaml      | a: 1\\n---\\nb: {{ c }}                          |",
        "a.xml       | <a><b></a>                                       | is not well formed: line 1",
        "a.xml       | <!DOCTYPE a><a>&nbsp;</a>                        |",
        "a.md        | # Title\\n\\nTODO: write this\\n                 | only says that it is still to be",
        "a.md        | # Title\\n\\nThe TODO list keeps what is open.   |",
        "a.rs        | fn a() { todo!() }                               | defines functions, and none of them does",
        "a.rs        | fn a() {}                                        | defines functions, and none of them does",
        "a.rs        | fn a() { b() } // todo!()                        |",
        "a.rs        | fn a() { b() }\\nfn b() { todo!() }              | has 'b' in line 2 still to be written",
        "a.js        | f() { throw new Error('Not implemented'); }      | is still to be written",
        "a.js        | f() { throw new Error('no such page'); }         |",
        "a.js        | on('x', () => { throw new Error('TODO'); });     | is still to be written in line 1",
        "a.ts        | export const f = (a: string): string => { throw new Error('TODO'); }; | defines functions",
        "a.ts        | export const noop = () => {};                    |",
        "a.ts        | export class A extends B { before(): void {} }   |",
        "a.kt        | fun a(): Int = TODO()                            | defines functions, and none of them does",
        "a.cs        | class A { int B() => throw new NotImplementedException(); } | defines functions",
        "a.c         | char *a(void) { return NULL; }                   | defines functions, and none of them does",
        "a.cpp       | int a() { throw std::logic_error(\"TODO\"); }     | defines functions, and none of them does",
        "a.java      | class A implements B { public void c() {} }      |",
        "a.java      | class A { void b() {} }                          | defines functions, and none of them does",
        "a.py        | class A(B):\\n    def c(self): pass               |",
        "a.go        | package a\\n<<<<<<< ours\\nvar A = 1\\n>>>>>>> b   | does not parse: line 2: a merge conflict",
        "a.go        | //go:build !linux\\npackage a\\nfunc setUp() {}     |",
        "a.go        | func a() { panic(\"implement me\") }               | defines functions, and none of them does"
      })
  void a_file_that_only_stands_for_one_is_told(String path, String text, String said) {
    var found =
        findings(
            Map.of(), Map.of(path, text.replace("\\n", "\n")), Deliverable.of(new RepoPath(path)));

    if (said == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).singleElement().asString().contains("'" + path + "' " + said);
    }
  }

  @Test
  void a_symbol_is_defined_in_code_not_in_a_comment_or_string() {
    var text =
        "# def ghost(): pass\nNOTE = 'class Ghost'\nclass Slugs:\n    def make(self): return 1\n";

    assertThat(
            findings(
                Map.of(),
                Map.of("a.py", text),
                withSymbols(
                    "a.py", "Slugs", "Slugs.make", "Slugs#make()", "NOTE", "ghost", "Ghost")))
        .containsExactly(
            "the deliverable 'a.py' does not define 'ghost'",
            "the deliverable 'a.py' does not define 'Ghost'");
    assertThat(
            findings(
                Map.of(),
                Map.of("a.go", "package a\n// Ghost\nfunc Make() int { return 1 }\n"),
                withSymbols("a.go", "Make", "Ghost")))
        .containsExactly("the deliverable 'a.go' does not define 'Ghost'");
  }

  @Test
  void a_named_symbol_that_does_nothing_is_a_stub_and_another_hollow_function_is_not() {
    var text = "def slug(t):\n    pass\ndef hook():\n    pass\ndef real():\n    return 1\n";

    assertThat(findings(Map.of(), Map.of("a.py", text), withSymbols("a.py", "slug", "real")))
        .containsExactly("the deliverable 'a.py' defines 'slug' without writing it out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.go | Slug       | func Slug() string { panic(\"TODO\") } func Real() int { return 1 }",
        "a.go | Cart       | type Cart struct{} func (c *Cart) Add() {} func Real() int { return 1 }",
        "a.rs | slug       | fn slug() -> Option<u8> { None } fn real() -> u8 { 1 }",
        "a.ts | Cart.total | class Cart { total(): number { throw new E('TODO'); } size() { return 1; } }",
        "a.js | slug       | exports.slug = (text) => {}; exports.real = () => 1;",
        "a.kt | slug       | fun slug(): String? = null ; fun real(): Int = 1",
        "a.cs | Total      | class Cart { int? Total() => null; int Size() => 1; }",
        "a.c  | slug       | char *slug(void); char *slug(void) { return NULL; } int real(void) { return 1; }",
        "a.cpp | add       | class Cart { void add(int a) {} int size() { return 1; } };",
        "a.java | Cart     | class Cart { Cart() {} void add() {} } class B { int c() { return d(); } }"
      })
  void a_named_symbol_is_written_out_in_every_language(String path, String symbol, String text) {
    assertThat(findings(Map.of(), Map.of(path, text), withSymbols(path, symbol)))
        .contains(
            "the deliverable '%s' defines '%s' without writing it out".formatted(path, symbol));
  }

  @Test
  void to_give_back_nothing_is_no_writing_of_what_is_new_and_may_be_a_change_to_what_was_there() {
    var none = "func slug(t string) *string { return nil }\n";
    var real = "func slug(t string) *string { return &t }\n";
    var open = "func slug(t string) *string { panic(\"TODO\") }\n";
    var asked = withSymbols("a.go", "slug");
    var stub = "the deliverable 'a.go' defines 'slug' without writing it out";

    assertThat(findings(Map.of(), Map.of("a.go", none), asked)).contains(stub);
    assertThat(findings(Map.of("a.go", open), Map.of("a.go", none), asked)).contains(stub);
    assertThat(findings(Map.of("a.go", real), Map.of("a.go", none), asked)).isEmpty();
  }

  @Test
  void a_placeholder_that_was_there_before_is_not_this_phases_while_others_were_written_out() {
    var refusal = "    raise NotImplementedError('TODO')\n";
    var before = "def a():\n" + refusal + "def b():\n" + refusal;
    var half = "def a():\n    return 1\ndef b():\n" + refusal;
    var none = before + "def c():\n    return 1\n";

    assertThat(findings(Map.of("a.py", before), Map.of("a.py", half), of("a.py"))).isEmpty();
    assertThat(findings(Map.of("a.py", before), Map.of("a.py", none), of("a.py")))
        .containsExactly(
            "the deliverable 'a.py' has 'a' in line 1 still to be written",
            "the deliverable 'a.py' has 'b' in line 3 still to be written");
    assertThat(findings(Map.of(), Map.of("a.py", half), of("a.py")))
        .containsExactly("the deliverable 'a.py' has 'b' in line 3 still to be written");
  }

  @Test
  void without_deliverables_the_gate_does_not_know() {
    assertThat(judge(Map.of(), Map.of("a", "x"))).isInstanceOf(Verdict.Unknown.class);
  }

  private static Verdict judge(
      Map<String, String> before, Map<String, String> after, Deliverable... deliverables) {
    return DeliverablesGate.judge(
        PhaseDraft.of(List.of(deliverables)), MapTree.of(before), MapTree.of(after), SYNTAX);
  }

  private static List<String> findings(
      Map<String, String> before, Map<String, String> after, Deliverable... deliverables) {
    return switch (judge(before, after, deliverables)) {
      case Verdict.Pass _ -> List.of();
      case Verdict.Fail fail -> fail.findings().stream().map(GateFinding::text).toList();
      case Verdict.Unknown unknown -> List.of(unknown.summary());
    };
  }

  private static Map<String, String> file(String path, String text) {
    return text.isEmpty() ? Map.of() : Map.of(path, text);
  }

  private static Deliverable of(String path) {
    return Deliverable.of(new RepoPath(path));
  }

  private static Deliverable promised(Action action, String path, String from) {
    return new Deliverable(
        new RepoPath(path),
        Optional.of(action),
        from.isEmpty() ? Optional.empty() : Optional.of(new RepoPath(from)),
        List.of(),
        OptionalInt.empty(),
        List.of());
  }

  private static Deliverable withSymbols(String path, String... symbols) {
    return new Deliverable(
        new RepoPath(path),
        Optional.empty(),
        Optional.empty(),
        List.of(symbols),
        OptionalInt.empty(),
        List.of());
  }

  @Test
  void the_verdict_counts_deliverables_and_not_what_is_wrong_with_each() {
    var verdict =
        judge(
            Map.of("a.cfg", "x"),
            Map.of("a.cfg", "x", "b.cfg", "y", "c.cfg", "z"),
            promised(Action.CREATE, "a.cfg", ""),
            promised(Action.CREATE, "b.cfg", ""),
            promised(Action.CREATE, "c.cfg", ""));

    assertThat(verdict.summary()).isEqualTo("1 of 3 not delivered");
    assertThat(((Verdict.Fail) verdict).findings()).hasSize(2);
  }

  @Test
  void what_holds_no_text_is_delivered_by_being_there() {
    for (var kind : Tree.Kind.values()) {
      var after = MapTree.of(Map.of("a.py", "def a():\n    pass\n")).with("a.py", kind);
      var verdict =
          DeliverablesGate.judge(
              PhaseDraft.of(List.of(of("a.py"))), MapTree.of(Map.of()), after, SYNTAX);
      var holdsText = kind == Tree.Kind.FILE || kind == Tree.Kind.EXECUTABLE;

      assertThat(verdict instanceof Verdict.Fail).as(kind.name()).isEqualTo(holdsText);
    }
    assertThat(findings(Map.of(), Map.of("a.json", "\0{"), of("a.json"))).isEmpty();
    assertThat(findings(Map.of(), Map.of("a.json", "{\0"), of("a.json"))).isEmpty();
  }

  @Test
  void a_file_that_nobody_reads_here_is_looked_through_for_its_words() {
    assertThat(
            findings(
                Map.of(),
                Map.of("a.rb", "def slug\n  throw new NotImplementedException\nend\n"),
                withSymbols("a.rb", "Shop#slug", "ghost")))
        .containsExactly(
            "the deliverable 'a.rb' is still to be written in line 2",
            "the deliverable 'a.rb' does not define 'ghost'");
  }

  @Test
  void in_a_language_that_is_read_by_its_rules_a_use_is_no_definition_and_words_are_no_stub() {
    var text =
        "class A { int a() { int x = TODO(1); return x + ghost(); } int TODO(int i) { return i; } }";

    assertThat(findings(Map.of(), Map.of("A.java", text), withSymbols("A.java", "a", "ghost")))
        .containsExactly("the deliverable 'A.java' does not define 'ghost'");
    assertThat(
            findings(
                Map.of(),
                Map.of("a.js", "function a() { return ghost(); }\n"),
                withSymbols("a.js", "a", "ghost")))
        .isEmpty();
  }

  @Test
  void functions_without_a_name_that_are_still_to_be_written_are_counted() {
    var open = "on('x', () => { throw new Error('TODO'); });\n";
    var done = "on('y', () => { go(); });\n";

    assertThat(findings(Map.of("a.js", open + open), Map.of("a.js", open + done), of("a.js")))
        .isEmpty();
    assertThat(findings(Map.of("a.js", open), Map.of("a.js", done + open), of("a.js")))
        .containsExactly("the deliverable 'a.js' is still to be written in line 2");
    assertThat(findings(Map.of("a.js", open), Map.of("a.js", open + open), of("a.js"))).hasSize(1);
    assertThat(findings(Map.of("a.js", done), Map.of("a.js", open + done), of("a.js"))).hasSize(1);
  }

  @Test
  void what_has_no_body_by_its_nature_writes_nothing_out() {
    var text =
        "abstract class A { abstract int a();"
            + " int b() { throw new UnsupportedOperationException(\"TODO\"); } }";

    assertThat(findings(Map.of(), Map.of("A.java", "interface A { int a(); }"), of("A.java")))
        .isEmpty();
    assertThat(findings(Map.of(), Map.of("A.java", text), of("A.java")))
        .containsExactly(
            "the deliverable 'A.java' defines functions, and none of them does anything yet");
  }

  @Test
  void another_function_that_was_written_out_says_nothing_of_one_that_gives_back_nothing() {
    var real = "package a\nfunc real(t string) *string { return &t }\n";
    var none = real + "func slug(t string) *string { return nil }\n";

    assertThat(findings(Map.of("a.go", real), Map.of("a.go", none), withSymbols("a.go", "slug")))
        .containsExactly("the deliverable 'a.go' defines 'slug' without writing it out");
  }

  @Test
  void a_rename_is_of_what_was_there() {
    assertThat(
            findings(
                Map.of(), Map.of("new.cfg", "x"), promised(Action.RENAME, "new.cfg", "old.cfg")))
        .containsExactly(
            "the deliverable 'new.cfg' should replace 'old.cfg', which never was there");
  }
}
