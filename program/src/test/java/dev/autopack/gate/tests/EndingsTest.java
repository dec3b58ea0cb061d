package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.testing.PlayedTools;
import dev.autopack.process.Exit;
import dev.autopack.process.Exit.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingsTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(2), Duration.ofSeconds(7));

  @ParameterizedTest
  @CsvSource({
    "WALL_TIMEOUT, HANG, the tests were stopped after 120 s",
    "IDLE_TIMEOUT, HANG, the tests were stopped: 7 s without a word",
    "OUTPUT_LIMIT, CRASH, the tests were stopped: too much output",
    "CPU_LIMIT, CRASH, the tests were stopped: too much processor time",
    "PROCESS_LIMIT, CRASH, the tests were stopped: too many processes at once",
    "MEMORY_LIMIT, CRASH, the tests were stopped: too much memory",
    "DISK_LIMIT, CRASH, the tests were stopped: too much written to the disk",
  })
  void whoever_is_stopped_is_told_why(Ending ending, Trouble.Kind kind, String text) {
    assertThat(Endings.judge(PlayedTools.stopped(ending, ""), PATIENCE))
        .contains(new Trouble(kind, text));
  }

  @Test
  void a_signal_is_a_crash_and_an_exit_code_of_its_own_is_none() {
    assertThat(Endings.judge(ended(139), PATIENCE))
        .contains(new Trouble(Trouble.Kind.CRASH, "the tests were ended by signal 11"));
    assertThat(Endings.judge(ended(128), PATIENCE)).isEmpty();
    assertThat(Endings.judge(ended(0), PATIENCE)).isEmpty();
  }

  private static Exit ended(int code) {
    return PlayedTools.ended(code, "");
  }
}
