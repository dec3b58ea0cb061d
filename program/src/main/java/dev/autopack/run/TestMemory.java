package dev.autopack.run;

import dev.autopack.gate.Quarantine;
import dev.autopack.gate.TestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What all runs in a repository remember of its tests: flakes, and what a person set aside. */
public interface TestMemory {
  /** Counts what runs of a test showed; the same sighting again changes nothing. */
  void note(Sighting sighting);

  /** Every test that is remembered, of all repositories or of one, by repository and identity. */
  List<Remembered> tests(Optional<String> repository);

  /** Sets a test aside, or says anew why. */
  void quarantine(Key test, SetAside aside);

  /** Takes a test back; whether it was set aside. */
  boolean release(Key test);

  /**
   * Which test.
   *
   * @param repository as in {@link RunRecord.Sources}
   */
  record Key(String repository, String toolchain, TestId test) {
    private static final int ID_CHARS = 10;

    /** Short, for command lines. */
    public String id() {
      return Hashes.sha256("%s\n%s\n%s".formatted(repository, toolchain, test))
          .substring(0, ID_CHARS);
    }
  }

  /**
   * A flake as one judging of a tree saw it.
   *
   * @param runs how often the test ran, the first time among them
   * @param cause tells this sighting from every other
   */
  record Sighting(Key key, int runs, int failures, Instant at, String cause) {}

  /** A person's decision. */
  record SetAside(String by, Instant at, String reason) {}

  /**
   * What is known of a test.
   *
   * @param sightings how many judgings saw it fail and pass
   * @param lastSeen the latest of them
   */
  record Remembered(
      Key key,
      int sightings,
      int runs,
      int failures,
      Optional<Instant> lastSeen,
      Optional<SetAside> quarantined) {
    /** As the gate knows it; empty unless a person set the test aside. */
    public Optional<Quarantine> quarantine() {
      return quarantined.map(
          aside -> new Quarantine(key.toolchain(), key.test(), aside.by(), aside.reason()));
    }
  }
}
