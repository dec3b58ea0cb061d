package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.code.References.Reference;
import dev.autopack.edit.RepoPath;
import dev.autopack.testing.MapTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = ';',
      value = {
        "java; ^class B {\n  int x = A.Wanted;\n}^",
        "kt; ^fun b() =\n  \"${a.Wanted}\".length^",
        "kt; ^fun b() =\n  \"$Wanted!\"^",
        "kts; ^val b =\n  \"\"\"a \"${Wanted(1)}\" b\"\"\"^",
        "py; ^import a\nprint(f'{a.Wanted:>10} {{no}}')^",
        "py; ^import a\nb = rf\"\"\"{a.Wanted!r}\"\"\"^",
        "pyi; ^import a\ndef b(x: Wanted) -> None: ...^",
        "ts; ^const b =\n  `x ${a.f(`${Wanted}`)}`^",
        "tsx; ^const b =\n  <Wanted a=\"1\" />;^",
        "js; ^// it's\nexport { Wanted } from './a'^",
        "vue; ^<script>let a</script>\n<template><Wanted/></template>^",
        "go; ^package b\nvar b = a.Wanted^",
        "rs; ^fn b() {\n  println!(\"{Wanted}\"); }^",
        "rs; ^fn b<'a>(x: &'a str) {\n  a::Wanted::<'a>(x) }^",
        "cs; ^class B {\n  string b = $\"{A.Wanted,5:N2}\"; }^",
        "cs; ^class B {\n  string b = $@\"a \"\"q\"\" {Wanted}\"; }^",
        "c; ^#include \"a.h\"\n#define B (Wanted + 1)^",
        "h; ^extern int b;\nint b(struct Wanted *w);^",
        "cpp; ^auto b =\n  a::Wanted<1'000>{};^",
      })
  void a_word_in_code_is_a_reference(String extension, String text) {
    var definedIn = "def/a." + (extension.equals("vue") ? "ts" : extension);

    var found = references(Map.of(definedIn, "Wanted", "use/b." + extension, text));

    assertThat(found.outside(new RepoPath(definedIn), "Wanted"))
        .contains(new Reference(new RepoPath("use/b." + extension), 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java:// Wanted\nclass B { /* Wanted */ String b = \"Wanted\" + \"\"\"\n  Wanted \"\"\"; }",
        "kt:/* /* Wanted */ Wanted */ val b = \"Wanted \\$Wanted\"",
        "py:# Wanted\nb = 'Wanted {Wanted}' + f'{{Wanted}} Wanted' + '''\nWanted'''",
        "ts:// Wanted\nconst b = `Wanted` + 'Wanted ${Wanted}' + /Wanted/.source;",
        "js:/* Wanted */ const b = \"Wanted\", c = `\\${Wanted}`",
        "vue:<!-- <Wanted/> --><script>// Wanted\n</script><style>.Wanted {}</style>",
        "go:package b\n// Wanted\nvar b = `Wanted {Wanted}` + \"Wanted\"",
        "rs:// Wanted\nconst B: &str = r#\"Wanted\"#; /* /* */ Wanted */",
        "cs:// Wanted\nclass B { string b = \"{Wanted}\" + @\"Wanted\" + $\"{{Wanted}}\"; }",
        "c:/* Wanted */ char *b = \"Wanted\";\n#if 1 // Wanted\n#endif",
        "cpp:auto b = R\"(Wanted)\"; // Wanted",
        "java:class Wanteds { int myWanted, Wanted2, Wanted$; }",
      })
  void comments_texts_and_longer_words_are_none(String file) {
    var parts = file.split(":", 2);
    var definedIn = "def/a." + (parts[0].equals("vue") ? "ts" : parts[0]);

    var found = references(Map.of(definedIn, "Wanted", "use/b." + parts[0], parts[1]));

    assertThat(found.outside(new RepoPath(definedIn), "Wanted")).isEmpty();
  }

  @Test
  void the_own_file_and_languages_that_cannot_import_it_do_not_count() {
    var found =
        references(
            Map.of(
                "a/A.java", "class Wanted { Wanted next; }",
                "a/a.py", "Wanted()",
                "a/a.md", "Wanted",
                "a/B.kt", "val b = Wanted()"));

    assertThat(found.find(new RepoPath("a/A.java"), "Wanted", 10))
        .containsExactly(new Reference(new RepoPath("a/B.kt"), 1));
    assertThat(found.find(new RepoPath("a/a.md"), "Wanted", 10)).isEmpty();
    assertThat(found.lines(new RepoPath("a/A.java"), "Wanted")).containsExactly(1);
  }

  @Test
  void each_file_is_told_once_with_all_its_lines_to_be_asked_for() {
    var found =
        references(
            Map.of(
                "a.go", "package a\nfunc Wanted() {}",
                "c.go", "package a\nvar c = Wanted()\n// Wanted\nvar d, e = Wanted(), Wanted()",
                "b.go", "package a\n\nvar b = Wanted()"));

    assertThat(found.find(new RepoPath("a.go"), "Wanted", 10))
        .containsExactly(
            new Reference(new RepoPath("b.go"), 3), new Reference(new RepoPath("c.go"), 2));
    assertThat(found.find(new RepoPath("a.go"), "Wanted", 1)).hasSize(1);
    assertThat(found.lines(new RepoPath("c.go"), "Wanted")).containsExactly(2, 4);
  }

  @Test
  void another_word_of_the_same_hash_is_not_taken_for_it() {
    assertThat("AaBB").hasSameHashCodeAs("BBAa");

    var found = references(Map.of("a.py", "AaBB = 1", "b.py", "BBAa = 1"));

    assertThat(found.outside(new RepoPath("a.py"), "AaBB")).isEmpty();
  }

  @Test
  void what_one_process_read_another_does_not_look_at() {
    var files = new HashMap<String, String>();
    for (int i = 0; i < 300; i++) {
      files.put("m%d.py".formatted(i), "from a import Wanted%d".formatted(i));
    }
    var shelf = new MemoryShelf();
    var tree = new CountingTree(files);
    References.in(tree, tree.paths(), new WordCache(shelf));
    var again = new CountingTree(files);

    var found = References.in(again, again.paths(), new WordCache(shelf));

    assertThat(tree.texts()).isEqualTo(300);
    assertThat(again.texts()).isZero();
    assertThat(found.outside(new RepoPath("a.py"), "Wanted7"))
        .isEqualTo(Optional.of(new Reference(new RepoPath("m7.py"), 1)));
  }

  private static References references(Map<String, String> files) {
    var tree = MapTree.of(files);
    return References.in(tree, List.copyOf(tree.paths()), new WordCache());
  }
}
