package dev.autopack.bench.commits;

import dev.autopack.bench.commits.Contents.FileTexts;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/** Contents from git repositories under one folder, bare or ordinary. */
public final class GitContents implements Contents.Source {
  private final Repositories repositories;

  /**
   * Looks under this folder.
   *
   * @throws OperatorException when there is no such folder
   */
  public GitContents(Path folder) {
    this.repositories = new Repositories(folder);
  }

  @Override
  public Optional<Contents> find(Commit commit) {
    return repositories.find(commit.repo()).flatMap(repository -> contents(repository, commit));
  }

  private static Optional<Contents> contents(Path repository, Commit commit) {
    var parent = commit.parent().isEmpty() ? commit.sha() + "^" : commit.parent();
    try (var blobs = new Blobs(repository)) {
      var files = new ArrayList<FileTexts>();
      for (var file : commit.files()) {
        var isThere = file.status() != Commit.Status.ADDED;
        var stays = file.status() != Commit.Status.DELETED;
        var old = parent + ":" + file.oldPath().orElse(file.path());
        var before = isThere ? text(blobs, old) : Optional.<String>empty();
        var after =
            stays ? text(blobs, commit.sha() + ":" + file.path()) : Optional.<String>empty();
        if (isThere != before.isPresent() || stays != after.isPresent()) {
          return Optional.empty();
        }
        files.add(new FileTexts(file.status(), file.path(), file.oldPath(), before, after));
      }
      return Optional.of(new Contents(files));
    } catch (IOException e) {
      throw new EnvironmentException(
          "'git' cannot read '%s': %s".formatted(repository, e.getMessage()),
          "Install git, put it on the PATH, and check the repository.",
          e);
    }
  }

  /** A blob's text; empty where git does not know it or it is no UTF-8. */
  private static Optional<String> text(Blobs blobs, String object) throws IOException {
    try {
      var bytes = blobs.bytes(object);
      return bytes.isEmpty()
          ? Optional.empty()
          : Optional.of(
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(bytes.orElseThrow()))
                  .toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
