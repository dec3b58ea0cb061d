package dev.autopack.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The forms of what holds other values. */
final class Containers {
  private Containers() {}

  /** A value or null; a field of this form may be missing. */
  record Maybe(
      Form item, Object empty, Function<Object, Optional<?>> open, Function<Object, Object> close)
      implements Form {
    static Maybe ofInt() {
      return new Maybe(
          Form.Whole.INT,
          OptionalInt.empty(),
          value -> ((OptionalInt) value).stream().boxed().findFirst(),
          item -> OptionalInt.of((Integer) item));
    }

    static Maybe ofLong() {
      return new Maybe(
          Form.Whole.LONG,
          OptionalLong.empty(),
          value -> ((OptionalLong) value).stream().boxed().findFirst(),
          item -> OptionalLong.of((Long) item));
    }

    @Override
    public void write(JsonGenerator json, Object value) {
      var held = open.apply(value);
      if (held.isPresent()) {
        item.write(json, held.get());
      } else {
        json.writeNull();
      }
    }

    @Override
    public Object read(JsonParser json) {
      return json.hasToken(JsonToken.VALUE_NULL) ? empty : close.apply(item.read(json));
    }

    @Override
    public Optional<Object> absent() {
      return Optional.of(empty);
    }
  }

  /** Values in a row. */
  record Items(Form item, Function<List<Object>, Object> close) implements Form {
    @Override
    public void write(JsonGenerator json, Object value) {
      json.writeStartArray();
      for (var element : (Collection<?>) value) {
        item.write(json, element);
      }
      json.writeEndArray();
    }

    @Override
    public Object read(JsonParser json) {
      Form.expect(json, JsonToken.START_ARRAY, "a list");
      var elements = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        try {
          elements.add(item.read(json));
        } catch (UnreadableException e) {
          throw e.inside("[%d]".formatted(elements.size()));
        }
      }
      return close.apply(elements);
    }
  }

  /** Values by name. */
  record Entries(Form.Text key, Form value, Function<Map<Object, Object>, Object> close)
      implements Form {
    @Override
    public void write(JsonGenerator json, Object map) {
      json.writeStartObject();
      for (var entry : ((Map<?, ?>) map).entrySet()) {
        json.writeName(Json.wellFormed(key.format().apply(entry.getKey())));
        value.write(json, entry.getValue());
      }
      json.writeEndObject();
    }

    @Override
    public Object read(JsonParser json) {
      Form.expect(json, JsonToken.START_OBJECT, "a map");
      var entries = new LinkedHashMap<Object, Object>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        var name = json.currentName();
        json.nextToken();
        try {
          entries.put(key.parse(name), value.read(json));
        } catch (UnreadableException e) {
          throw e.inside(name);
        }
      }
      return close.apply(entries);
    }
  }
}
