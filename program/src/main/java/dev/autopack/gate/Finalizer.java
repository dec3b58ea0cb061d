package dev.autopack.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The one authority for COMPLETE: folds verdicts into a ruling, silence counting as unknown. */
public final class Finalizer {
  private final List<GateName> gates;
  private final List<Waiver> waivers;

  /**
   * Holds every phase to the same gates.
   *
   * @param gates those that must speak
   */
  public Finalizer(List<GateName> gates, List<Waiver> waivers) {
    if (gates.isEmpty()) {
      throw new IllegalArgumentException("a finalizer without a gate would pass everything");
    }
    this.gates = List.copyOf(gates);
    this.waivers = List.copyOf(waivers);
  }

  public Ruling decide(List<Verdict> verdicts) {
    var silent = new TreeSet<>(gates);
    waivers.forEach(waiver -> silent.remove(waiver.gate()));
    var blocking = new ArrayList<Verdict>();
    for (var verdict : verdicts) {
      silent.remove(verdict.gate());
      switch (verdict) {
        case Verdict.Pass _ -> {}
        case Verdict.Fail _, Verdict.Unknown _ -> blocking.add(verdict);
      }
    }
    silent.forEach(
        gate -> blocking.add(new Verdict.Unknown(gate, "it gave no verdict", List.of())));
    return blocking.isEmpty()
        ? new Ruling.Complete(verdicts, waivers)
        : new Ruling.NotComplete(verdicts, blocking);
  }
}
