package dev.autopack.telemetry;

import dev.autopack.telemetry.CallFacts.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What calls can be grouped by. */
public enum Dimension {
  CATEGORY,
  MODEL,
  FORMAT,
  SCOPE,
  BATCHED;

  /** As written on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The calls by group, in an order that does not depend on theirs; each call is in one group. */
  public List<Group> split(List<CallInBatch> calls) {
    var groups = new TreeMap<Key, List<CallInBatch>>(Key.ORDER);
    for (var call : calls) {
      groups.computeIfAbsent(key(call.facts().shape()), _ -> new ArrayList<>()).add(call);
    }
    return groups.entrySet().stream()
        .map(entry -> new Group(entry.getKey().name(), entry.getValue()))
        .toList();
  }

  private Key key(Shape shape) {
    return switch (this) {
      case CATEGORY -> new Key(0, shape.category().id());
      case MODEL -> new Key(0, shape.model());
      case FORMAT -> new Key(0, shape.format().id());
      case SCOPE -> ScopeSize.of(shape.scopeFiles());
      case BATCHED -> shape.batched() ? new Key(1, "batched") : new Key(0, "not batched");
    };
  }

  /** The calls of one group. */
  public record Group(String name, List<CallInBatch> calls) {
    public Group {
      calls = List.copyOf(calls);
    }
  }

  private record Key(int order, String name) {
    static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::order).thenComparing(Key::name);
  }

  /** Scope sizes as the metrics speak of them. */
  private static final class ScopeSize {
    private ScopeSize() {}

    static Key of(int files) {
      if (files < 2) {
        return new Key(0, "1");
      }
      if (files < 5) {
        return new Key(1, "2-4");
      }
      if (files < 10) {
        return new Key(2, "5-9");
      }
      return files < 20 ? new Key(3, "10-19") : new Key(4, "20+");
    }
  }
}
