package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.Proposal;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.output.UnitReader.Read;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How models get diffs wrong, a case a line: what must come of it, and what must be refused. */
class DiffCasesTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/autopack/output/edits-diff.jsonl");

  record Case(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    return Files.readAllLines(CASES).stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .map(json -> new Case(json.get("id").asString() + " " + json.get("class").asString(), json))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_reply_makes_the_tree_it_means_or_is_refused(Case one) {
    var before = texts(one.json().get("before")).orElseThrow();
    var after = texts(one.json().get("after"));

    var made = tree(before, one.json().get("reply").asString());

    if (made.isEmpty() && one.json().get("refusal_ok").asBoolean()) {
      return;
    }
    assertThat(made).isEqualTo(after);
  }

  @Test
  void there_are_enough_of_them() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(50);
  }

  /** Empty where the reply is refused. */
  private static Optional<Map<String, String>> tree(Map<String, String> before, String reply) {
    var read = Replies.read(UnitReaders.ofEndedDiff(ReaderLimits.STANDARD), reply);
    if (!(Replies.end(read) instanceof ReplyEnd.Complete)
        || read.stream().anyMatch(Read.Rejected.class::isInstance)) {
      return Optional.empty();
    }
    var edits = Replies.units(read).stream().map(unit -> ((Unit.Change) unit).edit()).toList();
    if (!(Resolver.resolve(MapTree.of(before), new Proposal(edits))
        instanceof Resolution.Resolved(var changes, _))) {
      return Optional.empty();
    }
    var tree = new TreeMap<>(before);
    for (var change : changes.changes()) {
      tree.remove(change.path().value());
      change.after().ifPresent(text -> tree.put(change.path().value(), text));
    }
    return Optional.of(tree);
  }

  private static Optional<Map<String, String>> texts(JsonNode files) {
    if (files.isNull()) {
      return Optional.empty();
    }
    var texts = new TreeMap<String, String>();
    files.properties().forEach(file -> texts.put(file.getKey(), file.getValue().asString()));
    return Optional.of(texts);
  }
}
