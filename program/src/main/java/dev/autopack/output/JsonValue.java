package dev.autopack.output;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value that a builder wrote as JSON. */
public sealed interface JsonValue {
  /** What the value is called in a message: "a text". */
  String kind();

  record Text(String value) implements JsonValue {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /** A number as it was spelled. */
  record Digits(String spelled) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }
  }

  record Truth(boolean value) implements JsonValue {
    @Override
    public String kind() {
      return "true or false";
    }
  }

  record Null() implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }

  record Items(List<JsonValue> items) implements JsonValue {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  record Members(Map<String, JsonValue> members) implements JsonValue {
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "an object";
    }
  }
}
