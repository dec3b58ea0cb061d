package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.LocalProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassingRunnerTest {
  private static final Map<String, String> OURS =
      Map.of(
          "PATH", System.getenv("PATH"),
          "REGION", "north",
          "STAGE", "test",
          "MODEL_API_KEY", "sk-1",
          "DATABASE_URL", "postgresql://me:secret@db/x");

  @TempDir private Path folder;

  @Test
  void children_see_what_the_settings_name_and_nothing_else_of_ours() throws InterruptedException {
    assertThat(seen(List.of("REGION", "NOT_SET"), Map.of()))
        .contains("REGION=north")
        .noneMatch(line -> line.matches("(STAGE|NOT_SET|MODEL_API_KEY|DATABASE_URL)=.*"));
  }

  @Test
  void what_a_command_sets_itself_wins() throws InterruptedException {
    assertThat(seen(List.of("REGION"), Map.of("REGION", "south"))).contains("REGION=south");
  }

  @Test
  void a_value_with_a_password_is_refused_before_anything_runs() {
    assertThatThrownBy(() -> runner(List.of("DATABASE_URL")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("The variable 'DATABASE_URL' holds a secret, and no child is given one.");
  }

  private List<String> seen(List<String> names, Map<String, String> own)
      throws InterruptedException {
    var patience = Duration.ofSeconds(30);
    var bounds = new Command.Bounds(patience, patience, 100_000);
    Exit exit = runner(names).run(new Command(List.of("env"), folder, own, bounds));
    return exit.out().lines().toList();
  }

  private static PassingRunner runner(List<String> names) {
    return new PassingRunner(new LocalProcessRunner(OURS, InstantSource.system()), OURS, names);
  }
}
