package dev.autopack.bench.commits;

import dev.autopack.bench.commits.Contents.FileTexts;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Contents from git repositories under one folder, bare or ordinary. */
public final class GitContents implements Contents.Source {
  private final Path folder;

  /**
   * Looks under this folder.
   *
   * @throws OperatorException when there is no such folder
   */
  public GitContents(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new OperatorException(
          "There is no folder '%s'.".formatted(folder),
          "Name the folder that holds the repositories: --repos DIR");
    }
    this.folder = folder;
  }

  @Override
  public Optional<Contents> find(Commit commit) {
    return repository(commit.repo()).flatMap(repository -> contents(repository, commit));
  }

  /** A repository {@code owner/name} may lie in any of three places. */
  private Optional<Path> repository(String repo) {
    var name = repo.substring(repo.lastIndexOf('/') + 1);
    return Stream.of(
            folder.resolve(repo.replace('/', '+')).resolve("repo"),
            folder.resolve(repo),
            folder.resolve(name))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static Optional<Contents> contents(Path repository, Commit commit) {
    var parent = commit.parent().isEmpty() ? commit.sha() + "^" : commit.parent();
    try (var blobs = new Blobs(repository)) {
      var files = new ArrayList<FileTexts>();
      for (var file : commit.files()) {
        var isThere = file.status() != Commit.Status.ADDED;
        var stays = file.status() != Commit.Status.DELETED;
        var old = parent + ":" + file.oldPath().orElse(file.path());
        var before = isThere ? blobs.text(old) : Optional.<String>empty();
        var after = stays ? blobs.text(commit.sha() + ":" + file.path()) : Optional.<String>empty();
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

  /** One git process that answers for one blob after the other. */
  private static final class Blobs implements AutoCloseable {
    private final Process process;
    private final OutputStream questions;
    private final InputStream answers;

    Blobs(Path repository) throws IOException {
      process =
          new ProcessBuilder(
                  // The repositories may be somebody else's: they are only read.
                  List.of(
                      "git",
                      "-c",
                      "safe.directory=*",
                      "-C",
                      repository.toString(),
                      "cat-file",
                      "--batch"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      questions = process.getOutputStream();
      answers = new BufferedInputStream(process.getInputStream());
    }

    /** A blob's text; empty where git does not know it or it is no UTF-8. */
    Optional<String> text(String object) throws IOException {
      questions.write((object + "\n").getBytes(StandardCharsets.UTF_8));
      questions.flush();
      var header = line();
      var fields = header.split(" ", -1);
      if (fields.length != 3 || !fields[1].equals("blob")) {
        if (header.isEmpty() || !header.endsWith(" missing")) {
          throw new IOException("git answered '%s' for '%s'".formatted(header, object));
        }
        return Optional.empty();
      }
      var bytes = answers.readNBytes(Integer.parseInt(fields[2]));
      answers.skipNBytes(1);
      try {
        return Optional.of(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      } catch (CharacterCodingException _) {
        return Optional.empty();
      }
    }

    private String line() throws IOException {
      var bytes = new ByteArrayOutputStream();
      for (int next = answers.read(); next >= 0 && next != '\n'; next = answers.read()) {
        bytes.write(next);
      }
      return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      questions.close();
      process.destroy();
    }
  }
}
