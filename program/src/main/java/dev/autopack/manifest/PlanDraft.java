package dev.autopack.manifest;

import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan made of the words of a goal: a proposal for a person to correct, never more.
 *
 * @param grounds what each phase rests on, in the plan's order
 */
public record PlanDraft(Plan plan, List<Ground> grounds) {
  public PlanDraft {
    grounds = List.copyOf(grounds);
  }

  /**
   * Why a phase is as it is.
   *
   * @param evidence how sure its files are, as text
   * @param files those proposed, most likely first, each with the reason
   * @param open what only a person can add, a sentence each
   */
  public record Ground(PhaseId phase, String evidence, List<ScopedPath> files, List<String> open) {
    public Ground {
      files = List.copyOf(files);
      open = List.copyOf(open);
    }
  }

  /** All of it for people, a line each. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("A draft, made of the goal's words by pattern matching: no model was asked.");
    lines.add("Its files are guesses. Correct them, and say what must hold, before you run it.");
    for (var ground : grounds) {
      lines.add("%s: %s".formatted(ground.phase(), ground.evidence()));
      ground.files().forEach(file -> lines.add("  %s: %s".formatted(file.path(), file.reason())));
      ground.open().forEach(open -> lines.add("  to do: " + open));
    }
    return lines;
  }
}
