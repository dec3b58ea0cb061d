package dev.autopack.app;

import dev.autopack.error.EnvironmentException;
import dev.autopack.process.ChildEnvironment;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs children that see some variables more than the usual ones. */
final class PassingRunner implements ProcessRunner {
  private final ProcessRunner runner;
  private final Map<String, String> passed;

  /**
   * Passes on those of the variables that are set.
   *
   * @throws EnvironmentException when one holds a secret
   */
  PassingRunner(ProcessRunner runner, Map<String, String> environment, List<String> names) {
    this.runner = runner;
    var set = new HashMap<String, String>();
    for (var name : names) {
      var value = environment.get(name);
      if (value != null) {
        refuseSecret(name, value);
        set.put(name, value);
      }
    }
    this.passed = Map.copyOf(set);
  }

  private static void refuseSecret(String name, String value) {
    if (ChildEnvironment.isSecret(name, value)) {
      throw new EnvironmentException(
          "The variable '%s' holds a secret, and no child is given one.".formatted(name),
          "Give it a value without a password, or remove it from environment.pass.");
    }
  }

  @Override
  public Exit run(Command command) throws InterruptedException {
    var environment = new HashMap<>(passed);
    environment.putAll(command.environment());
    return runner.run(command.with(environment));
  }
}
