package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;

/**
 * How a reading is written down. The order of the enumerations' values is part of it: to change one
 * is another version of {@link OutlineCache#BOOK}.
 */
final class OutlineBook {
  private static final Definition.Kind[] KINDS = Definition.Kind.values();
  private static final Definition.Body[] BODIES = Definition.Body.values();
  private static final Definition.Visibility[] VISIBILITIES = Definition.Visibility.values();
  private static final TestDefinition.Skipped[] SKIPPED = TestDefinition.Skipped.values();
  private static final Outline.Certainty[] CERTAINTIES = Outline.Certainty.values();
  private static final Reading.Why[] WHYS = Reading.Why.values();

  private OutlineBook() {}

  static void write(Reading reading, BookWriter out) {
    switch (reading) {
      case Reading.Read(var outline) -> {
        out.number(0);
        write(outline, out);
      }
      case Reading.NotRead(var why, var text) -> {
        out.number(1);
        out.number(why.ordinal());
        out.text(text);
      }
    }
  }

  private static void write(Outline outline, BookWriter out) {
    out.number(outline.definitions().size());
    for (var each : outline.definitions()) {
      out.text(each.name());
      out.number(each.kind().ordinal());
      out.text(each.scope());
      out.number(each.line());
      out.number(each.body().ordinal());
      out.number(each.visibility().ordinal());
      out.text(each.signature());
    }
    out.number(outline.tests().size());
    for (var each : outline.tests()) {
      out.text(each.scope());
      out.text(each.name());
      out.number(each.line());
      out.number(each.skipped().ordinal());
    }
    out.number(outline.problems().size());
    for (var each : outline.problems()) {
      out.number(each.line());
      out.text(each.text());
      out.number(each.certainty().ordinal());
    }
  }

  static Reading read(BookReader in) {
    return in.number() == 0
        ? new Reading.Read(outline(in))
        : new Reading.NotRead(in.one(WHYS), in.text());
  }

  private static Outline outline(BookReader in) {
    var definitions = new ArrayList<Definition>();
    for (int i = in.count(); i > 0; i--) {
      definitions.add(
          new Definition(
              in.text(),
              in.one(KINDS),
              in.text(),
              in.number(),
              in.one(BODIES),
              in.one(VISIBILITIES),
              in.text()));
    }
    return new Outline(definitions, tests(in), problems(in));
  }

  private static List<TestDefinition> tests(BookReader in) {
    var tests = new ArrayList<TestDefinition>();
    for (int i = in.count(); i > 0; i--) {
      tests.add(new TestDefinition(in.text(), in.text(), in.number(), in.one(SKIPPED)));
    }
    return tests;
  }

  private static List<Outline.Problem> problems(BookReader in) {
    var problems = new ArrayList<Outline.Problem>();
    for (int i = in.count(); i > 0; i--) {
      problems.add(new Outline.Problem(in.number(), in.text(), in.one(CERTAINTIES)));
    }
    return problems;
  }
}
