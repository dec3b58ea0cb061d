package dev.autopack.testing;

import static dev.autopack.testing.Samples.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.plan.RunId;
import dev.autopack.run.RunLocks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every kind of run lock does. */
public abstract class RunLocksContract {
  protected RunLocks locks;

  protected abstract RunLocks open();

  @BeforeEach
  void openLocks() {
    locks = open();
  }

  @Test
  void a_run_has_one_executor_at_a_time() {
    try (var _ = locks.tryAcquire(RUN).orElseThrow()) {
      assertThat(locks.tryAcquire(RUN)).isEmpty();
    }
    try (var again = locks.tryAcquire(RUN).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void runs_do_not_lock_each_other() {
    try (var _ = locks.tryAcquire(RUN).orElseThrow();
        var other = locks.tryAcquire(new RunId("run-2")).orElseThrow()) {
      assertThat(other).isNotNull();
    }
  }
}
