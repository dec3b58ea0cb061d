package dev.autopack.bench.cases;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a file of cases. Fields that a family does not ask for are ignored.
 *
 * @param given the whole line
 */
record Case(String id, ObjectNode given) {

  /** What the case is counted under; empty where it has no class. */
  String kind() {
    return findText("class").orElse("");
  }

  /**
   * A text that must be there.
   *
   * @throws IllegalArgumentException where it is not
   */
  String text(String field) {
    return findText(field)
        .orElseThrow(
            () -> new IllegalArgumentException("case '%s' has no text '%s'".formatted(id, field)));
  }

  /** A text; empty where the field is absent, null or no text. */
  Optional<String> findText(String field) {
    return find(field).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  /** A value; empty where the field is absent or null. */
  Optional<JsonNode> find(String field) {
    return given.optional(field).filter(value -> !value.isNull());
  }

  boolean isTrue(String field) {
    return find(field).filter(value -> value.isBoolean() && value.booleanValue()).isPresent();
  }
}
