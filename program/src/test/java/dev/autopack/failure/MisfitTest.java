package dev.autopack.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisfitTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "E   ModuleNotFoundError: No module named 'shop.text';MISSING_IMPORT",
        "ImportError: cannot import name 'slug' from 'shop.text';MISSING_IMPORT",
        "src/App.java:3: error: package shop.text does not exist;MISSING_IMPORT",
        "src/a.ts(1,20): error TS2307: Cannot find module './text';MISSING_IMPORT",
        "SyntaxError: './a.js' does not provide an export named 'slug';MISSING_IMPORT",
        "error[E0432]: unresolved import `crate::text`;MISSING_IMPORT",
        "fatal error: text.h: No such file or directory;MISSING_IMPORT",
        "NameError: name 'slug' is not defined;UNKNOWN_SYMBOL",
        "AttributeError: module 'shop.text' has no attribute 'slug';UNKNOWN_SYMBOL",
        "App.java:9: error: cannot find symbol;UNKNOWN_SYMBOL",
        "./main.go:7:2: undefined: Slug;UNKNOWN_SYMBOL",
        "e: App.kt:3:9 Unresolved reference 'slug'.;UNKNOWN_SYMBOL",
        "error[E0425]: cannot find function `slug` in this scope;UNKNOWN_SYMBOL",
        "error: 'slug' was not declared in this scope;UNKNOWN_SYMBOL",
        "App.cs(3,5): error CS0103: The name 'Slug' does not exist;UNKNOWN_SYMBOL",
        "ReferenceError: slug is not defined;UNKNOWN_SYMBOL",
        "TypeError: slug() got an unexpected keyword argument 'sep';SIGNATURE",
        "TypeError: slug() missing 1 required positional argument: 'sep';SIGNATURE",
        "TypeError: shop.slug is not a function;SIGNATURE",
        "error: method slug in class Text cannot be applied to given types;SIGNATURE",
        "error: incompatible types: String cannot be converted to int;SIGNATURE",
        "a.ts(4,3): error TS2554: Expected 2 arguments, but got 1.;SIGNATURE",
        "./main.go:7:2: not enough arguments in call to Slug;SIGNATURE",
        "error[E0061]: this function takes 2 arguments but 1 was supplied;SIGNATURE",
        "error: no matching function for call to 'slug(int)';SIGNATURE"
      })
  void what_compilers_and_runners_say_of_parts_that_do_not_fit_is_recognised(
      String text, Misfit misfit) {
    assertThat(Misfit.of(new FailureDigest("tests", text))).contains(misfit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AssertionError: assert 'a-b' == 'a_b'",
        "tests/slug.txt has good must pass for this phase, and fails",
        "expected: <3> but was: <4>",
        "ValueError: invalid literal for int()",
        "TypeError: can only concatenate str (not \"int\") to str",
        "panic: runtime error: index out of range",
        "the deliverable 'src/slug.py' was not changed in this phase",
        "Timeout of 5000ms exceeded"
      })
  void a_result_that_is_wrong_is_none(String text) {
    assertThat(Misfit.of(new FailureDigest("tests", text))).isEmpty();
  }
}
