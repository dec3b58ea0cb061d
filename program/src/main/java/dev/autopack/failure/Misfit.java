package dev.autopack.failure;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ways in which parts that were written one after the other do not fit, by the words in which
 * compilers and test runners say it. Anything else is no misfit: a wrong result needs a new
 * attempt, not a small edit.
 */
public enum Misfit {
  MISSING_IMPORT(
      // Python, JavaScript, TypeScript
      "ModuleNotFoundError",
      "ImportError",
      "[Cc]annot find (?:module|package) ['\"]",
      "does not provide an export named",
      "has no exported member",
      "ERR_MODULE_NOT_FOUND",
      "error TS2307\\b",
      // Java, Kotlin, C#
      "error: package [\\w.]+ does not exist",
      "package [\\w.]+ does not exist",
      "error CS0234\\b",
      // Go, Rust, C
      "no required module provides package",
      "package [\\w./-]+ is not in (?:std|GOROOT)",
      "unresolved import",
      "error\\[E0432]",
      "fatal error: '?[\\w./-]+'?(?: file not found|: No such file)"),
  UNKNOWN_SYMBOL(
      "cannot find symbol",
      "NameError: ",
      "AttributeError: ",
      "ReferenceError: ",
      "error TS(?:2304|2305|2339|2551|2552|2724)\\b",
      "[Uu]nresolved reference",
      "undefined: [\\w.]+",
      "has no field or method",
      "cannot find (?:type|value|function|struct|trait|macro|module|crate|method|associated)\\b.*",
      "error\\[E0(?:405|412|422|423|424|425|433|531|560|599|609)]",
      "use of undeclared identifier",
      "was not declared in this scope",
      "undeclared \\(first use",
      "no member named",
      "has no member named",
      "undefined reference to",
      "does not name a type",
      "error CS(?:0103|0117|0246|1061)\\b"),
  SIGNATURE(
      "(?:method|constructor) \\S+ in (?:class|interface|record|enum) \\S+ cannot be applied",
      "no suitable (?:method|constructor) found",
      "incompatible types:",
      "is not abstract and does not override abstract method",
      "does not override or implement a method",
      "TypeError: .*(?:positional argument|keyword argument|missing \\d+ required|takes \\d+|takes no arguments)",
      "TypeError: .* is not (?:a function|a constructor|callable)",
      "error TS(?:2322|2345|2353|2554|2555|2741|2769)\\b",
      "(?:not enough|too many) arguments in call",
      "assignment mismatch:",
      "does not implement \\S+ \\((?:missing|wrong type for) method",
      "error\\[E0(?:046|050|053|061|107|308)]",
      "no matching function for call",
      "(?:too few|too many) arguments to function",
      "[Nn]o value passed for parameter",
      "[Tt]oo many arguments for",
      "Argument type mismatch",
      "error CS(?:1501|1503|7036|0535|0029)\\b");

  private final Pattern signs;

  Misfit(String... signs) {
    this.signs = Pattern.compile(String.join("|", signs));
  }

  /** What kind it is, by the first kind whose words are there; empty for any other failure. */
  public static Optional<Misfit> of(FailureDigest digest) {
    for (var misfit : values()) {
      if (misfit.signs.matcher(digest.text()).find()) {
        return Optional.of(misfit);
      }
    }
    return Optional.empty();
  }
}
