package dev.autopack.workspace.git;

/** Told before and after each visible effect; a fault test ends the process there. */
public interface Effects {
  Effects NONE =
      new Effects() {
        @Override
        public void before(String what) {}

        @Override
        public void after(String what) {}
      };

  void before(String what);

  void after(String what);
}
