package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Go's tests: functions called {@code Test...} or {@code Fuzz...}, methods of suites included. */
final class GoTestBodies {
  private static final Pattern TEST =
      Pattern.compile("(?m)^func\\s+(?:\\([^)]*\\)\\s*)?((?:Test|Fuzz|Example)\\w*)\\s*\\(");
  private static final Pattern CONSTRAINT = Pattern.compile("(?m)^//go:build\\b.*$");

  private final BracketText source;

  GoTestBodies(BracketText source) {
    this.source = source;
  }

  List<TestBody> read() {
    var constraint = CONSTRAINT.matcher(source.text());
    var file =
        constraint.find()
            ? new TestBody.Part(constraint.group(), constraint.group())
            : new TestBody.Part("", "");
    var found = new ArrayList<TestBody>();
    var test = TEST.matcher(source.code());
    while (test.find()) {
      int body = source.find("{", source.behindMatch(test.end() - 1));
      if (body >= 0) {
        found.add(
            new TestBody(
                test.group(1),
                source.lineOf(test.start()),
                file.with(source.part(test.start(), body)),
                source.part(body, source.behindMatch(body))));
      }
    }
    return List.copyOf(found);
  }
}
