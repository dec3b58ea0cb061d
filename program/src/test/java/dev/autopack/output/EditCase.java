package dev.autopack.output;

import dev.autopack.budget.Format;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.edit.Rung;
import dev.autopack.edit.Tree;
import dev.autopack.output.UnitReader.Read;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reply, the tree it was made for, and the tree it must give.
 *
 * @param after empty where the reply must be refused
 * @param rung the loosest way in which its edits are found; empty where the case does not say
 */
record EditCase(
    String id,
    MapTree before,
    String reply,
    Optional<Map<String, String>> after,
    Optional<Rung> rung) {

  /** What came of a case. */
  record Got(Optional<Map<String, String>> tree, Rung rung, List<String> problems) {}

  /** The cases of a file of JSON Lines. */
  static Stream<EditCase> all(Path file) {
    try {
      return Files.readAllLines(file).stream().map(EditCase::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EditCase of(String line) {
    var json = JsonMapper.shared().readTree(line);
    var before = MapTree.of(texts(json.get("before")));
    for (var link : texts(json.path("links")).entrySet()) {
      before = before.with(link.getKey(), Tree.Kind.SYMLINK);
    }
    return new EditCase(
        json.get("id").asString(),
        before,
        json.get("reply").asString(),
        json.get("after").isNull() ? Optional.empty() : Optional.of(texts(json.get("after"))),
        json.has("rung")
            ? Optional.of(Rung.valueOf(json.get("rung").asString()))
            : Optional.empty());
  }

  private static Map<String, String> texts(JsonNode node) {
    var texts = new TreeMap<String, String>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }

  Got read() {
    var problems = new ArrayList<String>();
    var edits = recognised(problems);
    if (!problems.isEmpty() || edits.isEmpty()) {
      return new Got(Optional.empty(), Rung.EXACT, problems);
    }
    return switch (Resolver.resolve(before, new Proposal(edits))) {
      case Resolution.Refused(var why) ->
          new Got(
              Optional.empty(), Rung.EXACT, why.stream().map(Resolution.Problem::text).toList());
      case Resolution.Resolved(var changes, _) ->
          new Got(Optional.of(applied(changes)), rung(changes), List.of());
    };
  }

  private List<FileEdit> recognised(List<String> problems) {
    var found = Recognition.read(reply, Format.NDJSON, Recognition.Ended.BY_ITSELF, before);
    if (found.isEmpty()) {
      problems.add("nothing was recognised");
      return List.of();
    }
    problems.addAll(found.get().problems());
    if (!(found.get().end() instanceof ReplyEnd.Complete)) {
      problems.add(found.get().end().toString());
    }
    return found.get().units().stream()
        .map(Read.Closed::unit)
        .flatMap(unit -> unit instanceof Unit.Change(var edit) ? Stream.of(edit) : Stream.of())
        .toList();
  }

  private Map<String, String> applied(ChangeSet changes) {
    var tree = new TreeMap<String, String>();
    for (var path : before.paths()) {
      if (before.find(path).orElseThrow().kind() != Tree.Kind.SYMLINK) {
        tree.put(path.value(), text(path));
      }
    }
    for (var change : changes.changes()) {
      change
          .after()
          .ifPresentOrElse(
              text -> tree.put(change.path().value(), text),
              () -> tree.remove(change.path().value()));
    }
    return tree;
  }

  private String text(RepoPath path) {
    return new String(before.bytes(path).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static Rung rung(ChangeSet changes) {
    return changes.changes().stream()
        .map(change -> change.rung())
        .reduce(Rung.EXACT, Rung::orLooser);
  }
}
