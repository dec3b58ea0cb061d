package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.UnitReader.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a reply's own end nothing is open, nothing is joined, and another operation is told. */
class BehindTheEndTest {
  private static final RepoPath PATH = new RepoPath("src/a.txt");
  private static final List<String> PROSE =
      List.of(
          "\nAll files are done.\n",
          "```\n",
          "\n{\"note\": \"it's \"done\" now\"}\n",
          "{\"summary\":\"two files\",\"count\":1}\n",
          "\n{ not json }\n\n",
          "\n\u0000\u0007…",
          "\n--- a/none\n+++ b/none\n@@ -1,3 +1,3 @@\n",
          "\n<<<<<<< SEARCH\n");

  static Stream<Format> formats() {
    return Stream.of(Format.NDJSON, Format.ENVELOPE, Format.FULL_FILE);
  }

  static Stream<Arguments> replies() {
    return formats()
        .flatMap(format ->
            LongStream.range(0, 12).mapToObj(seed -> Arguments.of(format, units(format, seed))));
  }

  static Stream<Arguments> prose() {
    return formats().flatMap(format -> PROSE.stream().map(text -> Arguments.of(format, text)));
  }

  @ParameterizedTest
  @MethodSource("prose")
  void prose_behind_the_end_changes_nothing(Format format, String prose) {
    var reply = UnitWriter.write(format, changed("red\n"));

    assertThat(Replies.read(format, reply + prose)).isEqualTo(Replies.faultless(changed("red\n")));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void a_reply_that_says_all_of_itself_again_is_itself(Format format, List<Unit> units) {
    var reply = UnitWriter.write(format, units);

    assertThat(Replies.read(format, reply + "\n" + reply)).isEqualTo(Replies.faultless(units));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void a_repetition_that_is_cut_off_leaves_nothing_open(Format format, List<Unit> units) {
    var reply = UnitWriter.write(format, units);

    for (int cut = 0; cut < reply.length(); cut++) {
      var reader = UnitReaders.of(format);
      var reads = new ArrayList<Object>(reader.feed(reply + reply.substring(0, cut)));
      var ending = reader.finish();
      reads.addAll(ending.reads());
      reads.add(ending.end());

      assertThat(reads).as("cut at %d", cut).isEqualTo(Replies.faultless(units));
      assertThat(ending.open()).as("cut at %d", cut).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void another_operation_behind_the_end_is_a_finding_and_ends_the_trust(Format format) {
    var reply = UnitWriter.write(format, changed("red\n"));
    var read = Replies.read(format, reply + UnitWriter.write(format, changed("green\n")));

    assertThat(Replies.units(read)).isEqualTo(changed("red\n"));
    assertThat(read).filteredOn(Read.Rejected.class::isInstance).hasSize(1);
    assertThat(Replies.end(read)).isInstanceOf(ReplyEnd.Broken.class);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void what_is_cut_off_behind_the_end_is_joined_to_nothing_that_is_kept(Format format) {
    var whole = "one\ntwo\nthree, a longer line\nfour\n";
    var merge = new Merge();
    merge.add(Partial.content(Partial.Operation.CREATE, PATH, "one\ntwo\nthree, a lon"));
    merge.nextCall();
    var other = List.<Unit>of(new Unit.Change(new FileEdit.Create(new RepoPath("b.txt"), "b\n")));
    var again = UnitWriter.write(format, created(whole));
    var end =
        GoingOn.addTo(
            merge,
            UnitReaders.of(format),
            UnitWriter.write(format, other) + again.substring(0, again.indexOf("four")));

    // One JSON object has no count, so its list may have been closed before its last file.
    assertThat(end)
        .isInstanceOf(format == Format.FULL_FILE ? ReplyEnd.Broken.class : ReplyEnd.Complete.class);
    assertThat(merge.merged().open())
        .containsExactly(Partial.content(Partial.Operation.CREATE, PATH, "one\ntwo\nthree, a lon"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"summary\": \"As asked.\", \"files\": [\n]}]}\n%s]}\n",
        "{\"summary\": \"As asked.\", \"files\": [\n\n]}\n%s,\n%s"
      })
  void a_list_that_is_closed_before_its_files_breaks_the_reply_whole_or_cut(String reply) {
    var file = "{\"path\": \"src/a.txt\", \"mode\": \"modify\", \"content\": \"red\\n\"}";
    var text = reply.formatted(file, file);
    int begun = text.indexOf("\"path\"") + 1;

    for (int cut = begun; cut <= text.length(); cut++) {
      assertThat(Replies.end(Replies.read(Format.FULL_FILE, text.substring(0, cut))))
          .as("cut at %d", cut)
          .isInstanceOf(ReplyEnd.Broken.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"NDJSON", "ENVELOPE"})
  void a_continuation_said_twice_goes_on_once(Format format) {
    var merge = new Merge();
    merge.add(
        new Partial(
            Partial.Operation.EDIT,
            PATH,
            Optional.empty(),
            List.of(
                new TextPart(TextPart.Role.BEFORE, "a line that was there\n"),
                new TextPart(TextPart.Role.AFTER, "a line that is n")),
            Partial.Tail.OPEN));
    merge.nextCall();
    var rest =
        UnitWriter.write(
            format,
            List.of(
                new Unit.Continue(
                    PATH,
                    List.of(new TextPart(TextPart.Role.AFTER, "a line that is new\nand more\n")))));

    var end = GoingOn.addTo(merge, UnitReaders.of(format), rest + rest);

    assertThat(end).isEqualTo(new ReplyEnd.Complete());
    assertThat(merge.merged().isWhole()).isTrue();
    assertThat(merge.merged().edits())
        .containsExactly(
            new FileEdit.Edit(
                PATH,
                List.of(
                    new Replacement("a line that was there\n", "a line that is new\nand more\n"))));
  }

  private static List<Unit> changed(String text) {
    return List.of(new Unit.Change(new FileEdit.Rewrite(PATH, text)));
  }

  private static List<Unit> created(String text) {
    return List.of(new Unit.Change(new FileEdit.Create(PATH, text)));
  }

  private static List<Unit> units(Format format, long seed) {
    var any = new AnyUnits(seed);
    return format == Format.FULL_FILE ? any.wholeFiles() : any.all();
  }
}
