package dev.autopack.cli;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Finding;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore;
import dev.autopack.run.ScopeQuestion;
import dev.autopack.run.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what waits for a person, or shows one held change with its diff. */
@Command(
    name = "approvals",
    description = "Lists what waits for a person, or shows one held change with its diff.")
final class ApprovalsCommand implements Action {
  @Parameters(arity = "0..1", paramLabel = "REQUEST", description = "Shows this one with its diff.")
  private @Nullable String id;

  @Option(names = "--json", description = "Prints JSON Lines.")
  private boolean json;

  @Override
  public ExitCode run(Program program) {
    try (var session = program.open()) {
      var store = session.ports().store();
      if (id != null) {
        show(program, session, find(store, id));
        return ExitCode.OK;
      }
      var open =
          store.list().stream()
              .filter(run -> run.state() != RunState.COMPLETE && run.state() != RunState.INCOMPLETE)
              .map(RunRecord::id)
              .map(store::unanswered)
              .flatMap(List::stream)
              .toList();
      open.forEach(request -> program.console().print(line(request)));
      if (open.isEmpty() && !json) {
        program.console().say("Nothing waits for a person.");
      }
      return ExitCode.OK;
    }
  }

  static GovernanceRequest find(RunStore store, String id) {
    return store
        .findRequest(id)
        .orElseThrow(() ->
            new OperatorException(
                "There is no request '%s'.".formatted(id), "List what waits: autopack approvals"));
  }

  private void show(Program program, Program.Session session, GovernanceRequest request) {
    var diff = diff(session, request);
    if (json) {
      var fields = fields(request);
      fields.put("diff", diff);
      program.console().print(Json.line("request", fields));
      return;
    }
    program.console().print(line(request));
    for (var finding : request.findings()) {
      program
          .console()
          .print(
              "  %s (%s risk): %s"
                  .formatted(finding.rule(), Words.of(finding.risk()), finding.justification()));
    }
    program.console().print("");
    program.console().print(diff.stripTrailing());
    program.console().print("");
    program
        .console()
        .print(
            "autopack approve %s   or   autopack deny %s --reason TEXT"
                .formatted(request.id(), request.id()));
  }

  /** The held change as a unified diff, read from its ref. */
  static String diff(Program.Session session, GovernanceRequest request) {
    if (ScopeQuestion.isAsked(request)) {
      return "No change is held. A yes lets the phase write these files:\n"
          + ScopeQuestion.paths(request).stream()
              .map(path -> "  " + path + "\n")
              .collect(Collectors.joining());
    }
    var run = session.ports().store().find(request.run()).orElseThrow();
    return session
        .repository(run)
        .heldDiff(run.id(), request.phase())
        .orElse("(the held change is gone)");
  }

  private String line(GovernanceRequest request) {
    return json
        ? Json.line("request", fields(request))
        : "%s  run %s, phase %s, attempt %d, expires %s: %s"
            .formatted(
                request.id(),
                request.run(),
                request.phase(),
                request.attempt(),
                Words.of(request.expires()),
                request.findings().stream()
                    .map(Finding::justification)
                    .reduce((one, two) -> one + "; " + two)
                    .orElse(""));
  }

  private static Map<String, Object> fields(GovernanceRequest request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", request.id());
    fields.put("run", Optional.of(request.run()).map(RunId::value).orElseThrow());
    fields.put("phase", request.phase().value());
    fields.put("attempt", request.attempt());
    fields.put("expires", request.expires().toString());
    fields.put(
        "findings",
        request.findings().stream()
            .map(finding ->
                Map.of(
                    "rule", finding.rule(),
                    "risk", finding.risk().name(),
                    "paths", finding.paths().stream().map(RepoPath::value).toList(),
                    "justification", finding.justification()))
            .toList());
    return fields;
  }
}
