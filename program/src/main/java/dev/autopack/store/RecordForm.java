package dev.autopack.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A record as an object with a field a component. */
final class RecordForm implements Form {
  private final Class<?> type;
  private final List<Field> fields;
  private final Constructor<?> constructor;

  RecordForm(Class<?> type) {
    this.type = type;
    var components = type.getRecordComponents();
    this.fields = Stream.of(components).map(Field::of).toList();
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
    constructor.setAccessible(true);
  }

  Class<?> type() {
    return type;
  }

  List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  @Override
  public void requireParts() {
    fields.forEach(field -> Form.of(field.type()));
  }

  @Override
  public void write(JsonGenerator json, Object value) {
    json.writeStartObject();
    writeFields(json, value);
    json.writeEndObject();
  }

  void writeFields(JsonGenerator json, Object value) {
    for (var field : fields) {
      json.writeName(field.name());
      Form.of(field.type()).write(json, field.read(value));
    }
  }

  @Override
  public Object read(JsonParser json) {
    Form.expect(json, JsonToken.START_OBJECT, "an object");
    json.nextToken();
    return readFields(json);
  }

  /** Reads from the first field's name, or the end of the object, to its end. */
  Object readFields(JsonParser json) {
    var values = new Object[fields.size()];
    for (; !json.hasToken(JsonToken.END_OBJECT); json.nextToken()) {
      var at = names().indexOf(json.currentName());
      json.nextToken();
      if (at < 0) {
        json.skipChildren();
      } else {
        values[at] = readField(json, fields.get(at));
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        values[i] = absent(fields.get(i));
      }
    }
    return make(values);
  }

  private static Object readField(JsonParser json, Field field) {
    try {
      return Form.of(field.type()).read(json);
    } catch (UnreadableException e) {
      throw e.inside(field.name());
    }
  }

  private Object absent(Field field) {
    return Form.of(field.type())
        .absent()
        .orElseThrow(() ->
            new UnreadableException(
                "the %s has no '%s'".formatted(type.getSimpleName(), field.name())));
  }

  private Object make(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new UnreadableException(
          "no %s can be made of it: %s"
              .formatted(type.getSimpleName(), String.valueOf(e.getCause())));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A component: its name, its type, and how to ask for it. */
  private record Field(String name, Type type, Method accessor) {
    private static Field of(RecordComponent component) {
      component.getAccessor().setAccessible(true);
      return new Field(component.getName(), component.getGenericType(), component.getAccessor());
    }

    private Object read(Object value) {
      try {
        return accessor.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
