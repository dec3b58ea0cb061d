package dev.autopack.workspace.git;

import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace.Trailer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes commits in the user's name; signing and hooks have no place here. */
final class CommitWriter {
  private final ObjectWriter writer;
  private final Identity identity;
  private final InstantSource clock;

  CommitWriter(ObjectWriter writer, Identity identity, InstantSource clock) {
    this.writer = writer;
    this.identity = identity;
    this.clock = clock;
  }

  CommitId write(TreeId tree, List<CommitId> parents, String message) {
    var who = identity.at(clock.instant());
    var lines =
        Stream.of(
                Stream.of("tree " + tree),
                parents.stream().map(parent -> "parent " + parent),
                Stream.of("author " + who, "committer " + who, ""))
            .flatMap(part -> part)
            .collect(Collectors.joining("\n", "", "\n"));
    var content = (lines + message).getBytes(StandardCharsets.UTF_8);
    var id = writer.add(new GitObject(GitObject.Kind.COMMIT, content));
    writer.settle();
    return new CommitId(id);
  }

  /** The text with the trailers as its last paragraph, where git and people look for them. */
  static String message(String text, List<Trailer> trailers) {
    var body = text.replace("\0", "").replace("\r\n", "\n").strip() + "\n";
    return trailers.isEmpty() ? body : body + "\n" + paragraph(trailers);
  }

  static String paragraph(List<Trailer> trailers) {
    return trailers.stream()
        .map(trailer -> trailer.key() + ": " + trailer.value() + "\n")
        .collect(Collectors.joining());
  }
}
