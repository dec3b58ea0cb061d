package dev.autopack.app;

import dev.autopack.budget.ModelProfile;
import dev.autopack.cli.Console;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.model.KeySource;
import dev.autopack.model.KnownModel;
import dev.autopack.model.Model;
import dev.autopack.model.ModelCatalog;
import dev.autopack.model.PatientModel;
import dev.autopack.model.Secret;
import dev.autopack.model.langchain.LangchainModel;
import dev.autopack.model.replay.ReplayModel;
import dev.autopack.run.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The catalogue's models, with keys from the environment or from files outside the repository. */
final class CatalogModels implements Models {
  private final Keyring keyring;
  private final Supplier<ModelCatalog> load;
  private final Tempo tempo;
  private final InstantSource clock;
  private final Console console;
  private Optional<ModelCatalog> catalog = Optional.empty();

  CatalogModels(
      Keyring keyring,
      Supplier<ModelCatalog> load,
      Tempo tempo,
      InstantSource clock,
      Console console) {
    this.keyring = keyring;
    this.load = load;
    this.tempo = tempo;
    this.clock = clock;
    this.console = console;
  }

  private ModelCatalog catalog() {
    if (catalog.isEmpty()) {
      catalog = Optional.of(load.get());
    }
    return catalog.orElseThrow();
  }

  @Override
  public ModelProfile profile(String name) {
    return catalog().profile(name);
  }

  @Override
  public Model open(ModelProfile profile) {
    var known = catalog().model(profile.name());
    return switch (profile.provider()) {
      case REPLAY ->
          ReplayModel.of(
              Path.of(
                  profile
                      .baseUrl()
                      .orElseThrow(() ->
                          new OperatorException(
                              "The replay model '%s' names no file.".formatted(profile.name()),
                              "Add base_url: file:///... to it in models.yaml."))));
      case ANTHROPIC, OPENAI ->
          new PatientModel(
              new LangchainModel(
                  profile, known.structure(), keyring.key(known), tempo.timeouts(), clock),
              tempo.patience(),
              (wait, why) -> {
                console.say(
                    "%s: %s; trying again in %d s"
                        .formatted(profile.name(), why.detail(), Math.max(1, wait.toSeconds())));
                Thread.sleep(wait);
              },
              clock,
              new Random());
    };
  }

  /**
   * Where keys come from.
   *
   * @param home whose folder {@code ~} is
   * @param repository where no key may lie
   */
  record Keyring(Map<String, String> environment, Path home, Path repository) {
    Keyring {
      environment = Map.copyOf(environment);
    }

    Optional<Secret> key(KnownModel known) {
      return switch (known.key()) {
        case KeySource.None() -> Optional.empty();
        case KeySource.Variable(var name) -> Optional.of(ofVariable(known, name));
        case KeySource.File(var path) -> Optional.of(ofFile(known, path));
      };
    }

    private Secret ofVariable(KnownModel known, String name) {
      var value = environment.get(name);
      if (value == null || value.isBlank()) {
        throw new OperatorException(
            "The model '%s' needs a key, and %s is not set."
                .formatted(known.profile().name(), name),
            "Set it in the environment: export %s=...".formatted(name));
      }
      return secret(known, name, value);
    }

    /** Says nothing of what was found: it may be most of a key. */
    private static Secret secret(KnownModel known, String where, String value) {
      try {
        return new Secret(value.strip());
      } catch (IllegalArgumentException _) {
        throw new OperatorException(
            "What '%s' holds is no key for the model '%s': a key is one word of printable ASCII characters."
                .formatted(where, known.profile().name()),
            "Put the key there, and nothing else.");
      }
    }

    /** By its name or, where a link leads elsewhere, by where it really is. */
    private static boolean lies(Path file, Path folder) {
      try {
        return file.startsWith(folder) || file.toRealPath().startsWith(folder.toRealPath());
      } catch (IOException _) {
        // Not there, which the reading says better.
        return false;
      }
    }

    private Secret ofFile(KnownModel known, String written) {
      var file = written.startsWith("~/") ? home.resolve(written.substring(2)) : Path.of(written);
      if (lies(file.toAbsolutePath().normalize(), repository)) {
        throw new OperatorException(
            "The key of model '%s' lies in the repository: '%s'."
                .formatted(known.profile().name(), written),
            "Move it out of the repository and correct key_file in models.yaml.");
      }
      try {
        return secret(known, written, Files.readString(file));
      } catch (IOException e) {
        throw new EnvironmentException(
            "The key of model '%s' cannot be read from '%s'."
                .formatted(known.profile().name(), written),
            "Correct key_file in models.yaml, or write the file.",
            e);
      }
    }
  }
}
