package dev.autopack.app;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.NeverList;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.OpenSandbox;
import dev.autopack.process.Sandbox;
import dev.autopack.process.sandbox.Bubblewrap;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Finds what holds children on this machine, once a process, and fits it to the settings. */
final class Sandboxes {
  /** What a person set for this machine; it goes before the repository's settings. */
  static final String VARIABLE = "AUTOPACK_SANDBOX";

  private final LocalProcessRunner runner;
  private final Map<String, String> environment;
  private final Path userHome;
  private Optional<Bubblewrap.Search> searched = Optional.empty();

  Sandboxes(LocalProcessRunner runner, Map<String, String> environment, Path userHome) {
    this.runner = runner;
    this.environment = environment;
    this.userHome = userHome;
  }

  /** The settings with what the machine's variable says of the sandbox. */
  Settings chosen(Settings settings) {
    var named = environment.getOrDefault(VARIABLE, "");
    if (named.isBlank()) {
      return settings;
    }
    var choice =
        Arrays.stream(Settings.Sandbox.values()).filter(one -> one.id().equals(named)).findFirst();
    return settings.within(
        choice.orElseThrow(() ->
            new OperatorException(
                "The variable '%s' is '%s'.".formatted(VARIABLE, named),
                "Set it to required, preferred or off, or to nothing.")));
  }

  /**
   * What a run's children are held in.
   *
   * @throws EnvironmentException when the settings require what this machine cannot do
   */
  Sandbox of(Settings settings) {
    if (settings.children().sandbox() == Settings.Sandbox.OFF) {
      return new OpenSandbox(runner);
    }
    return switch (search()) {
      case Bubblewrap.Search.Found(var sandbox) -> sandbox;
      case Bubblewrap.Search.Missing(var why) -> {
        if (settings.children().sandbox() == Settings.Sandbox.REQUIRED) {
          throw missing(why);
        }
        yield new OpenSandbox(runner);
      }
    };
  }

  /** A sentence on what a run's children would be held in; nothing is refused. */
  String explain(Settings settings) {
    return switch (settings.children().sandbox()) {
      case OFF -> "off by the settings: tests run with your rights";
      case PREFERRED, REQUIRED ->
          switch (search()) {
            case Bubblewrap.Search.Found(var sandbox) -> sandbox.strength().text();
            case Bubblewrap.Search.Missing(var why) ->
                settings.children().sandbox() == Settings.Sandbox.REQUIRED
                    ? "required, and %s: a run will not start".formatted(why)
                    : "none, since %s: tests run with your rights".formatted(why);
          };
    };
  }

  private static EnvironmentException missing(String why) {
    return new EnvironmentException(
        "Tests must run in a sandbox, and %s.".formatted(why),
        "Install bubblewrap; or write 'sandbox: preferred' (a sandbox where there is one) or"
            + " 'sandbox: off' in %s, or set %s so on this machine: tests then run with your"
                .formatted(NeverList.SETTINGS_FILE, VARIABLE)
            + " rights.");
  }

  private synchronized Bubblewrap.Search search() {
    if (searched.isEmpty()) {
      try {
        searched = Optional.of(Bubblewrap.find(runner, environment, userHome));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EnvironmentException(
            "The search for a sandbox was interrupted.", "Start the same command again.", e);
      }
    }
    return searched.orElseThrow();
  }
}
