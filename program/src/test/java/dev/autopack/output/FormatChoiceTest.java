package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.FileFacts;
import dev.autopack.budget.FileSize;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.ModelProfile.Framing;
import dev.autopack.budget.ModelProfile.Window;
import dev.autopack.budget.Writing;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format that a batch is asked for; {@code -Dgolden=apply} rewrites its page. */
class FormatChoiceTest {
  private static final Path PAGE = Path.of("../docs/reference/format-choice.md");
  private static final Intent INTENT =
      new Intent("x", Category.BACKEND, Complexity.MEDIUM, List.of());

  @ParameterizedTest
  @CsvSource({
    "JSON, 0, 0, WHOLE",
    "JSON, 7000, 0, WHOLE",
    "JSON, 7001, 0, EDITS",
    "JSON, 7200, 200, WHOLE",
    "JSON, 7201, 200, EDITS",
    "JSON, 91000, 84000, WHOLE",
    "JSON, 91001, 84000, EDITS",
    "RAW, 0, 0, WHOLE",
    "RAW, 6000, 0, WHOLE",
    "RAW, 6001, 0, EDITS",
    "RAW, 90000, 84000, WHOLE",
    "RAW, 90001, 84000, EDITS",
  })
  void whole_files_are_asked_for_where_they_cost_little_more_than_their_changes(
      Framing framing, long whole, long edits, Writing writing) {
    assertThat(FormatChoice.of(whole, edits, profile(framing)).writing()).isEqualTo(writing);
  }

  @ParameterizedTest
  @CsvSource({"1, JSON, NDJSON", "4, RAW, ENVELOPE", "5, JSON, NDJSON", "60, RAW, ENVELOPE"})
  void a_line_framing_is_chosen_and_the_model_decides_which(
      int deliverables, Framing framing, Format format) {
    var choice = choice(deliverables, 100, framing);

    assertThat(choice.format()).isEqualTo(format);
    assertThat(UnitReaders.of(choice.format())).isNotNull();
  }

  @Test
  void sizes_come_from_the_files_that_are_there() {
    assertThat(choice(1, 5_000, Framing.JSON).writing()).isEqualTo(Writing.WHOLE);
    assertThat(choice(2, 5_000, Framing.JSON).writing()).isEqualTo(Writing.EDITS);
    assertThat(choice(40, 150, Framing.JSON).writing()).isEqualTo(Writing.WHOLE);
  }

  @Test
  void the_reason_says_what_the_choice_was_made_from() {
    assertThat(FormatChoice.of(9_000, 700, profile(Framing.RAW)).reason())
        .isEqualTo(
            "'test' writes raw text best; about 9000 tokens as whole files, 700 as edits: edits, so"
                + " that a small change costs little");
  }

  @Test
  void where_no_size_can_be_told_edits_are_asked_for() {
    FileFacts failing =
        new FileFacts() {
          @Override
          public Optional<FileSize> size(RepoPath path) {
            throw new IllegalStateException("no size");
          }

          @Override
          public OptionalLong siblingsMedian(RepoPath path) {
            throw new IllegalStateException("no size");
          }
        };

    var choice = FormatChoice.of(INTENT, deliverables(1), failing, profile(Framing.JSON));

    assertThat(choice.writing()).isEqualTo(Writing.EDITS);
    assertThat(choice.reason()).contains("no size");
  }

  @Test
  void the_page_of_choices_is_what_is_chosen() throws IOException {
    var page = new StringBuilder(INTRODUCTION);
    for (var framing : Framing.values()) {
      for (int deliverables : new int[] {1, 4, 5, 16, 40}) {
        for (long tokens : new long[] {100, 400, 1_500, 4_000, 16_000}) {
          var choice = choice(deliverables, tokens, framing);
          page.append(
              "| %s | %d | %,d | `%s` | %s |\n"
                  .formatted(
                      framing.name().toLowerCase(Locale.ROOT),
                      deliverables,
                      tokens,
                      choice.format().id(),
                      choice.writing() == Writing.WHOLE ? "whole" : "edited"));
        }
      }
    }
    if ("apply".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
  }

  private static final String INTRODUCTION =
      """
      # Which format is asked for

      Made from `FormatChoice` by a test. The model's profile decides the framing: `json` gives `ndjson`, `raw` gives
      `envelope`, whatever the number of deliverables. `full_file` has no edit and `diff` neither a declaration nor a
      rewrite, so both are read where a model falls back to them, and never asked for.

      What the deliverables take decides how files that are there are changed. The builder is asked for **whole** files
      where all of them together probably take at most %,d tokens more than their changes would (%,d in the raw framing,
      which takes fewer for the same text): whole files are as long as they look, so that the budget is close, and no old text has to be quoted. Beyond that it is asked for **edits**,
      and may still write a file anew where that is shorter. New files are whole either way. Where no sizes can be told,
      it is edits. The choice and its reason are an event of the phase (`format_chosen`) and are kept for the attempt.

      Below, all deliverables are files that are there, of the same size, in a phase of medium complexity.

      | framing | deliverables | tokens each | format | files that are there |
      |---|---|---|---|---|
      """
          .formatted(FormatChoice.wholeExtra(Framing.JSON), FormatChoice.wholeExtra(Framing.RAW));

  private static FormatChoice choice(int deliverables, long tokensEach, Framing framing) {
    FileFacts facts =
        new FileFacts() {
          @Override
          public Optional<FileSize> size(RepoPath path) {
            return Optional.of(new FileSize(tokensEach, tokensEach / 8));
          }

          @Override
          public OptionalLong siblingsMedian(RepoPath path) {
            return OptionalLong.empty();
          }
        };
    return FormatChoice.of(INTENT, deliverables(deliverables), facts, profile(framing));
  }

  private static List<Deliverable> deliverables(int count) {
    return Collections.nCopies(count, Deliverable.of(new RepoPath("a.txt")));
  }

  private static ModelProfile profile(Framing framing) {
    return new ModelProfile(
        "test",
        ModelProfile.Provider.REPLAY,
        "test",
        Optional.empty(),
        new Window(100_000, 8_192),
        framing,
        Optional.empty());
  }
}
