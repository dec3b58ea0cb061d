package dev.autopack.policy;

import dev.autopack.code.TestBodies;
import dev.autopack.code.TestBody;
import dev.autopack.code.TestNames;
import dev.autopack.policy.Finding.Severity;
import dev.autopack.policy.Weakening.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests that a change takes away, empties, skips, weakens or narrows, one by one: whoever may write
 * a test file may make its tests harder, never easier, without being asked. Whole files that go are
 * {@link DeletedTests}'s matter.
 */
record TestIntegrity() implements Rule.OfText {
  private static final int NAMED = 3;

  @Override
  public String name() {
    return "tests-weakened";
  }

  @Override
  public String minds() {
    return "Tests are taken away, emptied, skipped, weakened or narrowed only with a person's"
        + " approval.";
  }

  @Override
  public List<Said> judge(Judged judged) {
    var pairs = FilePair.of(judged.changes());
    var said = new ArrayList<Said>();
    for (var pair : pairs) {
      if (!pair.before().isEmpty() && !pair.after().isEmpty()) {
        judge(pair, pairs, said);
      }
    }
    return said;
  }

  private void judge(FilePair pair, List<FilePair> all, List<Said> said) {
    var before = TestBodies.read(pair.path(), pair.before());
    if (before.isEmpty()) {
      return;
    }
    var after = byName(TestBodies.read(pair.path(), pair.after()));
    var gone = new ArrayList<String>();
    Map<Weakening.Done, List<String>> done = new HashMap<>();
    for (var test : before) {
      var same = after.get(test.name());
      if (same == null) {
        if (!isElsewhere(test, all)) {
          gone.add(test.name());
        }
        continue;
      }
      Weakening.between(test, same)
          .forEach(it -> done.computeIfAbsent(it, _ -> new ArrayList<>()).add(test.name()));
    }
    if (!gone.isEmpty()) {
      said.add(say(Severity.ASK, pair, gone, gone.size() == 1 ? "is gone" : "are gone"));
    }
    done.entrySet().stream()
        .sorted(java.util.Comparator.comparing(entry -> entry.getKey().what()))
        .forEach(entry ->
            said.add(
                say(
                    entry.getKey().weight() == Weight.LESS ? Severity.ASK : Severity.NOTIFY,
                    pair,
                    entry.getValue(),
                    entry.getKey().what())));
  }

  private static Said say(Severity severity, FilePair pair, List<String> tests, String what) {
    var named = tests.stream().limit(NAMED).map("'%s'"::formatted).toList();
    var more = tests.size() > NAMED ? " and %d more".formatted(tests.size() - NAMED) : "";
    return new Said(
        severity,
        List.of(pair.path()),
        "the test %s%s %s".formatted(String.join(", ", named), more, what));
  }

  /** The first of a name: a second one hides it, and then it is gone all the same. */
  private static Map<String, TestBody> byName(List<TestBody> tests) {
    var byName = new HashMap<String, TestBody>();
    tests.forEach(test -> byName.put(test.name(), test));
    return byName;
  }

  /** Moved to another file, or called otherwise with the same body, and no less of a test. */
  private static boolean isElsewhere(TestBody test, List<FilePair> all) {
    return all.stream()
        .filter(pair -> TestNames.isTest(pair.path()) || !pair.before().isEmpty())
        .flatMap(pair -> {
          var were = byName(TestBodies.read(pair.path(), pair.before()));
          return TestBodies.read(pair.path(), pair.after()).stream()
              .filter(now -> !were.containsKey(now.name()));
        })
        .anyMatch(now ->
            (now.name().equals(test.name()) || isSameBody(now, test))
                && Weakening.between(test, now).stream()
                    .noneMatch(it -> it.weight() == Weight.LESS));
  }

  private static boolean isSameBody(TestBody one, TestBody other) {
    return one.body().text().strip().equals(other.body().text().strip());
  }

  @Override
  public List<Example> matching() {
    return List.of(
        change("gone", "tests/test_a.py", PYTHON, "def test_b():\n    assert f() == 2\n"),
        change("emptied", "tests/test_a.py", PYTHON, PYTHON.replace("assert f() == 1", "pass")),
        change(
            "skipped",
            "src/test/java/ATest.java",
            JAVA,
            JAVA.replace("@Test", "@Test @Disabled(\"later\")")),
        change("trivial", "src/test/java/ATest.java", JAVA, JAVA.replace("1, f()", "1, 1")),
        change("or True", "tests/test_a.py", PYTHON, PYTHON.replace("== 1", "== 1 or True")),
        change("fewer", "a.test.js", SCRIPT, SCRIPT.replace("  expect(g()).toBe(2);\n", "")),
        change("weaker", "a.test.js", SCRIPT, SCRIPT.replace("toBe(2)", "toBeTruthy()")),
        change("alone", "a.test.js", SCRIPT, SCRIPT.replace("it(", "it.only(")),
        change("skips itself", "a_test.go", GO, GO.replace("{\n", "{\n\tt.Skip()\n")),
        change("ignored", "tests/a.rs", RUST, RUST.replace("#[test]", "#[test]\n#[ignore]")),
        change("swallowed", "tests/test_a.py", PYTHON, SWALLOWED));
  }

  @Override
  public List<Example> passing() {
    return List.of(
        change("one more", "tests/test_a.py", PYTHON, PYTHON + "\ndef test_c():\n    assert g()\n"),
        change("called otherwise", "a_test.go", GO, GO.replace("TestA", "TestB")),
        change(
            "a comment", "tests/a.rs", RUST, RUST.replace("    assert", "    // sure\n    assert")),
        change("no tests", "src/a.py", "def f():\n    assert x\n", "def f():\n    pass\n"),
        change(
            "more is asserted",
            "a.test.js",
            SCRIPT,
            SCRIPT.replace("});", "  expect(h()).toBe(3);\n});")));
  }

  private static final String PYTHON =
      "def test_a():\n    assert f() == 1\n\n\ndef test_b():\n    assert f() == 2\n";
  private static final String SWALLOWED =
      """
      def test_a():
          try:
              assert f() == 1
          except AssertionError:
              pass


      def test_b():
          assert f() == 2
      """;
  private static final String JAVA =
      "class ATest {\n  @Test\n  void a() {\n    assertEquals(1, f());\n  }\n}\n";
  private static final String SCRIPT =
      "it('adds', () => {\n  expect(f()).toBe(1);\n  expect(g()).toBe(2);\n});\n";
  private static final String GO =
      "package a\n\nfunc TestA(t *testing.T) {\n\tif f() != 1 {\n\t\tt.Error(\"no\")\n\t}\n}\n";
  private static final String RUST = "#[test]\nfn a() {\n    assert_eq!(f(), 1);\n}\n";

  private static Example change(String what, String path, String before, String after) {
    return Example.at(what, path, before, after);
  }
}
