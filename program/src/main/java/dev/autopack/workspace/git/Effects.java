package dev.autopack.workspace.git;

/**
 * Is told of each effect outside the program, just before and just after it: so that a test can end
 * the process at every such instant.
 */
public interface Effects {
  /** Nobody listens. */
  Effects NONE =
      new Effects() {
        @Override
        public void before(String what) {}

        @Override
        public void after(String what) {}
      };

  void before(String what);

  void after(String what);

  /** Does the work between the two calls. */
  default void around(String what, Runnable work) {
    before(what);
    work.run();
    after(what);
  }
}
