package dev.autopack.process.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What belongs to git of a worktree: its {@code .git}, and the folder that all worktrees share. */
final class GitPlace {
  private static final String LINK = "gitdir: ";

  private GitPlace() {}

  /** None where the folder is no worktree. */
  static List<Path> of(Path worktree) {
    var git = worktree.resolve(".git");
    if (!Files.exists(git)) {
      return List.of();
    }
    var shared =
        Files.isRegularFile(git)
            ? text(git)
                .filter(link -> link.startsWith(LINK))
                .map(link -> worktree.resolve(link.substring(LINK.length())).normalize())
                .flatMap(GitPlace::shared)
                .stream()
            : Stream.<Path>empty();
    return Stream.concat(Stream.of(git), shared)
        .flatMap(place -> Stream.of(place, place.resolve("config")))
        .filter(Files::exists)
        .toList();
  }

  private static Optional<Path> shared(Path own) {
    return text(own.resolve("commondir")).map(common -> own.resolve(common).normalize());
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
