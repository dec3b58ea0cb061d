package dev.autopack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/** Nothing is left out in silence. */
class LeftOutProofsTest {
  @TempDir private Path folder;

  /** Run by the tests below alone: Surefire passes over nested classes. */
  static class Lacking {
    @Test
    void a_proof_that_runs() {}

    @Test
    void a_proof_of_flight() {
      Proof.requireTool("pigs-with-wings", () -> false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "sh"})
    void a_proof_in(String language) {
      Proof.requireTool(language, () -> !language.equals("ada"));
    }

    @Test
    @Disabled("too slow")
    void a_proof_that_nobody_runs() {}
  }

  /** A whole class that cannot begin. */
  static class LackingAtAll {
    @BeforeAll
    static void require() {
      Proof.requireProgram("no-such-program");
    }

    @Test
    void a_proof() {}
  }

  private Path run(Class<?> tests) {
    var file = folder.resolve("target").resolve("left-out.txt");
    var quiet = LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    LauncherFactory.create(quiet)
        .execute(request().selectors(selectClass(tests)).build(), new LeftOutProofs(file));
    return file;
  }

  @Test
  void each_proof_that_was_left_out_is_written_down_with_its_reason() {
    assertThat(run(Lacking.class))
        .content()
        .hasLineCount(3)
        .contains("LeftOutProofsTest$Lacking.a_proof_of_flight: 'pigs-with-wings' is not there")
        .contains("LeftOutProofsTest$Lacking.a_proof_in (")
        .contains("'ada' is not there")
        .contains("LeftOutProofsTest$Lacking.a_proof_that_nobody_runs: too slow");
  }

  @Test
  void a_class_that_cannot_begin_is_written_down_once() {
    assertThat(run(LackingAtAll.class))
        .hasContent("LeftOutProofsTest$LackingAtAll: there is no 'no-such-program' on the PATH");
  }
}
