package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.EnumMap;
import java.util.Map;

/** The linker of each language, made when it is first asked for. */
final class Linkers {
  private final KnownFiles files;
  private final Map<RepoPath, SourceFacts> facts;
  private final Texts texts;
  private final Map<Language, Linker> made = new EnumMap<>(Language.class);

  Linkers(KnownFiles files, Map<RepoPath, SourceFacts> facts, Texts texts) {
    this.files = files;
    this.facts = facts;
    this.texts = texts;
  }

  Linker of(Language language) {
    return made.computeIfAbsent(language.family(), this::make);
  }

  private Linker make(Language family) {
    return switch (family) {
      case JAVA, KOTLIN -> new JvmLinker(files, facts);
      case PYTHON -> new PythonLinker(files);
      case JAVASCRIPT, TYPESCRIPT -> new ScriptLinker(files, texts);
      case GO -> new GoLinker(files, facts, texts);
      case RUST -> new RustLinker(files, texts);
      case CSHARP -> new CsharpLinker(files, facts);
      case C, CPP -> new IncludeLinker(files);
    };
  }
}
