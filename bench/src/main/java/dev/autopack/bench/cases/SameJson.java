package dev.autopack.bench.cases;

import tools.jackson.databind.JsonNode;

/** Compares JSON as values: the order of members and the spelling of numbers do not count. */
final class SameJson {
  private SameJson() {}

  static boolean isSame(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isObject() && other.isObject()) {
      return one.size() == other.size()
          && one.propertyStream()
              .allMatch(member ->
                  other.has(member.getKey())
                      && isSame(member.getValue(), other.get(member.getKey())));
    }
    if (one.isArray() && other.isArray()) {
      return one.size() == other.size() && areSame(one, other);
    }
    return one.equals(other);
  }

  private static boolean areSame(JsonNode one, JsonNode other) {
    for (int i = 0; i < one.size(); i++) {
      if (!isSame(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }
}
