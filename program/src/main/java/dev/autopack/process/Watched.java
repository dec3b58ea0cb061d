package dev.autopack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is looked at while a child runs.
 *
 * @param folders whose growth counts
 */
public record Watched(Confinement.Limits limits, List<Path> folders) {
  public Watched {
    folders = List.copyOf(folders);
  }

  /** The folders of a confinement that are there, and these. */
  public static List<Path> existing(Confinement confinement, List<Path> more) {
    return Stream.of(
            Stream.of(confinement.worktree()), confinement.writable().stream(), more.stream())
        .flatMap(folders -> folders)
        .filter(Files::isDirectory)
        .toList();
  }
}
