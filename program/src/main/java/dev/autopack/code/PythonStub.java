package dev.autopack.code;

import java.util.List;
import java.util.regex.Pattern;

/** Tells a body that does something from one that only stands for it. */
final class PythonStub {
  private static final Pattern DOCUMENTATION = Pattern.compile("[rRbBuUfF]*(\"\"|'')");
  private static final Pattern REFUSAL =
      Pattern.compile("raise NotImplemented(Error)?\\b(\\(.*\\))?");

  private PythonStub() {}

  static Definition.Body judge(List<PythonLine> body) {
    var statements =
        body.stream().filter(line -> !DOCUMENTATION.matcher(line.code()).matches()).toList();
    if (statements.size() > 1) {
      return Definition.Body.REAL;
    }
    if (statements.isEmpty()) {
      return stub(body.isEmpty() ? "" : body.getLast().text());
    }
    var only = statements.getFirst();
    var isHollow =
        only.code().equals("pass")
            || only.code().equals("...")
            || REFUSAL.matcher(only.code()).matches();
    return isHollow ? stub(only.text()) : Definition.Body.REAL;
  }

  private static Definition.Body stub(String text) {
    return Unwritten.isSaidIn(text) ? Definition.Body.PLACEHOLDER : Definition.Body.HOLLOW;
  }
}
