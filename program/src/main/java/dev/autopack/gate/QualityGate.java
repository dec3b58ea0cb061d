package dev.autopack.gate;

import dev.autopack.gate.QualityPart.State;
import dev.autopack.policy.Risk;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    return new QualityGate(question).judge();
  }

  private Verdict judge() {
    var parts =
        List.of(
            new CoveragePart(question.settings())
                .judge(CoverageDelta.of(question.baseline(), question.now(), question.changes())),
            lint(),
            risk(),
            audit());
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
    var words =
        "%s (%d points%s)"
            .formatted(
                score.level().name().toLowerCase(Locale.ROOT),
                score.points(),
                score.reasons().isEmpty() ? "" : ": " + String.join(", ", score.reasons()));
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

  private QualityPart audit() {
    return switch (question.audit()) {
      case Audit.Off(var why) -> QualityPart.off("audit", why);
      case Audit.Unparsable(var model, var why, _) ->
          QualityPart.unknown("audit", "the answer of %s is none: %s".formatted(model, why));
      case Audit.Answered(var model, var opinion, var remarks, _) ->
          switch (opinion) {
            case APPROVE ->
                new QualityPart("audit", State.PASS, model + " approves", texts(remarks));
            case UNSURE ->
                new QualityPart(
                    "audit",
                    State.UNKNOWN,
                    model + " is unsure",
                    orWords(remarks, model + " is unsure"));
            case REJECT ->
                new QualityPart(
                    "audit", State.FAIL, model + " rejects", orWords(remarks, model + " rejects"));
          };
    };
  }

  private static List<GateFinding> orWords(List<Audit.Remark> remarks, String words) {
    return remarks.isEmpty()
        ? List.of(GateFinding.of("audit", "audit", "", words + ", and says no reason"))
        : texts(remarks);
  }

  private static List<GateFinding> texts(List<Audit.Remark> remarks) {
    return remarks.stream()
        .map(remark ->
            GateFinding.of("audit", remark.file(), remark.text(), "the auditor says of " + remark))
        .toList();
  }
}
