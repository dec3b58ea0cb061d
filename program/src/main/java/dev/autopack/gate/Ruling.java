package dev.autopack.gate;

import java.util.List;

/** The one decision on a phase; only the {@link Finalizer} makes one. */
public sealed interface Ruling {
  List<Verdict> verdicts();

  /** Every gate that had to speak passed. */
  final class Complete implements Ruling {
    private final List<Verdict> verdicts;
    private final List<Waiver> waivers;

    Complete(List<Verdict> verdicts, List<Waiver> waivers) {
      this.verdicts = List.copyOf(verdicts);
      this.waivers = List.copyOf(waivers);
    }

    @Override
    public List<Verdict> verdicts() {
      return verdicts;
    }

    public List<Waiver> waivers() {
      return waivers;
    }
  }

  /**
   * Something blocks.
   *
   * @param blocking the verdicts that do, silence among them as unknown
   */
  record NotComplete(List<Verdict> verdicts, List<Verdict> blocking) implements Ruling {
    public NotComplete {
      verdicts = List.copyOf(verdicts);
      blocking = List.copyOf(blocking);
    }
  }
}
