package dev.autopack.testing;

import dev.autopack.workspace.git.Effects;

/** Dies before and after each object, ref, layout and worktree entry that a workspace writes. */
public final class MortalEffects implements Effects {
  private final Mortality mortality;

  public MortalEffects(Mortality mortality) {
    this.mortality = mortality;
  }

  @Override
  public void before(String what) {
    mortality.reach("before " + what);
  }

  @Override
  public void after(String what) {
    mortality.reach("after " + what);
  }
}
