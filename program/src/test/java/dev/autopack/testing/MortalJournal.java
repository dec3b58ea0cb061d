package dev.autopack.testing;

import dev.autopack.run.Journal;
import dev.autopack.run.StepKey;

/** Dies around the two writes of a step. */
public final class MortalJournal implements Journal {
  private final Journal journal;
  private final Mortality mortality;

  public MortalJournal(Journal journal, Mortality mortality) {
    this.journal = journal;
    this.mortality = mortality;
  }

  @Override
  public <T> T step(StepKey<T> key, Work<T> work) throws InterruptedException {
    mortality.reach("before the intent of '%s'".formatted(key.name()));
    var result =
        journal.step(
            key,
            entry -> {
              mortality.reach("after the intent of '%s'".formatted(key.name()));
              var done = work.run(entry);
              mortality.reach("before the result of '%s'".formatted(key.name()));
              return done;
            });
    mortality.reach("after the result of '%s'".formatted(key.name()));
    return result;
  }
}
