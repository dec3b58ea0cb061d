package dev.autopack.store;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** How the values of one type are written as JSON. */
interface Form {
  void write(JsonGenerator json, Object value);

  /** Reads a value whose first token is current, and stops at its last. */
  Object read(JsonParser json);

  /** What a field holds that was not written at all; empty where that is an error. */
  default Optional<Object> absent() {
    return Optional.empty();
  }

  /** Refuses a type of which some part has no form. */
  default void requireParts() {}

  /**
   * The form of a type.
   *
   * @throws IllegalStateException when there is none: no record, sealed type, enum, collection or
   *     known value
   */
  static Form of(Type type) {
    var known = Known.FORMS.get(type);
    if (known != null) {
      return known;
    }
    // Known before its parts are, since a type may hold itself.
    var made = make(type);
    Known.FORMS.put(type, made);
    try {
      made.requireParts();
      return made;
    } catch (IllegalStateException e) {
      Known.FORMS.remove(type);
      throw e;
    }
  }

  private static Form make(Type type) {
    return switch (type) {
      case ParameterizedType generic -> ofParts(generic);
      case Class<?> record when record.isRecord() -> new RecordForm(record);
      case Class<?> cases when cases.isSealed() -> new CasesForm(cases);
      case Class<?> constants when constants.isEnum() -> ofConstants(constants);
      default -> throw new IllegalStateException("%s cannot be stored".formatted(type));
    };
  }

  private static Form ofParts(ParameterizedType type) {
    var parts = type.getActualTypeArguments();
    var last = of(parts[parts.length - 1]);
    if (type.getRawType() == Optional.class) {
      return new Containers.Maybe(
          last, Optional.empty(), value -> (Optional<?>) value, Optional::of);
    } else if (type.getRawType() == List.class) {
      return new Containers.Items(last, List::copyOf);
    } else if (type.getRawType() == Set.class) {
      return new Containers.Items(last, Set::copyOf);
    } else if (type.getRawType() == Map.class && of(parts[0]) instanceof Text key) {
      return new Containers.Entries(key, last, Map::copyOf);
    } else if (type.getRawType() == SortedMap.class) {
      return new Containers.Entries(sortedKey(parts[0]), last, TreeMap::new);
    }
    throw new IllegalStateException("%s cannot be stored".formatted(type));
  }

  private static Text sortedKey(Type type) {
    if (type == Integer.class) {
      return new Text("number", String::valueOf, Integer::valueOf);
    }
    if (of(type) instanceof Text text) {
      return text;
    }
    throw new IllegalStateException("%s cannot be a key".formatted(type));
  }

  private static Form ofConstants(Class<?> type) {
    return new Text(
        type.getSimpleName(),
        value -> ((Enum<?>) value).name(),
        text -> {
          for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
              return constant;
            }
          }
          throw new IllegalArgumentException("it knows " + List.of(type.getEnumConstants()));
        });
  }

  /** A value that is one text. */
  record Text(String name, Function<Object, String> format, Function<String, Object> parse)
      implements Form {
    @Override
    public void write(JsonGenerator json, Object value) {
      json.writeString(Json.wellFormed(format.apply(value)));
    }

    @Override
    public Object read(JsonParser json) {
      return parse(expect(json, JsonToken.VALUE_STRING, "a text").getString());
    }

    Object parse(String text) {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException | java.time.DateTimeException e) {
        throw new UnreadableException(
            "'%s' is no %s: %s".formatted(text, name, String.valueOf(e.getMessage())));
      }
    }
  }

  /** A whole number; {@code narrow} throws where it does not fit. */
  record Whole(Function<Long, Object> narrow) implements Form {
    static final Whole INT = new Whole(Math::toIntExact);
    static final Whole LONG = new Whole(number -> number);

    @Override
    public void write(JsonGenerator json, Object value) {
      json.writeNumber(((Number) value).longValue());
    }

    @Override
    public Object read(JsonParser json) {
      var number = expect(json, JsonToken.VALUE_NUMBER_INT, "a whole number").getLongValue();
      try {
        return narrow.apply(number);
      } catch (ArithmeticException e) {
        throw new UnreadableException("%d is too large".formatted(number));
      }
    }
  }

  /** A number with a fraction. */
  record Fraction() implements Form {
    @Override
    public void write(JsonGenerator json, Object value) {
      var number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(number + " cannot be stored");
      }
      json.writeNumber(number);
    }

    @Override
    public Object read(JsonParser json) {
      if (json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        return (double) json.getLongValue();
      }
      return expect(json, JsonToken.VALUE_NUMBER_FLOAT, "a number").getDoubleValue();
    }
  }

  /** Yes or no. */
  record Flag() implements Form {
    @Override
    public void write(JsonGenerator json, Object value) {
      json.writeBoolean((Boolean) value);
    }

    @Override
    public Object read(JsonParser json) {
      if (json.hasToken(JsonToken.VALUE_FALSE)) {
        return false;
      }
      expect(json, JsonToken.VALUE_TRUE, "true or false");
      return true;
    }
  }

  static JsonParser expect(JsonParser json, JsonToken token, String what) {
    if (!json.hasToken(token)) {
      throw new UnreadableException(
          "%s stands where %s should".formatted(json.currentToken(), what));
    }
    return json;
  }

  /** Every form made so far, and those that cannot be worked out. */
  final class Known {
    private static final Map<Type, Form> FORMS =
        new ConcurrentHashMap<>(
            Map.ofEntries(
                text(String.class, Function.identity(), Function.identity()),
                text(RepoPath.class, RepoPath::value, RepoPath::new),
                text(PathPattern.class, PathPattern::glob, PathPattern::new),
                text(PhaseId.class, PhaseId::value, PhaseId::new),
                text(RunId.class, RunId::value, RunId::new),
                text(CommitId.class, CommitId::value, CommitId::new),
                text(TreeId.class, TreeId::value, TreeId::new),
                text(BigDecimal.class, BigDecimal::toString, BigDecimal::new),
                text(Instant.class, Instant::toString, Instant::parse),
                text(Duration.class, Duration::toString, Duration::parse),
                text(URI.class, URI::toString, URI::create),
                text(Path.class, Path::toString, Path::of),
                Map.entry(int.class, Whole.INT),
                Map.entry(Integer.class, Whole.INT),
                Map.entry(long.class, Whole.LONG),
                Map.entry(Long.class, Whole.LONG),
                Map.entry(double.class, new Fraction()),
                Map.entry(Double.class, new Fraction()),
                Map.entry(boolean.class, new Flag()),
                Map.entry(Boolean.class, new Flag()),
                Map.entry(OptionalInt.class, Containers.Maybe.ofInt()),
                Map.entry(OptionalLong.class, Containers.Maybe.ofLong())));

    private Known() {}

    private static <T> Map.Entry<Class<T>, Form> text(
        Class<T> type, Function<T, String> format, Function<String, T> parse) {
      return Map.entry(
          type,
          new Text(type.getSimpleName(), value -> format.apply(type.cast(value)), parse::apply));
    }
  }
}
