package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Recognition.Ended;
import dev.autopack.output.UnitReader.Read;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecognitionTest {
  private static final MapTree TREE = MapTree.of(Map.of("a.txt", "red\ngreen\n"));
  private static final List<Unit> UNITS =
      List.of(
          new Unit.Change(new FileEdit.Create(new RepoPath("b.txt"), "one\n")),
          new Unit.Change(new FileEdit.Delete(new RepoPath("a.txt"))));

  static Stream<Format> ours() {
    return Stream.of(Format.NDJSON, Format.ENVELOPE, Format.FULL_FILE);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void another_format_of_ours_is_recognised_and_read_whole(Format format) {
    var reply = "Here it is:\n\n```\n" + UnitWriter.write(format, UNITS) + "```\n";
    var asked = format == Format.NDJSON ? Format.ENVELOPE : Format.NDJSON;

    assertThat(read(reply, asked, Ended.BY_ITSELF))
        .contains(
            new ForeignReply(
                Dialect.of(format),
                UNITS.stream().map(unit -> new Read.Closed(unit)).toList(),
                Optional.empty(),
                new ReplyEnd.Complete(),
                List.of()));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void the_format_asked_for_is_nothing_foreign(Format format) {
    assertThat(read(UnitWriter.write(format, UNITS), format, Ended.BY_ITSELF)).isEmpty();
  }

  @Test
  void prose_is_nothing_known() {
    assertThat(read("I am sorry, I cannot do that.\n", Format.NDJSON, Ended.BY_ITSELF)).isEmpty();
    assertThat(read("", Format.NDJSON, Ended.BY_ITSELF)).isEmpty();
    assertThat(read("Run this:\n```sh\nls\n```\n", Format.NDJSON, Ended.BY_ITSELF)).isEmpty();
  }

  @Test
  void of_a_reply_that_is_cut_what_is_surely_whole_is_kept() {
    var reply = "b.txt\n```\none\n```\nc.txt\n```\ntwo\n```\nd.txt\n```\nthr";

    assertThat(read(reply, Format.NDJSON, Ended.STOPPED))
        .hasValueSatisfying(foreign -> {
          assertThat(foreign.units())
              .containsExactly(
                  new Read.Closed(
                      new Unit.Change(new FileEdit.Create(new RepoPath("b.txt"), "one\n"))));
          assertThat(foreign.end()).isEqualTo(new ReplyEnd.Cut("inside 'd.txt'"));
        });
  }

  @Test
  void of_a_file_that_is_cut_in_a_format_of_ours_its_beginning_is_kept() {
    var reply = "@@@ create b.txt\none\ntwo and a ha";

    assertThat(read(reply, Format.NDJSON, Ended.STOPPED).flatMap(ForeignReply::open))
        .contains(
            Partial.content(Partial.Operation.CREATE, new RepoPath("b.txt"), "one\ntwo and a ha"));
  }

  @Test
  void a_reply_that_does_not_say_its_end_is_not_complete_where_it_was_stopped() {
    var reply = "a.txt\n<<<<<<< SEARCH\nred\n=======\nrose\n>>>>>>> REPLACE\n";

    assertThat(read(reply, Format.NDJSON, Ended.BY_ITSELF).map(ForeignReply::end))
        .contains(new ReplyEnd.Complete());
    assertThat(read(reply, Format.NDJSON, Ended.STOPPED).map(ForeignReply::end))
        .contains(new ReplyEnd.Cut("after 1 operations, without an end of its own"));
  }

  @Test
  void of_a_reply_with_a_fault_nothing_is_kept_and_the_next_attempt_reads_why() {
    var reply =
        """
        a.txt
        <<<<<<< SEARCH
        red
        =======
        rose
        >>>>>>> REPLACE
        <<<<<<< SEARCH
        green
        >>>>>>> REPLACE
        """;

    assertThat(read(reply, Format.ENVELOPE, Ended.BY_ITSELF))
        .hasValueSatisfying(foreign -> {
          assertThat(foreign.units()).isEmpty();
          assertThat(foreign.problems())
              .containsExactly("'a.txt': the block has no '=======' in it");
          assertThat(foreign.end())
              .isEqualTo(
                  new ReplyEnd.Broken(
                      "The reply is SEARCH/REPLACE blocks, and the format asked for is envelope. It"
                          + " could not be read as that either."));
        });
  }

  @Test
  void units_of_a_beginning_are_units_of_the_whole() {
    var reply =
        """
        *** Begin Patch
        *** Add File: b.txt
        +one
        +two
        *** Update File: a.txt
        @@
        -red
        +rose
        @@
        -green
        +olive
        *** Delete File: c.txt
        *** End Patch
        """;
    var whole = read(reply, Format.NDJSON, Ended.BY_ITSELF).orElseThrow().units();

    for (int cut = 0; cut < reply.length() - 1; cut++) {
      var part = read(reply.substring(0, cut), Format.NDJSON, Ended.STOPPED);
      assertThat(part.map(ForeignReply::units).orElse(List.of()))
          .as("at %d", cut)
          .allMatch(whole::contains);
      assertThat(part.map(ForeignReply::end)).isNotEqualTo(Optional.of(new ReplyEnd.Complete()));
    }
  }

  private static Optional<ForeignReply> read(String reply, Format asked, Ended ended) {
    return Recognition.read(reply, asked, ended, TREE);
  }
}
