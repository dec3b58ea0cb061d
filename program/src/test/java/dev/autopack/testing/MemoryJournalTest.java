package dev.autopack.testing;

/** The double obeys the same contract as the real journals. */
class MemoryJournalTest extends JournalContract {
  private final MemoryRunStore first = new MemoryRunStore(new ManualClock());

  @Override
  protected Opened openProcess() {
    var store = first.otherProcess();
    return new Opened(new MemoryJournal(store), store);
  }
}
