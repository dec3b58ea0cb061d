package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.testing.GitFixture;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiffPropertyTest {
  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  static LongStream fewSeeds() {
    return LongStream.range(0, 12);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_written_is_read_back_as_the_same_change(long seed) {
    var any = AnyChanges.of(seed);

    var read = Replies.read(Format.DIFF, DiffWriter.write(any.changes()));

    assertThat(Replies.end(read))
        .isEqualTo(any.changes().isEmpty() ? new ReplyEnd.Complete() : Replies.end(read))
        .isEqualTo(new ReplyEnd.Complete());
    assertThat(resolved(any.before(), read))
        .isEqualTo(new Resolution.Resolved(any.changes(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void git_makes_the_same_of_what_is_written(long seed, @TempDir Path folder) throws IOException {
    var any = AnyChanges.of(seed);
    var repo = GitFixture.empty(folder);
    any.before().contents().forEach((path, bytes) -> repo.write(path.value(), bytes));
    var patch = Files.writeString(folder.resolve("patch"), DiffWriter.write(any.changes()));

    if (!any.changes().isEmpty()) {
      repo.git("apply", "--whitespace=nowarn", patch.toString());
    }

    var expected = new TreeMap<String, String>();
    any.before()
        .contents()
        .forEach(
            (path, bytes) -> expected.put(path.value(), new String(bytes, StandardCharsets.UTF_8)));
    for (var change : any.changes().changes()) {
      expected.remove(change.path().value());
      change.after().ifPresent(text -> expected.put(change.path().value(), text));
    }
    assertThat(texts(repo.top())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void no_beginning_of_a_reply_is_complete_or_has_a_unit_that_the_whole_has_not(long seed) {
    var reply = DiffWriter.write(AnyChanges.of(seed).changes()).stripTrailing();
    var units = Replies.units(Replies.read(Format.DIFF, reply));

    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      var read = Replies.read(Format.DIFF, reply.substring(0, random.nextInt(reply.length())));
      var got = Replies.units(read);
      assertThat(got).isEqualTo(units.subList(0, got.size()));
      assertThat(Replies.end(read)).isInstanceOfAny(ReplyEnd.Cut.class, ReplyEnd.Nothing.class);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_reply_reads_the_same_wherever_it_is_cut_into_pieces(long seed) {
    var random = new Random(seed);
    var reply = spoilt(DiffWriter.write(AnyChanges.of(seed).changes()), random);
    var whole = Replies.read(Format.DIFF, reply);

    for (int i = 0; i < 50; i++) {
      var cut = random.nextInt(reply.length() + 1);
      assertThat(Replies.read(Format.DIFF, reply.substring(0, cut), reply.substring(cut)))
          .isEqualTo(whole);
    }
    assertThat(Replies.readByCharacter(Format.DIFF, reply)).isEqualTo(whole);
  }

  /** What models leave out or add must not turn one change into another. */
  @ParameterizedTest
  @MethodSource("seeds")
  void a_spoilt_reply_makes_the_change_it_meant_or_none(long seed) {
    var any = AnyChanges.of(seed);
    var random = new Random(seed);
    var reply = misspelt(DiffWriter.write(any.changes()), random);

    var read = Replies.read(Format.DIFF, reply);

    if (Replies.end(read) instanceof ReplyEnd.Complete
        && Replies.units(read).size() == read.size() - 1
        && resolved(any.before(), read) instanceof Resolution.Resolved(var changes, _)) {
      assertThat(texts(changes)).isEqualTo(texts(any.changes()));
    }
  }

  private static Map<Object, Object> texts(dev.autopack.edit.ChangeSet changes) {
    var texts = new TreeMap<>();
    changes.changes().forEach(change -> texts.put(change.path().value(), change.after()));
    return texts;
  }

  private static Resolution resolved(MapTree tree, List<Object> read) {
    var edits = Replies.units(read).stream().map(unit -> ((Unit.Change) unit).edit()).toList();
    return Resolver.resolve(tree, new Proposal(edits));
  }

  private static Map<String, String> texts(Path top) throws IOException {
    var texts = new TreeMap<String, String>();
    try (var files = Files.walk(top)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = top.relativize(file).toString();
        if (!name.startsWith(".git/")) {
          texts.put(name, Files.readString(file));
        }
      }
    }
    return texts;
  }

  /** A few characters lost, doubled or put in; seed by seed also none. */
  private static String spoilt(String reply, Random random) {
    var out = new StringBuilder(reply);
    for (int i = random.nextInt(6); i > 0 && !out.isEmpty(); i--) {
      var at = random.nextInt(out.length());
      switch (random.nextInt(3)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, out.charAt(at));
        default -> out.insert(at, " +-@\\#`\n".charAt(random.nextInt(8)));
      }
    }
    return out.toString();
  }

  /** Counts that are wrong, numbers that are missing, blank context lines without their space. */
  private static String misspelt(String reply, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> reply.replaceAll("(?m)^@@ -\\d.*@@$", "@@ ... @@");
      case 1 -> reply.replaceAll("(?m)^@@ -(\\d+),\\d+ \\+(\\d+),\\d+ @@$", "@@ -$1,9 +$2,4 @@");
      case 2 -> reply.replaceAll("(?m)^ $", "");
      default -> "Sure:\n```diff\n" + reply.replaceFirst("(?s)(# end.*)", "```\n$1");
    };
  }
}
