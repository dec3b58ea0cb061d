package dev.autopack.gate;

/**
 * A test's identity, the same from run to run.
 *
 * @param suite file or class, as its tool names it: {@code tests/test_a.py}, {@code com.acme.ATest}
 * @param name the test inside it, parameters included
 */
public record TestId(String suite, String name) implements Comparable<TestId> {
  /** The identity of the test function, without what one case of it is called. */
  public TestId withoutParameters() {
    var cut = name.length();
    for (var open : new char[] {'[', '(', '{'}) {
      var at = name.indexOf(open);
      if (at > 0) {
        cut = Math.min(cut, at);
      }
    }
    return new TestId(suite, name.substring(0, cut).strip());
  }

  @Override
  public int compareTo(TestId other) {
    var bySuite = suite.compareTo(other.suite);
    return bySuite != 0 ? bySuite : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return suite + "::" + name;
  }
}
