package dev.autopack.policy;

import dev.autopack.code.TestBody;
import dev.autopack.policy.Assertions.Assertion;
import dev.autopack.policy.Assertions.Strength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What became of one test between two texts, where it became less of a test. Pure. */
final class Weakening {
  private static final Pattern SKIPPED =
      Pattern.compile(
          "@(?:[\\w.]+\\.)?(?:skip\\w*|Skip\\w*|expectedFailure|xfail)\\b|\\bmark\\.(?:skip\\w*|xfail)\\b"
              + "|@(?:[\\w.]+\\.)?(?:Disabled\\w*|Ignore|EnabledIf\\w*|EnabledOn\\w*)\\b|#\\[\\s*ignore\\b|#\\[\\s*cfg\\s*\\(\\s*any\\s*\\(\\s*\\)"
              + "|(?<![\\w$])x(?:it|test|describe|context|suite)\\b|\\.(?:skip|todo|skipIf|failing|fails)\\b|\\b(?:skip|todo)\\s*:\\s*(?!false)"
              + "|//go:build\\s+.*");
  private static final Pattern SKIPS_ITSELF =
      Pattern.compile(
          "\\b(?:pytest\\.(?:skip|xfail|importorskip)|self\\.skipTest|unittest\\.SkipTest)\\b|\\b[A-Za-z]\\w*\\.(?:Skip|SkipNow|Skipf)\\s*\\("
              + "|\\b(?:assumeTrue|assumeFalse|assumeThat|Assumptions\\.\\w+|assumingThat)\\s*\\(|\\b(?:t|this|ctx|context)\\.skip\\s*\\(");
  private static final Pattern ALONE =
      Pattern.compile(
          "\\.only\\b|(?<![\\w$])f(?:it|describe|test|context)\\b|\\bonly\\s*:\\s*true");
  private static final Pattern SWALLOWS =
      Pattern.compile(
          "except(?:\\s+[\\w.() ,]+)?\\s*(?:as\\s+\\w+)?\\s*:\\s*(?:\\n\\s*)?(?:pass|return|\\.\\.\\.)"
              + "|catch\\s*(?:\\([^)]*\\))?\\s*\\{\\s*(?:return;?)?\\s*\\}|contextlib\\.suppress|\\.catch\\s*\\(\\s*\\(?\\w*\\)?\\s*=>\\s*\\{\\s*\\}\\s*\\)|\\brecover\\s*\\(\\s*\\)");
  private static final Pattern GIVES_UP_AT_ONCE =
      Pattern.compile("^[\\s{:\"']*(?:=>\\s*\\{\\s*)?return\\b(?![^\\S\\n]*[({\\w])");
  private static final Pattern HOLLOW =
      Pattern.compile(
          "[\\s{}:;=>()]*(?:async|function)?[\\s{}:;=>()]*(?:pass|\\.\\.\\.|return(?:\\s+(?:None|null|undefined|true|True|Ok\\(\\(\\)\\)))?)?[\\s{}:;)]*");
  private static final Pattern TOLERANCE =
      Pattern.compile(
          "\\b(?:abs|rel|delta|tolerance|within|offset|epsilon|atol|rtol)\\w*\\s*[=(:]\\s*([0-9][0-9_.]*(?:[eE][-+]?\\d+)?)");
  private static final Pattern PLACES =
      Pattern.compile("\\bplaces\\s*=\\s*(\\d+)|toBeCloseTo\\s*\\([^,()]+,\\s*(\\d+)\\s*\\)");

  private final TestBody before;
  private final TestBody after;

  private Weakening(TestBody before, TestBody after) {
    this.before = before;
    this.after = after;
  }

  /** How much a change to a test matters. */
  enum Weight {
    /** It catches less than it did. */
    LESS,
    /** It expects something else. */
    OTHER
  }

  /** One thing that was done to it, as the end of a sentence that begins with its name. */
  record Done(Weight weight, String what) {}

  static List<Done> between(TestBody before, TestBody after) {
    return new Weakening(before, after).find();
  }

  private List<Done> find() {
    var done = new ArrayList<Done>();
    if (isNew(SKIPPED, before.head().code(), after.head().code())
        || isNew(SKIPS_ITSELF, before.body().code(), after.body().code())) {
      done.add(less("is skipped"));
    }
    if (isNew(ALONE, before.head().code(), after.head().code())) {
      done.add(less("is run alone, and the others are not"));
    }
    var cases = Cases.of(before.head(), before.body());
    var casesNow = Cases.of(after.head(), after.body());
    if (casesNow < cases) {
      done.add(less("has %d of %d cases left".formatted(casesNow, cases)));
    }
    if (before.body().text().equals(after.body().text())) {
      return done;
    }
    if (!isHollow(before) && isHollow(after)) {
      done.add(less("is emptied"));
      return done;
    }
    if (!gives(before) && gives(after)) {
      done.add(less("ends before it begins"));
    }
    if (isNew(SWALLOWS, before.body().code(), after.body().code())) {
      done.add(less("swallows its own failure"));
    }
    assertions().ifPresent(done::add);
    return done;
  }

  private static Done less(String what) {
    return new Done(Weight.LESS, what);
  }

  private static boolean isNew(Pattern what, String before, String after) {
    return count(what, after) > count(what, before);
  }

  private static long count(Pattern what, String text) {
    return what.matcher(text).results().count();
  }

  private static boolean isHollow(TestBody test) {
    return HOLLOW.matcher(test.body().code()).matches();
  }

  private static boolean gives(TestBody test) {
    return GIVES_UP_AT_ONCE.matcher(test.body().code()).find();
  }

  private Optional<Done> assertions() {
    var gone = new ArrayList<>(Assertions.of(before.body()));
    var come = new ArrayList<>(Assertions.of(after.body()));
    int had = gone.size();
    int has = come.size();
    for (var kept : List.copyOf(gone)) {
      if (come.remove(kept)) {
        gone.remove(kept);
      }
    }
    if (gone.isEmpty() && come.stream().noneMatch(it -> it.strength() == Strength.NOTHING)) {
      return Optional.empty();
    }
    if (has < had) {
      return Optional.of(less("holds %d of %d assertions".formatted(has, had)));
    }
    if (come.stream().anyMatch(it -> it.strength() == Strength.NOTHING)) {
      return Optional.of(less("asserts what always holds"));
    }
    if (strength(come, gone.size()) < strength(gone, gone.size())) {
      return Optional.of(less("asserts less than before"));
    }
    if (come.stream().anyMatch(Assertion::expectsAnything)
        && gone.stream().noneMatch(Assertion::expectsAnything)) {
      return Optional.of(less("expects any error"));
    }
    if (isMoreTolerant()) {
      return Optional.of(less("tolerates more"));
    }
    return Optional.of(new Done(Weight.OTHER, "expects something else"));
  }

  private static int strength(List<Assertion> assertions, int most) {
    return assertions.stream()
        .map(Assertion::strength)
        .sorted(Comparator.reverseOrder())
        .limit(most)
        .mapToInt(Strength::ordinal)
        .sum();
  }

  private boolean isMoreTolerant() {
    return largest(after.body().text()) > largest(before.body().text())
        || places(after.body().text()) < places(before.body().text());
  }

  private static double largest(String text) {
    return TOLERANCE
        .matcher(text)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1).replace("_", "")))
        .max()
        .orElse(0);
  }

  private static int places(String text) {
    return PLACES
        .matcher(text)
        .results()
        .mapToInt(
            found -> Integer.parseInt(Optional.ofNullable(found.group(1)).orElse(found.group(2))))
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
