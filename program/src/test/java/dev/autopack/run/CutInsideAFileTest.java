package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.rewriting;
import static dev.autopack.run.RunScenario.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.budget.Usage;
import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.output.Anchor;
import dev.autopack.output.TextPart;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import dev.autopack.plan.Phase;
import dev.autopack.testing.Killed;
import dev.autopack.testing.Mortality;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replies that are cut in the middle of a file, and what models make of being asked for the rest.
 */
class CutInsideAFileTest {
  private static final RepoPath SLUG = new RepoPath("src/slug.txt");
  private static final Phase TWO =
      PhaseDraft.decidedBy(PhaseDraft.delivering("src/more.txt", "src/slug.txt"), "tests/slug.txt");
  private static final Unit MORE = creation("src/more.txt", "more\n");

  private static final String TEXT =
      IntStream.rangeClosed(1, 30)
          .mapToObj("  line %d of what is good\n"::formatted)
          .collect(Collectors.joining());
  private static final int HALF = TEXT.indexOf("line 15") + 3;

  private static RunScenario cutIn(int chars) {
    var scenario = RunScenario.of(RunScenario.attempts(1), TWO);
    scenario.script.then(UnitWriter.write(Format.NDJSON, MORE) + begun(chars), cut());
    return scenario;
  }

  /** A rewrite of which so many characters of the text came. */
  private static String begun(int chars) {
    return begun("rewrite", TEXT.substring(0, chars));
  }

  private static String begun(String op, String content) {
    return "{\"op\":\"%s\",\"path\":\"src/slug.txt\",\"content\":\"%s"
        .formatted(op, content.replace("\n", "\\n"));
  }

  /** Goes on from there, as the prompt asks. */
  private static Unit rest(int from) {
    return goingOn(Anchor.of(TEXT.substring(0, from)) + TEXT.substring(from));
  }

  private static Unit goingOn(String content) {
    return new Unit.Continue(
        SLUG, List.of(new TextPart(TextPart.Role.CONTENT, content, Optional.empty())));
  }

  private static CallEnd cut() {
    return new CallEnd.Finished(
        StopReason.MAX_TOKENS, "max_tokens", Optional.of(RunScenario.USAGE), RunScenario.TIMING);
  }

  private static void assertExact(RunScenario scenario) {
    assertThat(scenario.record().state())
        .as("%s %s", scenario.phases(), scenario.settlements())
        .isEqualTo(RunState.COMPLETE);
    assertThat(scenario.workspace.files())
        .containsEntry("src/slug.txt", TEXT)
        .containsEntry("src/more.txt", "more\n");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
    assertNoPromptTwice(scenario);
  }

  private static void assertNoPromptTwice(RunScenario scenario) {
    assertThat(scenario.requests().stream().map(it -> it.turns().getLast().text()))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_model_is_told_why_and_where_exactly_to_go_on() throws Exception {
    var scenario = cutIn(HALF).reply(rest(HALF));

    scenario.run();

    assertExact(scenario);
    assertThat(scenario.settlements()).containsExactly("CUT", "COMPLETE");
    assertThat(scenario.prompt(2))
        .contains("reached its output limit and was cut off there")
        .contains("- create `src/more.txt`")
        .contains("The rewrite of `src/slug.txt` is open.")
        .contains("has 14 whole lines and an unfinished one")
        .contains("  line 14 of what is good\n  lin\n")
        .doesNotContain("line 3 of what is good");
  }

  @Test
  void a_file_that_is_cut_again_and_again_comes_whole() throws Exception {
    var scenario = cutIn(HALF);
    var kept = TEXT.substring(0, HALF);
    for (int more = HALF + 70; more < TEXT.length(); more += 70) {
      scenario.script.then(
          begun("continue", Anchor.of(kept) + TEXT.substring(kept.length(), more)), cut());
      kept = TEXT.substring(0, more);
    }

    scenario.reply(rest(kept.length())).run();

    assertExact(scenario);
    assertThat(scenario.settlements()).hasSizeGreaterThan(5).endsWith("CUT", "COMPLETE");
  }

  static Stream<Arguments> manners() {
    var rest = rest(HALF);
    var again = rewriting("src/slug.txt", TEXT);
    var spaced = goingOn("\tline 14 of what is good  \n\tlin" + TEXT.substring(HALF));
    var longer = goingOn(TEXT.substring(TEXT.indexOf("  line 11")));
    return Stream.of(
        Arguments.of("resends a finished unit", whole(MORE, rest)),
        Arguments.of("restarts the file", whole(again)),
        Arguments.of("restarts everything", whole(MORE, again)),
        Arguments.of("changes the white space of the anchor", whole(spaced)),
        Arguments.of("repeats more lines than it was shown", whole(longer)),
        Arguments.of("says its reply twice", whole(rest) + whole(rest)),
        Arguments.of("adds prose", "I will go on.\n\n" + whole(rest) + "\nThat was all.\n"),
        Arguments.of("adds a fence", "```json\n" + whole(rest) + "```\n"),
        Arguments.of("switches to the envelope", UnitWriter.write(Format.ENVELOPE, List.of(rest))),
        Arguments.of(
            "switches to the envelope and restarts",
            "Sure:\n" + UnitWriter.write(Format.ENVELOPE, List.of(again))),
        Arguments.of(
            "switches to whole files", UnitWriter.write(Format.FULL_FILE, List.of(MORE, again))),
        Arguments.of("switches to a fenced file", "src/slug.txt\n```\n" + TEXT + "```\n"),
        Arguments.of(
            "counts all that the batch has", whole(rest).replace("\"count\":1", "\"count\":2")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manners")
  void however_the_model_goes_on_the_file_is_exact(String manner, String reply) throws Exception {
    var scenario = cutIn(HALF);
    scenario.script.then(reply, RunScenario.finished());

    scenario.run();

    assertExact(scenario);
    assertThat(scenario.requests()).as(manner).hasSize(2);
  }

  @Test
  void a_model_that_only_ever_writes_another_format_is_gone_on_with_in_that_one() throws Exception {
    var scenario = RunScenario.of(RunScenario.attempts(1), TWO);
    scenario.script.then(
        UnitWriter.write(Format.ENVELOPE, MORE)
            + "@@@ rewrite src/slug.txt\n"
            + TEXT.substring(0, HALF),
        cut());
    var again = HALF + 90;
    scenario.script.then(
        "@@@ continue src/slug.txt\n"
            + Anchor.of(TEXT.substring(0, HALF))
            + TEXT.substring(HALF, again),
        cut());
    scenario.script.then(
        UnitWriter.write(Format.ENVELOPE, List.of(rest(again))), RunScenario.finished());

    scenario.run();

    assertExact(scenario);
    assertThat(scenario.settlements()).containsExactly("CUT", "CUT", "COMPLETE");
  }

  @Test
  void what_does_not_fit_is_said_and_the_kept_lines_stay() throws Exception {
    var scenario = cutIn(HALF).reply(goingOn("something else\nentirely\n")).reply(rest(HALF));

    scenario.run();

    assertExact(scenario);
    assertThat(scenario.prompt(3))
        .contains("does not fit the end of what is kept")
        .contains("has 14 whole lines and an unfinished one");
  }

  static Stream<Arguments> neverFits() {
    return Stream.of(
        Arguments.of("nothing", "", 2),
        Arguments.of("thoughts", "Let me think about this for a while. ", 2),
        Arguments.of("the same beginning", begun(HALF), 3),
        Arguments.of("the name alone", "{\"op\":\"rewrite\",\"path\":\"src/slug.txt\",", 2),
        Arguments.of("the finished unit", UnitWriter.write(Format.NDJSON, MORE), 3),
        Arguments.of("a whole reply that is too long to end", whole(MORE) + "And then ", 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("neverFits")
  void a_call_that_never_fits_ends_after_two_without_anything_new(
      String what, String always, int calls) throws Exception {
    var scenario = RunScenario.of(RunScenario.attempts(1), TWO);
    scenario.model =
        (request, sink) -> {
          scenario.heard(request);
          sink.accept(always);
          return cut();
        };

    scenario.run();

    assertThat(scenario.requests()).as(what).hasSize(calls);
    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "old\n");
    assertNoPromptTwice(scenario);
  }

  @Test
  void a_file_that_grows_without_an_end_is_bounded() throws Exception {
    var scenario = RunScenario.of(RunScenario.attempts(1), TWO);
    scenario.model =
        (request, sink) -> {
          scenario.heard(request);
          var prompt = request.turns().getLast().text();
          var calls = scenario.requests().size();
          sink.accept(
              begun(calls == 1 ? "rewrite" : "continue", shown(prompt) + calls + " more\n"));
          return cut();
        };

    scenario.run();

    assertThat(scenario.record().state()).isNotEqualTo(RunState.COMPLETE);
    assertThat(scenario.requests()).hasSizeBetween(3, 20);
    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "old\n");
    assertNoPromptTwice(scenario);
  }

  @Test
  void a_budget_that_ends_in_the_middle_suspends_and_what_is_kept_is_not_paid_again()
      throws Exception {
    var first = firstReservation();
    var all = new Usage(first.inputTokens(), 0, 0, first.budget().maxOutputTokens(), 0);
    var scenario = RunScenario.of(RunScenario.tokens(all.input() + all.output() + 1_000), TWO);
    scenario.script.then(
        UnitWriter.write(Format.NDJSON, MORE) + begun(HALF),
        new CallEnd.Finished(
            StopReason.MAX_TOKENS, "max_tokens", Optional.of(all), RunScenario.TIMING));

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.requests()).hasSize(1);
    scenario.raise(RunScenario.tokens(1_000_000)).reply(rest(HALF)).run();

    assertExact(scenario);
    assertThat(scenario.settlements()).containsExactly("CUT", "COMPLETE");
  }

  private static CallReservation firstReservation() throws InterruptedException {
    var scenario = cutIn(HALF).reply(rest(HALF));
    scenario.run();
    return scenario.store.calls(RUN).getFirst().reservation();
  }

  /** What the prompt shows as the end of the open text; nothing where none is open. */
  private static String shown(String prompt) {
    var quoted =
        Pattern.compile("=== \\w+ begin tail of src/slug.txt\n(.*?)=== ", Pattern.DOTALL)
            .matcher(prompt);
    if (!quoted.find()) {
      return "";
    }
    var lines = quoted.group(1);
    return prompt.contains("and an unfinished one")
        ? lines.substring(0, lines.length() - 1)
        : lines;
  }

  /** Says a hundred characters of the file a call, from where the prompt says. */
  private static final class Slowly implements dev.autopack.model.Model {
    private final RunScenario scenario;

    private Slowly(RunScenario scenario) {
      this.scenario = scenario;
    }

    @Override
    public CallEnd stream(ModelRequest request, TextSink sink) {
      scenario.heard(request);
      var prompt = request.turns().getLast().text();
      if (prompt.contains("Every deliverable has its operation")) {
        sink.accept(whole());
        return RunScenario.finished();
      }
      var anchor = shown(prompt);
      var from = anchor.isEmpty() ? 0 : TEXT.indexOf(anchor) + anchor.length();
      var to = Math.min(TEXT.length(), from + 250);
      var finished = prompt.contains("- create `src/more.txt`");
      var begin = finished ? "" : UnitWriter.write(Format.NDJSON, MORE);
      var op = anchor.isEmpty() ? "rewrite" : "continue";
      var end = to == TEXT.length() ? "\"}\n" + UnitWriter.end(Format.NDJSON, 1) : "";
      sink.accept(begin + begun(op, anchor + TEXT.substring(from, to)) + end);
      return to == TEXT.length() ? RunScenario.finished() : cut();
    }
  }

  private static RunScenario slowly() {
    var scenario = RunScenario.of(TWO);
    scenario.model = new Slowly(scenario);
    return scenario;
  }

  static IntStream instants() throws InterruptedException {
    var mortality = Mortality.none();
    slowly().run(mortality);
    return IntStream.rangeClosed(1, mortality.instants().size());
  }

  @ParameterizedTest
  @MethodSource("instants")
  void killed_at_any_write_between_no_unit_is_paid_twice_and_the_tree_is_the_same(int instant)
      throws Exception {
    var undisturbed = slowly();
    undisturbed.run();
    var scenario = slowly();
    try {
      scenario.run(Mortality.throwingAt(instant));
    } catch (Killed killed) {
      scenario.run();
    }

    assertThat(scenario.record().state()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.workspace.files()).isEqualTo(undisturbed.workspace.files());
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
    var lost = scenario.settlements().stream().filter("LOST"::equals).count();
    assertThat(scenario.requests().size() - undisturbed.requests().size()).isBetween(0, (int) lost);
    var stored = new ArrayList<Unit>();
    scenario.store.units(RUN, TWO.id(), 1, 1).stream()
        .filter(it -> it.unit() instanceof Unit.Change)
        .forEach(it -> stored.add((Unit) it.unit()));
    assertThat(new HashSet<>(stored)).hasSameSizeAs(stored);
  }
}
