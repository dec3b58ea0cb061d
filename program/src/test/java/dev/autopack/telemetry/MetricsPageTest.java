package dev.autopack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/reference/metrics.md} to the metrics there are. {@code -Dgolden=apply} rewrites
 * it.
 */
class MetricsPageTest {
  private static final Path PAGE = Path.of("../docs/reference/metrics.md");

  @Test
  void the_page_of_metrics_is_what_is_counted() throws IOException {
    var page =
        INTRODUCTION
            + Arrays.stream(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining())
            + AFTER;
    if ("apply".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String row(Metric metric) {
    return "| %s | `%s` | %s | %s | %s |\n"
        .formatted(
            metric.title(),
            metric.id(),
            // A bar would end the cell.
            metric.definition().replace("|", "\\|"),
            switch (metric.unit()) {
              case SHARE -> "%";
              case MEDIAN_SHARE -> "%, median; the mean beside it";
              case TOKENS -> "tokens";
            },
            metric.target().map(MetricsPageTest::target).orElse("–"));
  }

  private static String target(Target target) {
    var isBelow = target.side() == Target.Side.BELOW;
    var alarm =
        target.alarm().isPresent()
            ? ", alarm %s %s".formatted(isBelow ? ">" : "<", percent(target.alarm().getAsDouble()))
            : "";
    return "%s %s%s".formatted(isBelow ? "<" : ">", percent(target.bound()), alarm);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
  }

  private static final String INTRODUCTION =
      """
      # Metrics

      What `autopack stats` counts, from what the store holds of every builder call: one row a call, with what was predicted, allowed and taken.
      Each metric is defined once, in `telemetry/Metric`, and this page is made of it. What is not known is shown as `-` with n = 0 (in JSON `null`), never as 0 % or 100 %.
      Beside each value stands what it rests on.

      ## Builder calls

      | metric | in `--json` | definition | unit | target |
      |---|---|---|---|---|
      """;

  private static final String AFTER =
      """

      *How much of a reply reached a commit.* A reply that was complete by itself, in an attempt that ended in a commit, is in it as a whole, with the prose round its units.
      Where a batch took several calls, the merged edits' share of all the text that came counts for each of them: what was repeated or begun in vain is waste.
      A commit that a rollback later leaves behind was reached all the same.

      *Older records.* Calls of before these columns are counted as far as their own words go: a stop reason that was stored as the provider's word is understood,
      a complete first call of a committed attempt counts as committed, and of the rest nothing is claimed.

      ## Audits

      Calls of an auditor are in none of the metrics above: nothing is written in them. `stats` says how many were settled, with their tokens and what they cost (in JSON `audits`);
      `report` shows their part of what each phase cost. They count for the limits like any other.

      ## Approvals

      | metric | in `--json` | definition |
      |---|---|---|
      | auto-approval rate | `auto_approval` | changes that rules approved for a person ÷ changes that needed a yes; `-` as long as no rule can say yes |
      | approved | `approved` | questions that a person approved in time ÷ questions answered or expired |
      | waiting time | `waiting_seconds` | median seconds from a question to its answer, of those that a person answered |
      | most requested paths | `requested_paths` | how many questions asked for the path |
      | reasons for a no | `denial_reasons` | what people gave; a question that nobody answered in time is its own reason |

      ## Counting apart

      `--by category | model | format | scope | batched`. Scope sizes are 1, 2-4, 5-9, 10-19 and 20+ files that the phase may write. Each call is in one group, so the groups add up to the whole.
      Whether a cut call was recovered is looked up in its whole batch, whatever the group.

      ## Calibration

      The settled calls on record correct the estimates of the runs that begin after them. Each run works its calibration out once, at its beginning, and keeps it, so that a resumed run goes on with the same. Calls are compared by format, whole files or edits, and category,
      over all repositories and for each of them: complete first replies as they are, cut ones as lower bounds. From 20 on, a stratum whose median error passes 30 % is marked; a factor is fitted to
      the earlier half of its calls and kept only if it lowers the error of the later half. `stats` shows each such stratum, its error before and what the factor did.
      """;
}
