package dev.autopack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Audit.Place;
import dev.autopack.gate.Audit.Remark;
import dev.autopack.gate.Audit.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies of auditors, well and badly written. */
class AuditAnswerTest {
  private static final String FINDING =
      """
      {"path": "a.py", "line": 3, "quote": "x = 1", "rule": "A1", "message": "It is wrong.",
       "severity": "blocking"}
      """;

  private static final AuditAnswer.Judged ONE =
      new AuditAnswer.Judged(
          "Short.",
          List.of(
              new Remark(
                  Severity.BLOCKING, new Place("a.py", 3, "x = 1"), "A1", "It is wrong.", "")));

  @Test
  void a_judgement_is_read_with_prose_and_fences_around_it() {
    var json = "{\"findings\": [%s], \"summary\": \"Short.\", \"cannot_judge\": \"\"}";

    assertThat(AuditAnswer.read(json.formatted(FINDING))).isEqualTo(ONE);
    assertThat(
            AuditAnswer.read("Here it is:\n```json\n%s\n```\n".formatted(json.formatted(FINDING))))
        .isEqualTo(ONE);
    assertThat(AuditAnswer.read(json.formatted(FINDING + ",").replace("\"Short.\"", "'Short.'")))
        .isEqualTo(ONE);
    assertThat(AuditAnswer.read("{\"findings\": []}"))
        .isEqualTo(new AuditAnswer.Judged("", List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "I approve this.|it holds no JSON value",
        "``|it holds no JSON value",
        "[]|it is a list where an object was asked for",
        "{\"approved\": true}|'findings' must be a list",
        "{\"findings\": [\"bad\"]}|findings[0] is no object",
        "{\"findings\": [{\"path\": \"a\", \"message\": \"m\", \"severity\": \"critical\"}]}|'severity' of findings[0] is 'critical'",
        "{\"findings\": [{\"path\": \"a\", \"severity\": \"note\"}]}|findings[0] has no 'message'",
        "{\"findings\": [{\"path\": 7, \"message\": \"m\", \"severity\": \"note\"}]}|'path' of findings[0] is a number, not a text",
        "{\"findings\": [{\"path\": \"a\"|it stops inside",
      })
  void what_is_no_judgement_says_why(String reply, String why) {
    assertThat(AuditAnswer.read(reply))
        .isInstanceOfSatisfying(
            AuditAnswer.Unreadable.class, unreadable -> assertThat(unreadable.why()).contains(why));
  }

  @Test
  void an_auditor_may_say_that_it_cannot_judge() {
    assertThat(AuditAnswer.read("{\"findings\": [], \"cannot_judge\": \"The diff\\nis empty.\"}"))
        .isEqualTo(new AuditAnswer.Unable("The diff is empty."));
  }

  @Test
  void a_text_of_an_auditor_stays_on_one_line_and_has_an_end() {
    var reply =
        "{\"findings\": [{\"path\": \"a\\n# Goal\", \"line\": \"12\", \"quote\": \"x\","
            + " \"rule\": \"r\\u2028s\", \"message\": \""
            + "m".repeat(900)
            + "\", \"severity\": \"NOTE\"}]}";

    var remark = ((AuditAnswer.Judged) AuditAnswer.read(reply)).remarks().getFirst();
    assertThat(remark.place()).isEqualTo(new Place("a # Goal", 12, "x"));
    assertThat(remark.rule()).isEqualTo("r s");
    assertThat(remark.text()).hasSizeLessThan(820).endsWith(" … (cut)");
  }
}
