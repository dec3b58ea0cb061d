package dev.autopack.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A sealed type as its case's object, which says first which case it is. Every case must be a
 * record: what only one class may make, like a ruling, is never stored.
 */
final class CasesForm implements Form {
  private static final String TAG = "type";

  private final Class<?> type;
  private final Map<String, RecordForm> cases = new LinkedHashMap<>();

  CasesForm(Class<?> type) {
    this.type = type;
    addCases(type);
  }

  private void addCases(Class<?> parent) {
    for (var permitted : parent.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        addCases(permitted);
      } else {
        addCase(permitted);
      }
    }
  }

  private void addCase(Class<?> permitted) {
    if (!permitted.isRecord()) {
      throw new IllegalStateException(
          "%s cannot be stored: its case %s is no record"
              .formatted(type.getName(), permitted.getSimpleName()));
    }
    var form = new RecordForm(permitted);
    var twin = cases.put(permitted.getSimpleName(), form);
    if (twin != null || form.names().contains(TAG)) {
      throw new IllegalStateException(
          "%s cannot be stored: its case %s cannot be told apart"
              .formatted(type.getName(), permitted.getSimpleName()));
    }
  }

  @Override
  public void requireParts() {
    cases.values().forEach(RecordForm::requireParts);
  }

  @Override
  public void write(JsonGenerator json, Object value) {
    var name = value.getClass().getSimpleName();
    json.writeStartObject();
    json.writeStringProperty(TAG, name);
    caseOf(name).writeFields(json, value);
    json.writeEndObject();
  }

  @Override
  public Object read(JsonParser json) {
    Form.expect(json, JsonToken.START_OBJECT, "an object");
    if (!TAG.equals(json.nextName()) || json.nextToken() != JsonToken.VALUE_STRING) {
      throw new UnreadableException(
          "the object does not say which %s it is".formatted(type.getSimpleName()));
    }
    var form = caseOf(json.getString());
    json.nextToken();
    return form.readFields(json);
  }

  private RecordForm caseOf(String name) {
    return Optional.ofNullable(cases.get(name))
        .orElseThrow(() ->
            new UnreadableException("'%s' is no case of %s".formatted(name, type.getSimpleName())));
  }
}
