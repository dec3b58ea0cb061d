package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.code.WordCache;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Declaration.DeclaredFile;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.Scope;
import dev.autopack.testing.MapTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestGateTest {
  private static final String SLUG = "def slug(t):\n    return t.lower()\n";
  private static final String USE =
      "from slug import slug\n\ndef test_it():\n    assert slug('A')\n";

  @Test
  void what_was_declared_and_stands_in_the_tree_holds() {
    var verdict =
        new Case(Map.of(), Map.of("slug.py", SLUG, "test_slug.py", USE))
            .declaring(declared("slug.py", Action.CREATE, "slug"))
            .declaring(declared("test_slug.py", Action.CREATE, "test_it"))
            .judge();

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Pass(GateName.MANIFEST, "2 files and 2 symbols declared, all in the tree"));
  }

  @Test
  void where_nothing_was_claimed_there_is_nothing_to_hold_the_tree_to() {
    assertThat(new Case(Map.of("a.txt", "x"), Map.of("a.txt", "y")).judge().summary())
        .isEqualTo(
            "nothing was declared and the plan names no symbol, so there was nothing to hold the"
                + " tree to");
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, '', '', 'was declared, and is not there'",
    "CREATE, x,  y,  'was declared as a new file, and was there before'",
    "CREATE, '', y,  ''",
    "MODIFY, '', y,  'was declared to be changed, and was not there before'",
    "MODIFY, x,  x,  'was declared to be changed, and was not changed'",
    "MODIFY, x,  y,  ''",
    "DELETE, x,  x,  'was declared to be deleted, and is still there'",
    "DELETE, x,  '', ''",
    "RENAME, '', y,  ''"
  })
  void the_declared_action_is_what_happened(Action action, String was, String is, String said) {
    var findings =
        new Case(file("a.cfg", was), file("a.cfg", is))
            .declaring(declared("a.cfg", action))
            .findings();

    assertThat(findings)
        .isEqualTo(said.isEmpty() ? List.of() : List.of("the file 'a.cfg' " + said));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.py  | def outer():\\n    def slug():\\n        return 1\\n    return slug\\n",
        "a.py  | async def slug():\\n    return 1\\n",
        "a.py  | slug = 3\\n",
        "a.py  | class A:\\n    class slug:\\n        x = 1\\n",
        "A.java | class A { int slug(int a) { return a; } int slug() { return 1; } }\\n",
        "A.java | class A { static final int slug = 1; }\\n",
        "A.java | class A { record slug(int a) {} }\\n",
        "a.ts  | export const slug = async (t: string) => t;\\n",
        "a.ts  | export class A { async slug() { return 1; } }\\n",
        "a.go  | package a\\n\\nconst slug = 3\\n",
        "a.rs  | impl A { pub async fn slug(&self) -> i32 { 1 } }\\n",
        "a.cs  | class A { const int slug = 1; }\\n",
        "A.kt  | class A { suspend fun slug() = 1 }\\n",
        "a.cpp | namespace b { int slug(int a) { return a; } }\\n"
      })
  void symbols_are_found_however_they_are_defined(String path, String text) {
    var after = Map.of(path, text.replace("\\n", "\n"));

    assertThat(
            new Case(Map.of(), after)
                .declaring(declared(path, Action.CREATE, "slug"))
                .wrong("symbol"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.py   | # def slug(): later\\nx = 'slug'\\n",
        "a.py   | import slug\\nprint(slug)\\n",
        "A.java | class A { /* int slug() */ String s = \"slug\"; }\\n",
        "a.ts   | // export function slug() {}\\nexport const x = 'slug';\\n",
        "a.go   | package a\\n\\n// func slug() {}\\nvar x = `slug`\\n",
        "a.rs   | // fn slug() {}\\npub const X: &str = \"slug\";\\n"
      })
  void what_only_stands_in_a_comment_or_a_text_is_no_symbol(String path, String text) {
    var after = Map.of(path, text.replace("\\n", "\n"));

    assertThat(
            new Case(Map.of(), after)
                .declaring(declared(path, Action.CREATE, "slug"))
                .wrong("symbol"))
        .containsExactly("the file '%s' should define 'slug', and does not".formatted(path));
  }

  @Test
  void under_syntax_errors_the_word_is_enough_and_that_is_said() {
    var broken = "def slug(t:\n    return t\n";

    assertThat(
            told(
                new Case(Map.of(), Map.of("a.py", broken))
                    .declaring(declared("a.py", Action.CREATE, "slug"))
                    .judge()))
        .singleElement()
        .asString()
        .startsWith("'a.py': its symbols are less sure than elsewhere: line 1 does not parse");
    assertThat(
            new Case(Map.of(), Map.of("a.py", broken))
                .declaring(declared("a.py", Action.CREATE, "other"))
                .findings())
        .containsExactly("the file 'a.py' should define 'other', and does not");
  }

  @ParameterizedTest
  @CsvSource({
    "shop/__init__.py, 'from .slug import slug', 1",
    "shop/names.py, 'from .slug import slug', 0",
    "web/index.ts, 'export { slug } from \"./slug\";', 1"
  })
  void a_file_that_passes_on_what_others_define_holds_it_by_its_name(
      String path, String text, int told) {
    var verdict =
        new Case(Map.of(), Map.of(path, text + "\n"))
            .declaring(declared(path, Action.CREATE, "slug"))
            .judge();

    assertThat(verdict instanceof Verdict.Pass).isEqualTo(told > 0);
    if (verdict instanceof Verdict.Pass pass) {
      assertThat(pass.told())
          .containsExactly(
              "'%s': 'slug' was found by its name alone: the file passes on what others define"
                  .formatted(path));
    }
  }

  @Test
  void symbols_of_the_plan_are_held_where_nothing_was_declared() {
    var planned =
        new Deliverable(
            new RepoPath("slug.py"),
            Optional.empty(),
            Optional.empty(),
            List.of("slug", "unslug"),
            OptionalInt.empty(),
            List.of());

    assertThat(new Case(Map.of(), Map.of("slug.py", SLUG)).planning(planned).findings())
        .containsExactly("the file 'slug.py' should define 'unslug', and does not");
  }

  @Test
  void a_file_that_is_declared_again_is_what_was_said_last() {
    assertThat(
            new Case(Map.of(), Map.of("slug.py", SLUG, "test_slug.py", USE))
                .declaring(declared("slug.py", Action.CREATE, "slugify"))
                .declaring(declared("slug.py", Action.CREATE, "slug"))
                .findings())
        .isEmpty();
  }

  @Test
  void what_was_neither_declared_nor_planned_is_told() {
    assertThat(
            told(
                new Case(Map.of(), Map.of("a.txt", "a", "b.txt", "b"))
                    .declaring(declared("a.txt", Action.CREATE))
                    .judge()))
        .containsExactly("'b.txt' was changed, and neither declared nor in the plan");
  }

  @Test
  void what_the_plan_forbids_blocks() {
    var scope = new Scope(List.of(), List.of(), List.of(new PathPattern("secret/**")), List.of());

    assertThat(new Case(Map.of(), Map.of("secret/a.txt", "a")).in(scope).findings())
        .containsExactly("the file 'secret/a.txt' was changed, and the plan forbids that");
  }

  @Test
  void a_length_far_from_what_was_declared_is_told() {
    var file =
        new DeclaredFile(
            new RepoPath("a.txt"), Action.CREATE, List.of(), OptionalInt.of(200), List.of());

    assertThat(told(new Case(Map.of(), Map.of("a.txt", "a\nb\n")).declaring(file).judge()))
        .containsExactly("'a.txt' was declared with 200 lines and has 2");
  }

  @Test
  void a_new_public_function_that_nothing_names_is_unreachable() {
    var lonely = Map.of("pkg/slug.py", SLUG);

    assertThat(new Case(Map.of(), lonely).findings())
        .containsExactly(
            "'slug' in 'pkg/slug.py', line 1, is new and public, and no other file names it, not"
                + " even a test; use it, test it, make it private, or leave it out");
    assertThat(new Case(Map.of(), with(lonely, "test_slug.py", USE)).findings()).isEmpty();
    assertThat(new Case(Map.of(), with(lonely, "README.md", "Call `slug`.")).findings()).isEmpty();
    assertThat(new Case(lonely, Map.of("pkg/slug.py", SLUG + "X = 1\n")).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "cli.py         | def slug():\\n    return 1\\n",
        "bin/slug.py    | def slug():\\n    return 1\\n",
        "slug.py        | def slug():\\n    return 1\\nif __name__ == '__main__':\\n    pass\\n",
        "web.py         | @app.get('/')\\ndef slug():\\n    return 1\\n",
        "plug.py        | class Slug(Plugin):\\n    x = 1\\n",
        "src/A.java     | @Component\\npublic class A { }\\n",
        "src/A.java     | public class A implements B { }\\n",
        "src/A.cs       | [Export] public class A { }",
        "slug.py        | def _slug():\\n    return 1\\n",
        "page.ts        | export default function page() { return 1; }\\n"
      })
  void what_may_be_found_without_its_name_never_blocks(String path, String text) {
    assertThat(new Case(Map.of(), Map.of(path, text.replace("\\n", "\n"))).findings()).isEmpty();
  }

  @Test
  void where_files_beside_it_are_unnamed_too_it_is_only_told() {
    var before = Map.of("checks/one.py", "def one():\n    return 1\n");

    assertThat(
            told(
                new Case(before, with(before, "checks/two.py", "def two():\n    return 2\n"))
                    .judge()))
        .containsExactly(
            "'two' in 'checks/two.py', line 1, is named by no other file: files beside it are found"
                + " without their names, too");
  }

  private static Map<String, String> with(Map<String, String> files, String path, String text) {
    var more = new HashMap<>(files);
    more.put(path, text);
    return more;
  }

  private static Map<String, String> file(String path, String text) {
    return text.isEmpty() ? Map.of() : Map.of(path, text);
  }

  private static DeclaredFile declared(String path, Action action, String... symbols) {
    return new DeclaredFile(
        new RepoPath(path), action, List.of(symbols), OptionalInt.empty(), List.of());
  }

  private static List<String> told(Verdict verdict) {
    return ((Verdict.Pass) verdict).told();
  }

  /** Two trees, and what was said of them. */
  private record Case(
      Map<String, String> before,
      Map<String, String> after,
      List<Declaration> declarations,
      List<Deliverable> planned,
      Scope scope) {
    Case(Map<String, String> before, Map<String, String> after) {
      this(before, after, List.of(), List.of(), Scope.NONE);
    }

    Case declaring(DeclaredFile file) {
      var all = new java.util.ArrayList<>(declarations);
      all.add(new Declaration(List.of(file)));
      return new Case(before, after, all, planned, scope);
    }

    Case planning(Deliverable file) {
      return new Case(before, after, declarations, List.of(file), scope);
    }

    Case in(Scope other) {
      return new Case(before, after, declarations, planned, other);
    }

    Verdict judge() {
      var paths = new TreeSet<>(before.keySet());
      paths.addAll(after.keySet());
      var changed =
          paths.stream()
              .filter(path ->
                  !Optional.ofNullable(before.get(path))
                      .equals(Optional.ofNullable(after.get(path))))
              .map(RepoPath::new)
              .toList();
      return ManifestGate.judge(
          new ManifestQuestion(
              declarations,
              planned,
              scope,
              changed,
              MapTree.of(before),
              MapTree.of(after),
              new WordCache()));
    }

    List<String> findings() {
      return judge() instanceof Verdict.Fail(_, _, var findings)
          ? findings.stream().map(GateFinding::text).toList()
          : List.of();
    }

    List<String> wrong(String cause) {
      return judge() instanceof Verdict.Fail(_, _, var findings)
          ? findings.stream()
              .filter(each -> each.fingerprint().startsWith(cause))
              .map(GateFinding::text)
              .toList()
          : List.of();
    }
  }

  @Test
  void a_file_both_declared_and_planned_is_held_to_what_was_declared() {
    var planned =
        new Deliverable(
            new RepoPath("slug.py"),
            Optional.empty(),
            Optional.empty(),
            List.of("other"),
            OptionalInt.empty(),
            List.of());

    assertThat(
            new Case(Map.of(), Map.of("slug.py", SLUG, "test_slug.py", USE))
                .declaring(declared("slug.py", Action.CREATE, "slug"))
                .planning(planned)
                .judge()
                .summary())
        .isEqualTo("1 files and 1 symbols declared, all in the tree");
  }

  @ParameterizedTest
  @CsvSource({
    "40, 2, ''",
    "41, 2, told",
    "2, 41, told",
    "60, 20, ''",
    "61, 20, told",
    "60, 25, ''"
  })
  void a_length_is_far_off_past_three_times_of_more_than_forty_lines(
      int expected, int actual, String said) {
    var file =
        new DeclaredFile(
            new RepoPath("a.txt"), Action.CREATE, List.of(), OptionalInt.of(expected), List.of());

    assertThat(
            told(new Case(Map.of(), Map.of("a.txt", "a\n".repeat(actual))).declaring(file).judge()))
        .hasSize(said.isEmpty() ? 0 : 1);
  }

  @Test
  void what_the_plan_forbids_elsewhere_forbids_nothing_here() {
    var scope = new Scope(List.of(), List.of(), List.of(new PathPattern("secret/**")), List.of());

    assertThat(new Case(Map.of(), Map.of("open/a.txt", "a")).in(scope).findings()).isEmpty();
  }

  @Test
  void both_ends_of_a_planned_renaming_are_in_the_plan_and_another_file_is_not() {
    var renamed =
        new Deliverable(
            new RepoPath("new.txt"),
            Optional.of(Action.RENAME),
            Optional.of(new RepoPath("old.txt")),
            List.of(),
            OptionalInt.empty(),
            List.of());

    assertThat(
            told(
                new Case(Map.of("old.txt", "x"), Map.of("new.txt", "x", "a.txt", "a", "b.txt", "b"))
                    .declaring(declared("a.txt", Action.CREATE))
                    .planning(renamed)
                    .judge()))
        .containsExactly("'b.txt' was changed, and neither declared nor in the plan");
  }

  @Test
  void of_much_that_is_told_twelve_lines_are_shown() {
    assertThat(told(undeclared(12))).hasSize(12).noneMatch(line -> line.startsWith("and "));
    assertThat(told(undeclared(14))).hasSize(13).last().isEqualTo("and 2 more");
  }

  private static Verdict undeclared(int files) {
    var after = new HashMap<String, String>();
    for (int i = 0; i < files; i++) {
      after.put("b%d.txt".formatted(i), "b");
    }
    return new Case(Map.of(), with(after, "a.txt", "a"))
        .declaring(declared("a.txt", Action.CREATE))
        .judge();
  }

  @Test
  void a_function_that_is_added_to_others_is_unreachable_too() {
    var before = with(Map.of("pkg/slug.py", SLUG), "test_slug.py", USE);
    var after = with(before, "pkg/slug.py", SLUG + "def unslug(t):\n    return t\n");

    assertThat(new Case(before, after).findings())
        .singleElement()
        .asString()
        .startsWith("'unslug' in 'pkg/slug.py', line 3, is new and public");
  }

  @Test
  void of_a_file_that_could_not_be_read_before_nothing_is_known_to_be_new() {
    var before = Map.of("pkg/slug.py", "def slug(t:\n");

    assertThat(new Case(before, Map.of("pkg/slug.py", SLUG)).findings()).isEmpty();
  }

  @Test
  void a_method_is_reached_by_its_type_and_a_type_in_a_namespace_is_not() {
    var type = "class Slugs:\n    def unused(self):\n        return 1\n";
    var use = "from slugs import Slugs\n\ndef test_it():\n    assert Slugs()\n";

    assertThat(new Case(Map.of(), Map.of("pkg/slugs.py", type, "test_slugs.py", use)).findings())
        .isEmpty();
    assertThat(
            new Case(
                    Map.of(),
                    Map.of("src/Lonely.cs", "namespace Shop { public class Lonely { int a; } }\n"))
                .findings())
        .singleElement()
        .asString()
        .startsWith("'Lonely' in 'src/Lonely.cs', line 1, is new and public");
  }

  @Test
  void a_use_in_its_own_file_is_a_use_even_in_the_line_of_another_function() {
    assertThat(
            new Case(Map.of(), Map.of("pkg/slug.py", SLUG + "def _use(): return slug('A')\n"))
                .findings())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "other/one.py, 'def one():\n    return 1\n', ''",
    "checks/one.js, 'export function one() { return 1; }\n', ''",
    "checks/test_one.py, 'def test_one():\n    assert True\n', ''",
    "checks/one.py, 'def one():\n    return 1\n', 'one()'",
    "checks/cli.py, 'def one():\n    return 1\n', ''"
  })
  void files_elsewhere_of_another_kind_or_named_say_nothing_of_one_beside_them(
      String path, String text, String use) {
    var before = Map.of(path, text.replace("\\n", "\n"), "README.md", "read " + use);

    assertThat(
            new Case(before, with(before, "checks/two.py", "def two():\n    return 2\n"))
                .findings())
        .singleElement()
        .asString()
        .startsWith("'two' in 'checks/two.py'");
  }

  @Test
  void what_is_marked_above_its_name_may_be_found_by_that() {
    assertThat(
            new Case(Map.of(), Map.of("src/slug.rs", "#[no_mangle]\npub fn slug() -> u8 { 1 }\n"))
                .findings())
        .isEmpty();
    assertThat(
            new Case(Map.of(), Map.of("src/slug.rs", "#[a]\n\npub fn slug() -> u8 { 1 }\n"))
                .findings())
        .hasSize(1);
  }
}
