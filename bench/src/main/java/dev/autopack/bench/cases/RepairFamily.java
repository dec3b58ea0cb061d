package dev.autopack.bench.cases;

import dev.autopack.output.JsonReading;
import dev.autopack.output.JsonText;
import dev.autopack.output.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** JSON that a builder wrote badly: the value comes out, or none does. */
final class RepairFamily implements Family {
  @Override
  public Result run(Case given, Scratch scratch) {
    var must = given.text("must");
    var expected = given.findText("expected").map(CaseFile.JSON::readTree);
    return switch (JsonText.read(given.text("input"))) {
      case JsonReading.Value(var value, var repairs) -> {
        var got = node(value);
        var right = expected.filter(it -> SameJson.isSame(it, got)).isPresent();
        var silent = !given.kind().equals("valid") || repairs.isEmpty();
        yield Result.of(
            right && silent && !must.equals("refuse"),
            "value",
            CaseFile.JSON.writeValueAsString(got)
                + (repairs.isEmpty() ? "" : " repaired: " + String.join("; ", repairs)));
      }
      case JsonReading.Refused(var why) -> Result.of(!must.equals("value"), "refused", why);
      case JsonReading.Truncated(var where) -> Result.of(!must.equals("value"), "truncated", where);
    };
  }

  private static JsonNode node(JsonValue value) {
    var make = JsonNodeFactory.instance;
    return switch (value) {
      case JsonValue.Text(var text) -> make.stringNode(text);
      case JsonValue.Digits(var spelled) -> CaseFile.JSON.readTree(spelled);
      case JsonValue.Truth(var truth) -> make.booleanNode(truth);
      case JsonValue.Null() -> make.nullNode();
      case JsonValue.Items(var items) -> {
        var array = make.arrayNode();
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
      case JsonValue.Members(var members) -> {
        var object = make.objectNode();
        members.forEach((name, member) -> object.set(name, node(member)));
        yield object;
      }
    };
  }
}
