package dev.autopack.cli;

import dev.autopack.gate.EvidenceComparison.Difference;
import dev.autopack.plan.PhaseId;
import dev.autopack.run.Verification;
import dev.autopack.workspace.SealedCommit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Executes again, on a clean checkout, what a run's evidence claims. */
@Command(
    name = "verify",
    description = {
      "Executes again, on a clean checkout, what the evidence of a run or of one commit claims.",
      "Needs the repository alone: a clone with the run's branch and refs/autopack/RUN does."
    })
final class VerifyCommand implements Action {
  private static final int MAX_SHOWN = 20;

  @Parameters(
      paramLabel = "RUN|COMMIT",
      description = "The run's id, or the start of it; or a commit that a run made.")
  private String what = "";

  @Option(names = "--phase", paramLabel = "PHASE", description = "Only the commit of this phase.")
  private @Nullable String phase;

  @Option(names = "--json", description = "Prints JSON, a line each commit.")
  private boolean json;

  @Override
  public ExitCode run(Program program) throws InterruptedException {
    try (var session = program.open()) {
      var verification = session.verification(program.repository(), program.console()::say);
      var commits = verification.find(what, Optional.ofNullable(phase).map(PhaseId::new));
      var checked = new ArrayList<Verification.Checked>();
      for (SealedCommit commit : commits) {
        var one = verification.check(commit);
        checked.add(one);
        program.console().print(json ? Json.line("verify", fields(one)) : text(one));
      }
      var held = checked.stream().filter(Verification.Checked::holds).count();
      program
          .console()
          .say("%d of %d commits hold what their evidence claims".formatted(held, commits.size()));
      return held == commits.size() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static String text(Verification.Checked checked) {
    var lines = new ArrayList<String>();
    var commit = checked.commit();
    lines.add(
        "%s %s %s: %s"
            .formatted(
                checked.holds() ? "holds  " : "REFUTED",
                commit.id().abbreviated(),
                commit.phase().map(PhaseId::value).orElse("?"),
                commit.subject()));
    checked.broken().forEach(why -> lines.add("  seal: " + why));
    if (checked.broken().isEmpty()) {
      lines.add("  seal: the evidence is about this commit, its tree and its base");
      var differing = checked.differences().size();
      lines.add(
          differing == 0
              ? "  tests: %d as recorded".formatted(checked.tests())
              : "  tests: %d recorded, %d came out otherwise"
                  .formatted(checked.tests(), differing));
    }
    checked.differences().stream()
        .limit(MAX_SHOWN)
        .forEach(it -> lines.add("    %s%s".formatted(it.contradicts() ? "! " : "  ", it)));
    if (checked.differences().size() > MAX_SHOWN) {
      lines.add("    and %d more".formatted(checked.differences().size() - MAX_SHOWN));
    }
    if (checked.broken().isEmpty()) {
      checked
          .audit()
          .ifPresent(audit -> lines.add("  audit: %s; recorded, not executed".formatted(audit)));
    }
    checked.flaky().forEach(id -> lines.add("    flaky: %s passed when run again".formatted(id)));
    return String.join("\n", lines);
  }

  private static Map<String, Object> fields(Verification.Checked checked) {
    Map<String, Object> fields = new LinkedHashMap<>();
    var commit = checked.commit();
    fields.put("commit", commit.id().value());
    commit.run().ifPresent(run -> fields.put("run", run.value()));
    commit.phase().ifPresent(id -> fields.put("phase", id.value()));
    fields.put("holds", checked.holds());
    fields.put("broken", checked.broken());
    fields.put("tests", checked.tests());
    fields.put("differences", checked.differences().stream().map(VerifyCommand::fields).toList());
    fields.put("flaky", List.copyOf(checked.flaky()));
    checked
        .audit()
        .ifPresent(audit ->
            fields.put(
                "audit",
                Map.of(
                    "verdict", audit.verdict(),
                    "model", audit.model(),
                    "findings", audit.findings(),
                    "executed", false)));
    return fields;
  }

  private static Map<String, Object> fields(Difference difference) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", difference.what());
    fields.put("contradicts", difference.contradicts());
    fields.put("recorded", difference.recorded());
    fields.put("now", difference.now());
    return fields;
  }
}
