package dev.autopack.cli;

import dev.autopack.error.OperatorException;
import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore;
import dev.autopack.run.Words;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers one request, once: by {@code approve} or {@code deny}. */
abstract sealed class AnswerCommand implements Action {
  @Parameters(paramLabel = "REQUEST", description = "The request's id, from: autopack approvals")
  private @Nullable String id;

  private final Answer.Choice choice;

  AnswerCommand(Answer.Choice choice) {
    this.choice = choice;
  }

  abstract String reason();

  @Override
  public ExitCode run(Program program) {
    try (var session = program.open()) {
      var store = session.ports().store();
      var request = ApprovalsCommand.find(store, Optional.ofNullable(id).orElseThrow());
      var now = program.clock().instant();
      refuseEnded(store, request);
      if (!now.isBefore(request.expires())) {
        throw new OperatorException(
            "The request '%s' expired at %s; that is a no."
                .formatted(request.id(), Words.of(request.expires())),
            "Go on with the run: autopack resume " + request.run());
      }
      var by = program.person() + " (command line)";
      var said = choice == Answer.Choice.APPROVED ? "approved" : "denied";
      var answered =
          store.answer(
              request.id(),
              new Answer(choice, by, now, reason()),
              new RunEvent(
                  "approval_" + said,
                  Map.of("request", request.id(), "by", by),
                  "request %s %s by %s".formatted(request.id(), said, by)));
      if (!answered) {
        throw new OperatorException(
            "The request '%s' was answered before; an answer counts once.".formatted(request.id()),
            "See where the run stands: autopack status " + request.run());
      }
      program.console().print("%s %s".formatted(request.id(), said));
      program.console().say("Go on with: autopack resume " + request.run());
      return ExitCode.OK;
    }
  }

  /** An answer that nobody will read must not look like one that counts. */
  private static void refuseEnded(RunStore store, GovernanceRequest request) {
    var state = store.find(request.run()).orElseThrow().state();
    if (state == RunState.COMPLETE || state == RunState.INCOMPLETE) {
      throw new OperatorException(
          "The run '%s' is %s, so its request '%s' needs no answer any more."
              .formatted(request.run(), Words.of(state), request.id()),
          "Read its report: autopack report " + request.run());
    }
  }

  /** Says yes: the held change is applied with no new model call. */
  @Command(
      name = "approve",
      description = "Approves a held change; it is applied with no new model call.")
  static final class Approve extends AnswerCommand {
    Approve() {
      super(Answer.Choice.APPROVED);
    }

    @Override
    String reason() {
      return "";
    }
  }

  /** Says no; the builder reads the reason. */
  @Command(name = "deny", description = "Denies a held change; the builder reads the reason.")
  static final class Deny extends AnswerCommand {
    @Option(names = "--reason", paramLabel = "TEXT", description = "What the builder is told.")
    private String reason = "";

    Deny() {
      super(Answer.Choice.DENIED);
    }

    @Override
    String reason() {
      return reason;
    }
  }
}
