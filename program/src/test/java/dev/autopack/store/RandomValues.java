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
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes values of any domain type out of a seed, asking again where a record refuses. */
final class RandomValues {
  private static final int TRIES = 200;

  private static final List<String> TEXTS =
      List.of(
          "", "a", "Crème brûlée", "\ud83d\ude3a", "\r\n\t", "\"}]", "\u2028", "\\u0000", "\ufeff");

  private final Random random;

  RandomValues(long seed) {
    this.random = new Random(seed);
  }

  Object next(Type type) {
    return switch (type) {
      case ParameterizedType generic -> nextOf(generic);
      case Class<?> primitive when primitive.isPrimitive() -> nextOf(primitive);
      case Class<?> constants when constants.isEnum() -> pick(constants.getEnumConstants());
      case Class<?> record when record.isRecord() && !isText(record) -> nextRecord(record);
      case Class<?> cases when cases.isSealed() -> next(pick(cases.getPermittedSubclasses()));
      default -> nextText((Class<?>) type);
    };
  }

  private static boolean isText(Class<?> type) {
    return Form.of(type) instanceof Form.Text;
  }

  private Object nextOf(ParameterizedType type) {
    var parts = type.getActualTypeArguments();
    var raw = type.getRawType();
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.of(next(parts[0])) : Optional.empty();
    }
    var items = Stream.generate(() -> next(parts[0])).limit(random.nextInt(3)).toList();
    if (raw == List.class) {
      return items;
    } else if (raw == Set.class) {
      return new HashSet<>(items);
    }
    var map = new LinkedHashMap<Object, Object>();
    items.forEach(item -> map.put(item, next(parts[1])));
    return raw == SortedMap.class ? new TreeMap<>(map) : Map.copyOf(map);
  }

  private Object nextOf(Class<?> primitive) {
    if (primitive == boolean.class) {
      return random.nextBoolean();
    } else if (primitive == double.class) {
      return random.nextBoolean() ? (double) random.nextInt(10) : random.nextGaussian();
    } else if (primitive == int.class) {
      return random.nextInt(random.nextBoolean() ? 10 : Integer.MAX_VALUE);
    }
    return random.nextLong(random.nextBoolean() ? 10 : Long.MAX_VALUE);
  }

  private Object nextRecord(Class<?> type) {
    RuntimeException last = new IllegalStateException("no try");
    for (int i = 0; i < TRIES; i++) {
      try {
        return make(type);
      } catch (IllegalArgumentException refused) {
        last = refused;
      }
    }
    throw new IllegalStateException("no valid " + type, last);
  }

  private Object make(Class<?> type) {
    var components = type.getRecordComponents();
    try {
      var constructor =
          type.getDeclaredConstructor(
              Stream.of(components).map(part -> part.getType()).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(
          Stream.of(components).map(part -> next(part.getGenericType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Object nextText(Class<?> type) {
    var name = "n" + random.nextInt(1000);
    Map<Class<?>, Supplier<Object>> texts =
        Map.ofEntries(
            Map.entry(String.class, () -> pick(TEXTS.toArray()) + name),
            Map.entry(Integer.class, () -> random.nextInt(100)),
            Map.entry(Long.class, () -> random.nextLong(100)),
            Map.entry(RepoPath.class, () -> new RepoPath("src/" + name + "/é 1.py")),
            Map.entry(PathPattern.class, () -> new PathPattern("src/**/" + name + "*")),
            Map.entry(PhaseId.class, () -> new PhaseId(name)),
            Map.entry(RunId.class, () -> new RunId(name)),
            Map.entry(CommitId.class, () -> new CommitId(hexDigits(40))),
            Map.entry(TreeId.class, () -> new TreeId(hexDigits(64))),
            Map.entry(
                BigDecimal.class, () -> BigDecimal.valueOf(random.nextInt(), random.nextInt(9))),
            Map.entry(
                Instant.class,
                () -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))),
            Map.entry(Duration.class, () -> Duration.ofNanos(random.nextLong())),
            Map.entry(URI.class, () -> URI.create("http://127.0.0.1:1/" + name)),
            Map.entry(
                OptionalInt.class,
                () ->
                    random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty()),
            Map.entry(
                OptionalLong.class,
                () ->
                    random.nextBoolean()
                        ? OptionalLong.of(random.nextLong())
                        : OptionalLong.empty()));
    return Optional.ofNullable(texts.get(type))
        .orElseThrow(() -> new IllegalStateException("no values of " + type))
        .get();
  }

  private String hexDigits(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> Integer.toHexString(random.nextInt(16)))
        .reduce("", String::concat);
  }

  private <T> T pick(T[] among) {
    return among[random.nextInt(among.length)];
  }
}
