package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.model.TextSink.Flow;
import dev.autopack.output.Dialect;
import dev.autopack.output.Kept;
import dev.autopack.output.ReplyEnd;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitReader.Read;
import dev.autopack.output.UnitReaders;
import dev.autopack.output.UnitWriter;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptedBuilderTest {
  private static final CallEnd END =
      new CallEnd.Finished(
          StopReason.END,
          "end_turn",
          Optional.empty(),
          new CallEnd.Timing(Duration.ZERO, Duration.ZERO));

  private static final Unit CREATE = change(new FileEdit.Create(new RepoPath("b.py"), "b = 1\n"));
  private static final Unit REWRITE = change(new FileEdit.Rewrite(new RepoPath("a.py"), "a = 2\n"));
  private static final String SECRET = "ghp_" + "a1B2".repeat(9);

  private final PromptedBuilder builder = new PromptedBuilder(UnitReaders::of);
  private final List<Kept> stored = new ArrayList<>();

  @Test
  void a_complete_reply_hands_on_each_unit_in_order() throws InterruptedException {
    var text = UnitWriter.write(Format.NDJSON, List.of(CREATE, REWRITE));

    var report = call(new ScriptedModel().then(text, END));

    assertThat(report)
        .isEqualTo(
            new CallReport(
                END, new ReplyEnd.Complete(), 2, List.of(), List.of(), Dialect.NDJSON, text));
    assertThat(stored).containsExactly(CREATE, REWRITE);
  }

  @Test
  void each_unit_is_stored_before_the_next_text_is_read() throws InterruptedException {
    var before = new ArrayList<Integer>();
    Model model =
        (request, sink) -> {
          for (var unit : List.of(CREATE, REWRITE)) {
            before.add(stored.size());
            sink.accept(UnitWriter.write(Format.NDJSON, unit));
          }
          return END;
        };

    var report = call(model);

    assertThat(before).containsExactly(0, 1);
    assertThat(report.reply()).isEqualTo(new ReplyEnd.Cut("without its end line"));
  }

  @Test
  void a_sink_that_cancels_gets_no_further_unit_even_of_the_same_text()
      throws InterruptedException {
    var flows = new ArrayList<Flow>();
    var text = UnitWriter.write(Format.NDJSON, List.of(CREATE, REWRITE));
    Model model =
        (request, sink) -> {
          flows.add(sink.accept(text));
          flows.add(sink.accept(text));
          return END;
        };

    var report =
        builder.call(
            model,
            request(),
            conversation(),
            unit -> {
              stored.add(unit);
              return Flow.CANCEL;
            });

    assertThat(flows).containsExactly(Flow.CANCEL, Flow.CANCEL);
    assertThat(stored).containsExactly(CREATE);
    assertThat(report.units()).isEqualTo(1);
    assertThat(report.text()).isEqualTo(text);
  }

  @Test
  void what_is_no_unit_is_rejected_with_the_reason() throws InterruptedException {
    var report =
        call(
            new ScriptedModel()
                .then("{\"op\":\"create\",\"path\":\"../x\",\"content\":\"\"}\n", END));

    assertThat(report.rejected()).singleElement().asString().contains("../x");
    assertThat(stored).isEmpty();
  }

  @Test
  void a_unit_that_would_write_a_mask_over_a_secret_is_rejected() throws InterruptedException {
    var masked =
        change(
            new FileEdit.Rewrite(new RepoPath("a.py"), "KEY = \"%s\"\n".formatted(Scrubber.MASK)));

    var report =
        call(new ScriptedModel().then(UnitWriter.write(Format.NDJSON, List.of(masked)), END));

    assertThat(stored).isEmpty();
    assertThat(report.rejected())
        .containsExactly(
            "'a.py' would write '[[masked-secret]]', which only stands for a masked secret; leave that line alone");
  }

  @Test
  void a_reply_in_another_format_is_read_at_its_end_and_called_so() throws InterruptedException {
    var blocks = "a.py\n<<<<<<< SEARCH\na = 1\n=======\na = 2\n>>>>>>> REPLACE\n";
    var envelope = UnitWriter.write(Format.ENVELOPE, List.of(CREATE));

    assertThat(call(new ScriptedModel().then(blocks, END)).written())
        .isEqualTo(Dialect.SEARCH_REPLACE);
    assertThat(call(new ScriptedModel().then(envelope, END)))
        .isEqualTo(
            new CallReport(
                END, new ReplyEnd.Complete(), 1, List.of(), List.of(), Dialect.ENVELOPE, envelope));
    assertThat(stored).hasSize(2).last().isEqualTo(CREATE);
  }

  @Test
  void a_declaration_may_stand_before_another_format_and_is_passed_over_where_it_is_none()
      throws InterruptedException {
    var envelope = UnitWriter.write(Format.ENVELOPE, List.of(CREATE));

    var report = call(new ScriptedModel().then("{\"op\":\"declare\"}\n" + envelope, END));

    assertThat(report.written()).isEqualTo(Dialect.ENVELOPE);
    assertThat(report.passedOver()).containsExactly("it has no 'files'");
    assertThat(report.reply()).isEqualTo(new ReplyEnd.Complete());
    assertThat(
            call(new ScriptedModel()
                    .then(
                        "{\"op\":\"declare\",\"files\":[{\"path\":\"b.py\",\"action\":\"create\"}]}\n"
                            + envelope,
                        END))
                .written())
        .isEqualTo(Dialect.ENVELOPE);
    assertThat(stored).hasSize(3).contains(CREATE);
  }

  @Test
  void a_reply_in_another_format_with_a_fault_stores_nothing_and_says_what_it_was()
      throws InterruptedException {
    var patch =
        "*** Begin Patch\n*** Add File: b.py\n+b = 1\n*** Add File: ../x\n+x\n*** End Patch\n";

    var report = call(new ScriptedModel().then(patch, END));

    assertThat(stored).isEmpty();
    assertThat(report.written()).isEqualTo(Dialect.BEGIN_PATCH);
    assertThat(report.rejected()).singleElement().asString().contains("../x");
    assertThat(report.reply().toString())
        .contains("a '*** Begin Patch' envelope, and the format asked for is ndjson");
  }

  @Test
  void a_masked_secret_in_another_format_is_rejected_with_all_of_the_reply()
      throws InterruptedException {
    var files = "b.py\n```\nb = 1\n```\nkey.py\n```\nKEY = \"%s\"\n```\n".formatted(Scrubber.MASK);

    assertThat(call(new ScriptedModel().then(files, END)).rejected()).hasSize(1);
    assertThat(stored).isEmpty();
  }

  @Test
  void an_interrupted_call_ends_and_keeps_what_was_stored() {
    Model model =
        (request, sink) -> {
          sink.accept(UnitWriter.write(Format.NDJSON, CREATE));
          throw new InterruptedException("stop");
        };

    assertThatThrownBy(() -> call(model)).isInstanceOf(InterruptedException.class);
    assertThat(stored).containsExactly(CREATE);
  }

  @Test
  void no_secret_of_the_repository_is_in_a_request() {
    assertThat(request().toString()).doesNotContain(SECRET).contains(Scrubber.MASK);
  }

  @Test
  void the_same_conversation_gives_the_same_request_and_a_continuation_another() {
    assertThat(request()).isEqualTo(request());
    var continuation = builder.request(ConversationDraft.PROFILE, draft().holding(CREATE));
    assertThat(continuation.system()).isEqualTo(request().system());
    assertThat(continuation.turns()).isNotEqualTo(request().turns()).hasSize(1);
    assertThat(common(continuation, request())).isGreaterThan(600);
  }

  @Test
  void a_window_too_small_for_the_phase_is_an_error_with_a_next_step() {
    assertThatThrownBy(() -> builder.request(ConversationDraft.PROFILE, draft().within(700)))
        .isInstanceOfSatisfying(
            OperatorException.class,
            refused -> {
              assertThat(refused).hasMessageContaining("The phase 'slugify' takes ");
              assertThat(refused.nextStep()).contains("larger window");
            });
  }

  @Test
  void the_example_of_the_system_text_is_a_reply_that_the_reader_takes_whole() {
    for (var format : List.of(Format.NDJSON, Format.ENVELOPE)) {
      for (boolean declares : List.of(false, true)) {
        var system = Grammar.systemText(format, declares);
        var reader = UnitReaders.of(format);

        var reads = reader.feed(system.substring(system.indexOf("changes:\n\n") + 10) + "\n");

        assertThat(reads.stream().filter(Read.Closed.class::isInstance)).hasSize(declares ? 3 : 2);
        assertThat(reader.finish().end()).isEqualTo(new ReplyEnd.Complete());
      }
    }
  }

  private static int common(ModelRequest left, ModelRequest right) {
    var a = left.turns().getFirst().text();
    var b = right.turns().getFirst().text();
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  private CallReport call(Model model) throws InterruptedException {
    return builder.call(
        model,
        request(),
        conversation(),
        unit -> {
          stored.add(unit);
          return TextSink.Flow.CONTINUE;
        });
  }

  private ModelRequest request() {
    return builder.request(ConversationDraft.PROFILE, conversation());
  }

  private static Conversation conversation() {
    return draft().first();
  }

  private static ConversationDraft draft() {
    var tree =
        MapTree.of(Map.of("a.py", "KEY = \"%s\"\n".formatted(SECRET), "test_a.py", "import a\n"));
    return new ConversationDraft(PhaseDraft.delivering("a.py", "b.py"), tree);
  }

  private static Unit change(FileEdit edit) {
    return new Unit.Change(edit);
  }
}
