package dev.autopack.gate.tests.go;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One line of {@code go test -json}; what it does not say is an empty text. */
record GoEvent(
    String action,
    String packagePath,
    String test,
    String output,
    String importPath,
    String failedBuild) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Empty where the line is no event. */
  static Optional<GoEvent> read(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try (var parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      return read(parser);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<GoEvent> read(JsonParser parser) {
    var action = "";
    var packagePath = "";
    var test = "";
    var output = "";
    var importPath = "";
    var failedBuild = "";
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var field = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        parser.skipChildren();
        continue;
      }
      switch (field) {
        case "Action" -> action = parser.getString();
        case "Package" -> packagePath = parser.getString();
        case "Test" -> test = parser.getString();
        case "Output" -> output = parser.getString();
        case "ImportPath" -> importPath = parser.getString();
        case "FailedBuild" -> failedBuild = parser.getString();
        default -> {}
      }
    }
    // Anything behind the object makes the line something else.
    var isWhole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    return isWhole && !action.isEmpty()
        ? Optional.of(new GoEvent(action, packagePath, test, output, importPath, failedBuild))
        : Optional.empty();
  }
}
