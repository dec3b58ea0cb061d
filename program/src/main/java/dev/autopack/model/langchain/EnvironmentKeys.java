package dev.autopack.model.langchain;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.model.KeySource;
import dev.autopack.model.Keys;
import dev.autopack.model.KnownModel;
import dev.autopack.model.ModelCatalog;
import dev.autopack.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Keys from the environment given, or from files outside the repository. */
public final class EnvironmentKeys implements Keys {
  private static final long MAX_KEY_BYTES = 10_000;

  private final Map<String, String> environment;
  private final Path repository;

  /**
   * Keys of that environment.
   *
   * @param repository no key is read from under it: what lies there, a model may see
   */
  public EnvironmentKeys(Map<String, String> environment, Path repository) {
    this.environment = Map.copyOf(environment);
    this.repository = repository;
  }

  @Override
  public Optional<Secret> find(KnownModel model) {
    var name = model.profile().name();
    return switch (model.key()) {
      case KeySource.None() -> Optional.empty();
      case KeySource.Variable(var variable) -> Optional.of(fromVariable(name, variable));
      case KeySource.File(var path) -> Optional.of(fromFile(name, path));
    };
  }

  private Secret fromVariable(String model, String variable) {
    var value = environment.getOrDefault(variable, "").strip();
    if (value.isEmpty()) {
      throw new EnvironmentException(
          "The model '%s' needs a key, and the environment variable %s is not set."
              .formatted(model, variable),
          "Set %s, or name another variable (key_env) or a file (key_file) for the model in %s in"
                  .formatted(variable, ModelCatalog.FILE_NAME)
              + " your configuration folder.");
    }
    return secret(value, "The key in the environment variable " + variable);
  }

  private Secret fromFile(String model, String written) {
    var path = written.startsWith("~/") ? home().resolve(written.substring(2)) : Path.of(written);
    try {
      var real = path.toRealPath();
      if (real.startsWith(repository.toRealPath())) {
        throw new OperatorException(
            "The key file '%s' of the model '%s' lies in the repository, where models can read it."
                .formatted(written, model),
            "Move it out of the repository and write its new place into %s."
                .formatted(ModelCatalog.FILE_NAME));
      }
      if (Files.size(real) > MAX_KEY_BYTES) {
        throw new IOException("it has more than %d bytes".formatted(MAX_KEY_BYTES));
      }
      return secret(Files.readString(real).strip(), "The key file '%s'".formatted(written));
    } catch (IOException e) {
      throw new EnvironmentException(
          "The key file '%s' of the model '%s' cannot be read: %s."
              .formatted(written, model, e.getMessage()),
          "Create it, with the key and nothing else in it, or correct key_file in %s."
              .formatted(ModelCatalog.FILE_NAME),
          e);
    }
  }

  private Path home() {
    var home = environment.getOrDefault("HOME", "");
    if (home.isBlank()) {
      throw new EnvironmentException(
          "A key file begins with ~/ and the environment variable HOME is not set.",
          "Set HOME, or write the file's whole path.");
    }
    return Path.of(home);
  }

  /** Its own message is not passed on with the cause: whatever the text was, it may be a key. */
  private static Secret secret(String value, String what) {
    try {
      return new Secret(value);
    } catch (IllegalArgumentException _) {
      throw new EnvironmentException(
          what + " is empty or not one word of printable ASCII characters.",
          "Put the key there as its provider shows it, and nothing else.");
    }
  }
}
