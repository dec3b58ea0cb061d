package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;

/** How a reading is written down. To change it makes another version of the book. */
final class OutlineBook {
  private OutlineBook() {}

  static void write(Reading reading, BookWriter out) {
    switch (reading) {
      case Reading.Read(var outline) -> {
        out.number(0);
        write(outline, out);
      }
      case Reading.NotRead(var why, var text) -> {
        out.number(1);
        out.one(why);
        out.text(text);
      }
    }
  }

  private static void write(Outline outline, BookWriter out) {
    out.number(outline.definitions().size());
    for (var each : outline.definitions()) {
      out.text(each.name());
      out.one(each.kind());
      out.text(each.scope());
      out.number(each.line());
      out.one(each.body());
      out.one(each.visibility());
      out.text(each.signature());
    }
    out.number(outline.tests().size());
    for (var each : outline.tests()) {
      out.text(each.scope());
      out.text(each.name());
      out.number(each.line());
      out.one(each.skipped());
    }
    out.number(outline.problems().size());
    for (var each : outline.problems()) {
      out.number(each.line());
      out.text(each.text());
      out.one(each.certainty());
    }
  }

  static Reading read(BookReader in) {
    return in.number() == 0
        ? new Reading.Read(outline(in))
        : new Reading.NotRead(in.one(Reading.Why.class), in.text());
  }

  private static Outline outline(BookReader in) {
    var definitions = new ArrayList<Definition>();
    for (int i = in.count(); i > 0; i--) {
      definitions.add(
          new Definition(
              in.text(),
              in.one(Definition.Kind.class),
              in.text(),
              in.number(),
              in.one(Definition.Body.class),
              in.one(Definition.Visibility.class),
              in.text()));
    }
    return new Outline(definitions, tests(in), problems(in));
  }

  private static List<TestDefinition> tests(BookReader in) {
    var tests = new ArrayList<TestDefinition>();
    for (int i = in.count(); i > 0; i--) {
      tests.add(
          new TestDefinition(
              in.text(), in.text(), in.number(), in.one(TestDefinition.Skipped.class)));
    }
    return tests;
  }

  private static List<Outline.Problem> problems(BookReader in) {
    var problems = new ArrayList<Outline.Problem>();
    for (int i = in.count(); i > 0; i--) {
      problems.add(new Outline.Problem(in.number(), in.text(), in.one(Outline.Certainty.class)));
    }
    return problems;
  }
}
