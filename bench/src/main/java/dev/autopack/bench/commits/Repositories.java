package dev.autopack.bench.commits;

import dev.autopack.error.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Git repositories under one folder, bare or ordinary. */
public final class Repositories {
  private final Path folder;

  /**
   * Looks under this folder.
   *
   * @throws OperatorException when there is no such folder
   */
  public Repositories(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new OperatorException(
          "There is no folder '%s'.".formatted(folder),
          "Name the folder that holds the repositories: --repos DIR");
    }
    this.folder = folder;
  }

  /** A repository {@code owner/name} may lie in any of three places. */
  public Optional<Path> find(String repo) {
    var name = repo.substring(repo.lastIndexOf('/') + 1);
    return Stream.of(
            folder.resolve(repo.replace('/', '+')).resolve("repo"),
            folder.resolve(repo),
            folder.resolve(name))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
