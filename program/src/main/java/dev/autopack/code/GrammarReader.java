package dev.autopack.code;

import dev.autopack.code.Reading.NotRead;
import dev.autopack.code.Reading.Read;
import dev.autopack.code.Reading.Why;
import dev.autopack.grammar.Grammar;
import dev.autopack.grammar.Parsed;
import dev.autopack.grammar.SyntaxTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** Reads what the grammars of tree-sitter can parse. */
final class GrammarReader {
  /** Larger texts are parsed once, however badly that goes: each parse is a second's tenth. */
  private static final int MAX_CHARS_TO_TRY_AGAIN = 60_000;

  private GrammarReader() {}

  static Reading go(String text) {
    return read(Grammar.GO, text, GoRules::new);
  }

  static Reading rust(String text) {
    return read(Grammar.RUST, text, RustRules::new);
  }

  static Reading csharp(String text) {
    return read(Grammar.CSHARP, text, CSharpRules::new);
  }

  static Reading typescript(String extension, String text) {
    return switch (extension) {
      case "tsx" -> script(Grammar.TSX, text);
      case "vue", "svelte" -> script(Grammar.TYPESCRIPT, ScriptText.ofComponent(text));
      default -> script(Grammar.TYPESCRIPT, text);
    };
  }

  /** JavaScript with types in it, as Flow writes them, is read as TypeScript. */
  static Reading javascript(String text) {
    var read = script(Grammar.JAVASCRIPT, text);
    return problems(read) > 0 ? better(read, script(Grammar.TSX, text)) : read;
  }

  private static Reading script(Grammar grammar, String text) {
    return read(grammar, text, tree -> new ScriptRules(tree, text));
  }

  /** A header may be of either language. */
  static Reading c(String extension, String text) {
    var isCpp = extension.equals("h") && CText.isCpp(text);
    return isCpp ? cpp(text) : read(Grammar.C, text);
  }

  static Reading cpp(String text) {
    return read(Grammar.CPP, text);
  }

  /**
   * Macros and conditions can break a text apart for a grammar: then it is read without the macros,
   * and each branch of a condition for itself.
   */
  private static Reading read(Grammar grammar, String source) {
    var text = CText.withoutTypeMacros(CText.withoutDead(source));
    if (text.length() > MAX_CHARS_TO_TRY_AGAIN) {
      return read(grammar, CText.withoutMacros(text), CRules::new);
    }
    var first = read(grammar, text, CRules::new);
    if (problems(first) == 0) {
      return first;
    }
    var plain = CText.withoutMacros(text);
    var best = better(first, read(grammar, plain, CRules::new));
    if (problems(best) == 0 || !CText.hasAlternatives(plain)) {
      return best;
    }
    var one = read(grammar, CText.firstBranches(plain), CRules::new);
    // What stands in the branches that were taken out is missing from the bodies.
    return problems(one) < problems(best)
        ? withoutBodies(both(one, read(grammar, CText.otherBranches(plain), CRules::new)))
        : best;
  }

  private static Reading better(Reading one, Reading other) {
    return problems(other) < problems(one) ? other : one;
  }

  private static int problems(Reading reading) {
    return reading instanceof Read(var outline) ? outline.problems().size() : Integer.MAX_VALUE;
  }

  private static Reading withoutBodies(Reading reading) {
    return reading instanceof Read(var outline) ? new Read(outline.withoutBodies()) : reading;
  }

  private static Reading both(Reading one, Reading other) {
    if (!(one instanceof Read(var first)) || !(other instanceof Read(var second))) {
      return one;
    }
    var known = new HashSet<String>();
    first.definitions().forEach(each -> known.add(each.line() + each.qualifiedName()));
    var all = new ArrayList<>(first.definitions());
    second.definitions().stream()
        .filter(each -> known.add(each.line() + each.qualifiedName()))
        .forEach(all::add);
    all.sort(Comparator.comparingInt(Definition::line));
    return new Read(new Outline(all, List.of(), first.problems()));
  }

  private static Reading read(
      Grammar grammar, String text, Function<SyntaxTree, DefinitionCollector.Rules> rules) {
    return switch (grammar.parse(text)) {
      case Parsed.Tree(var tree) ->
          new Read(DefinitionCollector.collect(tree, text, rules.apply(tree)));
      case Parsed.TooMuchWork() ->
          new NotRead(Why.TOO_SLOW, "it asks for more work than a source file does");
      case Parsed.Unavailable(var why) -> new NotRead(Why.NO_GRAMMAR, why);
    };
  }
}
