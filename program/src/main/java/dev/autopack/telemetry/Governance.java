package dev.autopack.telemetry;

import dev.autopack.edit.RepoPath;
import dev.autopack.telemetry.Measure.Tally;
import dev.autopack.telemetry.Question.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What questions to people come to.
 *
 * @param autoApproval changes that rules approved for a person ÷ changes that needed a yes; not
 *     known as long as no rule can say yes
 * @param approval questions approved by a person ÷ questions answered or expired
 * @param waitingSeconds the median time from question to answer, of those that a person answered
 * @param requestedPaths how many questions asked for a path
 * @param denialReasons what people gave; an expiry is its own reason
 */
public record Governance(
    long asked,
    Measure autoApproval,
    Measure approval,
    Measure waitingSeconds,
    Tally requestedPaths,
    Tally denialReasons) {
  private static final String NO_REASON = "no reason given";
  private static final String EXPIRED = "nobody answered in time";

  /** Counts what the questions came to. */
  public static Governance of(List<Question> questions) {
    var answers = questions.stream().flatMap(question -> question.answer().stream()).toList();
    return new Governance(
        questions.size(),
        Measure.unknown(),
        Measure.Share.of(
            answers.stream().filter(it -> it.kind() == Kind.APPROVED).count(), answers.size()),
        Measure.Middle.of(
            questions.stream()
                .flatMap(question -> waiting(question).stream())
                .mapToDouble(wait -> (double) wait.toMillis() / 1_000)),
        tally(
            questions.stream()
                .flatMap(question -> question.paths().stream().map(RepoPath::value).distinct())),
        tally(answers.stream().filter(it -> it.kind() != Kind.APPROVED).map(Governance::reason)));
  }

  private static java.util.Optional<Duration> waiting(Question question) {
    return question
        .answer()
        .filter(answer -> answer.kind() != Kind.EXPIRED)
        .map(answer -> Duration.between(question.asked(), answer.at()));
  }

  private static String reason(Question.Reaction answer) {
    if (answer.kind() == Kind.EXPIRED) {
      return EXPIRED;
    }
    return answer.reason().isBlank() ? NO_REASON : answer.reason().strip();
  }

  private static Tally tally(Stream<String> texts) {
    Map<String, Long> times =
        texts.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return new Tally(
        times.entrySet().stream()
            .map(entry -> new Tally.Count(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingLong(Tally.Count::times)
                    .reversed()
                    .thenComparing(Tally.Count::text))
            .toList());
  }
}
