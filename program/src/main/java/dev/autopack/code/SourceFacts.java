package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.Collection;
import java.util.List;

/**
 * What the import graph wants to know of one source text.
 *
 * @param unit the package it says it belongs to; in C# its namespaces, parted by blanks
 * @param imports the names it imports, as {@link ImportReader} gives them
 * @param definitions what it defines for others to name without its file: types in Java and C# (in
 *     C# with their namespace), all at the top of the file in Kotlin and Go
 * @param words what it may name without an import; empty where the language imports everything
 */
record SourceFacts(String unit, List<String> imports, List<String> definitions, Words words) {
  SourceFacts {
    imports = List.copyOf(imports);
    definitions = List.copyOf(definitions);
  }

  static SourceFacts of(Collection<String> imports) {
    return new SourceFacts("", List.copyOf(imports), List.of(), Words.NONE);
  }

  /** Reads a file's text; of a component only its scripts. */
  static SourceFacts of(Language language, RepoPath path, String source) {
    var isComponent = path.extension().equals("vue") || path.extension().equals("svelte");
    return of(language, isComponent ? Scripts.in(source) : source);
  }

  static SourceFacts of(Language language, String source) {
    var code = MaskedText.of(language, source);
    return switch (language) {
      case JAVA -> new JavaImports(source, code).read();
      case KOTLIN -> new KotlinImports(source, code).read();
      case PYTHON -> SourceFacts.of(PythonImports.read(code));
      case JAVASCRIPT, TYPESCRIPT -> SourceFacts.of(ScriptImports.read(source, code));
      case GO -> new GoImports(source, code).read();
      case RUST -> SourceFacts.of(new RustImports(source, code).read());
      case CSHARP -> new CsharpImports(source, code).read();
      case C, CPP -> SourceFacts.of(Includes.read(source, code));
    };
  }

  void write(BookWriter out) {
    out.text(unit);
    out.texts(imports);
    out.texts(definitions);
    out.words(words);
  }

  static SourceFacts read(BookReader in) {
    return new SourceFacts(in.text(), in.texts(), in.texts(), in.words());
  }
}
