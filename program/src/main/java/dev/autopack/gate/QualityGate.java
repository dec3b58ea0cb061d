package dev.autopack.gate;

import dev.autopack.gate.QualityPart.State;
import dev.autopack.policy.Risk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges how a change was made, in parts that are named and judged one by one: coverage, lint,
 * risk, audit. The worst decides; a part that is off says so. Pure.
 */
public final class QualityGate {
  private final QualityQuestion question;

  private QualityGate(QualityQuestion question) {
    this.question = question;
  }

  public static Verdict judge(QualityQuestion question) {
    var gate = new QualityGate(question);
    return judge(List.of(gate.coverage(), gate.lint(), gate.risk(), gate.audit()));
  }

  /** What the parts say that need no auditor; where they block, none is asked. */
  public static Verdict judgeUnaudited(QualityQuestion question) {
    var gate = new QualityGate(question);
    return judge(List.of(gate.coverage(), gate.lint(), QualityPart.pass("risk", gate.riskWords())));
  }

  private static Verdict judge(List<QualityPart> parts) {
    var worst = parts.stream().map(QualityPart::state).max(Comparator.naturalOrder()).orElseThrow();
    var summary = parts.stream().map(QualityPart::text).collect(Collectors.joining("; "));
    return switch (worst) {
      case OFF, PASS -> new Verdict.Pass(GateName.QUALITY, summary, told(parts));
      case UNKNOWN ->
          new Verdict.Unknown(GateName.QUALITY, summary, findings(parts, State.UNKNOWN));
      case FAIL -> new Verdict.Fail(GateName.QUALITY, summary, findings(parts, State.FAIL));
    };
  }

  private static List<String> told(List<QualityPart> parts) {
    return parts.stream().flatMap(part -> part.findings().stream()).map(GateFinding::text).toList();
  }

  private static List<GateFinding> findings(List<QualityPart> parts, State from) {
    return parts.stream()
        .filter(part -> part.state().compareTo(from) >= 0)
        .flatMap(part -> part.findings().stream())
        .toList();
  }

  private QualityPart coverage() {
    return new CoveragePart(question.settings())
        .judge(CoverageDelta.of(question.baseline(), question.now(), question.changes()));
  }

  private QualityPart lint() {
    if (question.lint().isEmpty()) {
      return QualityPart.off("lint", "no command is configured");
    }
    var lint = question.lint().get();
    if (!lint.now().trouble().isEmpty()) {
      return QualityPart.unknown("lint", lint.now().trouble().getFirst().text());
    }
    if (lint.now().execution().exitCode() == 0) {
      return QualityPart.pass("lint", "clean");
    }
    var code = lint.now().execution().exitCode();
    return lint.before().filter(QualityGate::isClean).isPresent()
        ? new QualityPart(
            "lint",
            State.FAIL,
            "ended with %d, and was clean before this phase".formatted(code),
            List.of(FindingText.ofCommand(lint.now().execution())))
        : QualityPart.off(
            "lint",
            "ended with %d, as it did before this phase, so it cannot tell".formatted(code));
  }

  private static boolean isClean(TestReport report) {
    return report.trouble().isEmpty() && report.execution().exitCode() == 0;
  }

  /** Harm that a change could do is no fault of it; it only asks for more eyes. */
  private QualityPart risk() {
    var score = question.risk();
    var words = riskWords();
    return score.level().compareTo(Risk.HIGH) >= 0 && question.audit() instanceof Audit.Off
        ? new QualityPart(
            "risk",
            State.PASS,
            words,
            List.of(
                GateFinding.of(
                    "unaudited",
                    "risk",
                    "",
                    "the change is of %s risk, and no auditor looked at it"
                        .formatted(score.level().name().toLowerCase(Locale.ROOT)))))
        : QualityPart.pass("risk", words);
  }

  private String riskWords() {
    var score = question.risk();
    return "%s (%d points%s)"
        .formatted(
            score.level().name().toLowerCase(Locale.ROOT),
            score.points(),
            score.reasons().isEmpty() ? "" : ": " + String.join(", ", score.reasons()));
  }

  /** What an auditor says is held against the diff by then, so every blocking remark is founded. */
  private QualityPart audit() {
    return switch (question.audit()) {
      case Audit.Off(var why) -> QualityPart.off("audit", why);
      case Audit.Unusable(var asked, var why) ->
          QualityPart.unknown("audit", "%s gave no judgement: %s".formatted(asked.model(), why));
      case Audit.Answered answered -> {
        var blocking = answered.remarks(Audit.Severity.BLOCKING);
        var words = answered.asked().model() + ": " + counts(answered);
        yield blocking.isEmpty()
            ? new QualityPart("audit", State.PASS, words, told(answered))
            : new QualityPart("audit", State.FAIL, words, texts(answered, blocking));
      }
    };
  }

  private static String counts(Audit.Answered answered) {
    return answered.remarks().isEmpty()
        ? "nothing found"
        : Stream.of(Audit.Severity.BLOCKING, Audit.Severity.WARNING, Audit.Severity.NOTE)
            .filter(severity -> !answered.remarks(severity).isEmpty())
            .map(severity -> "%d %s".formatted(answered.remarks(severity).size(), severity.id()))
            .collect(Collectors.joining(", "));
  }

  private static List<GateFinding> told(Audit.Answered answered) {
    var told = new ArrayList<>(texts(answered, answered.remarks()));
    if (!answered.asked().unseen().isEmpty()) {
      told.add(
          GateFinding.of(
              "unseen",
              "audit",
              "",
              "the auditor saw the whole change but for "
                  + String.join(", ", answered.asked().unseen())));
    }
    return told;
  }

  private static List<GateFinding> texts(Audit.Answered answered, List<Audit.Remark> remarks) {
    return remarks.stream()
        .map(remark ->
            GateFinding.of(
                "audit",
                remark.place().file(),
                remark.rule() + " " + remark.place().quote(),
                text(answered.asked().model(), remark)))
        .toList();
  }

  private static String text(String model, Audit.Remark remark) {
    var quote = remark.place().quote();
    return "the auditor %s says of %s%s"
        .formatted(model, remark, quote.isEmpty() ? "" : " (it quotes: %s)".formatted(quote));
  }
}
