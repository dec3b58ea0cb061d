package dev.autopack.code;

import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells a body that does something from one that only stands for it. */
final class PythonStub {
  private static final Pattern DOCUMENTATION = Pattern.compile("[rRbBuUfF]*(\"\"|'')");
  private static final Pattern GIVES = Pattern.compile(".*->\\s*(.+?)\\s*:.*");

  private PythonStub() {}

  /**
   * The body of a function.
   *
   * @param head the line that declares it
   * @param fillsIn whether its class has others above it
   */
  static Definition.Body judge(
      String name, PythonLine head, List<PythonLine> body, boolean fillsIn) {
    var statements =
        body.stream().filter(line -> !DOCUMENTATION.matcher(line.code()).matches()).toList();
    var told = statements.isEmpty() ? body : statements;
    var text = told.stream().map(PythonLine::text).collect(Collectors.joining("\n"));
    var codes = statements.stream().map(line -> line.told(line.code())).toList();
    // To refuse is how a class of Python leaves something to those below it, not how it fills in.
    var refuses = codes.stream().anyMatch(code -> code.startsWith("raise"));
    return new BodyText(codes, text, promise(head), place(name, fillsIn && !refuses)).judge();
  }

  private static Place place(String name, boolean fillsIn) {
    return name.equals("__init__") ? Place.CONSTRUCTOR : Place.of(name, fillsIn);
  }

  private static Promise promise(PythonLine head) {
    var gives = GIVES.matcher(head.code());
    if (!gives.matches()) {
      return Promise.UNSAID;
    }
    return gives.group(1).equals("None") ? Promise.NOTHING : Promise.VALUE;
  }
}
