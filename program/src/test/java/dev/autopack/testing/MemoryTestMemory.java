package dev.autopack.testing;

import dev.autopack.run.TestMemory;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is remembered of tests as long as this object lasts. */
public final class MemoryTestMemory implements TestMemory {
  private final Map<Key, Remembered> tests = new LinkedHashMap<>();
  private final Set<Map.Entry<Key, String>> causes = new HashSet<>();

  private Remembered find(Key key) {
    return tests.getOrDefault(
        key, new Remembered(key, 0, 0, 0, Optional.empty(), Optional.empty()));
  }

  @Override
  public synchronized void note(Sighting sighting) {
    if (causes.add(Map.entry(sighting.key(), sighting.cause()))) {
      var was = find(sighting.key());
      tests.put(
          sighting.key(),
          new Remembered(
              sighting.key(),
              was.sightings() + 1,
              was.runs() + sighting.runs(),
              was.failures() + sighting.failures(),
              Optional.of(sighting.at()),
              was.quarantined()));
    }
  }

  @Override
  public synchronized List<Remembered> tests(Optional<String> repository) {
    return tests.values().stream()
        .filter(test -> repository.isEmpty() || repository.get().equals(test.key().repository()))
        .sorted(
            Comparator.comparing((Remembered test) -> test.key().repository())
                .thenComparing(test -> test.key().toolchain())
                .thenComparing(test -> test.key().test()))
        .toList();
  }

  @Override
  public synchronized void quarantine(Key test, SetAside aside) {
    put(test, Optional.of(aside));
  }

  @Override
  public synchronized boolean release(Key test) {
    var wasAside = find(test).quarantined().isPresent();
    if (wasAside) {
      put(test, Optional.empty());
    }
    return wasAside;
  }

  private void put(Key test, Optional<SetAside> aside) {
    var was = find(test);
    tests.put(
        test,
        new Remembered(test, was.sightings(), was.runs(), was.failures(), was.lastSeen(), aside));
  }
}
