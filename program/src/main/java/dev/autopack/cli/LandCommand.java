package dev.autopack.cli;

import dev.autopack.run.Land;
import dev.autopack.run.Land.Landed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a complete run onto a branch, judged again where the branch has moved. */
@Command(
    name = "land",
    description = {
      "Puts a complete run onto a branch. Where the branch has moved since the run began, the",
      "commits are rebased and the gates judge the result first; a failure moves nothing."
    })
final class LandCommand implements Action {
  @Mixin private RunArgument run = new RunArgument();

  @Option(
      names = "--onto",
      paramLabel = "BRANCH",
      description = "The branch; the one that the checkout is on where left out.")
  private @Nullable String onto;

  @Option(
      names = "--push",
      description = {
        "Lands on the remote's branch and pushes it, with the run's evidence; the branch here",
        "stays where it is."
      })
  private boolean push;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public ExitCode run(Program program) throws InterruptedException {
    try (var session = program.open()) {
      var record = run.find(session.ports().store());
      var landed =
          session
              .land(record, program.console()::say)
              .onto(new Land.Target(Optional.ofNullable(onto), push));
      program
          .console()
          .print(json ? Json.line("land", fields(landed)) : String.join("\n", text(landed)));
      return landed instanceof Landed.Done ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private List<String> text(Landed landed) {
    return switch (landed) {
      case Landed.Done(var where, var commit, var rebased, var evidence) ->
          List.of(
              "landed: '%s' is at %s%s"
                  .formatted(
                      where,
                      commit.abbreviated(),
                      rebased
                          ? ", rebased and judged again (evidence %s)"
                              .formatted(evidence.orElse("").substring(0, 12))
                          : ""));
      case Landed.Conflict(var commit, var tip, var paths) ->
          List.of(
              "not landed: '%s' does not fit on %s; both changed: %s"
                  .formatted(commit.subject(), tip.abbreviated(), String.join(", ", paths)),
              "nothing was moved; merge the run's branch by hand, or run the plan again from"
                  + " there");
      case Landed.Blocked blocked -> blockedText(blocked);
    };
  }

  private static List<String> blockedText(Landed.Blocked blocked) {
    var lines = new java.util.ArrayList<String>();
    lines.add(
        "not landed: on top of %s the run's work does not pass"
            .formatted(blocked.onto().abbreviated()));
    lines.addAll(blocked.reasons());
    lines.add("nothing was moved; run the plan again from there");
    return lines;
  }

  private static Map<String, Object> fields(Landed landed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("landed", landed instanceof Landed.Done);
    switch (landed) {
      case Landed.Done(var where, var commit, var rebased, var evidence) -> {
        fields.put("where", where);
        fields.put("commit", commit.value());
        fields.put("rebased", rebased);
        evidence.ifPresent(sha256 -> fields.put("evidence", sha256));
      }
      case Landed.Conflict(var commit, var tip, var paths) -> {
        fields.put("onto", tip.value());
        fields.put("conflict", commit.id().value());
        fields.put("paths", paths);
      }
      case Landed.Blocked blocked -> {
        fields.put("onto", blocked.onto().value());
        fields.put("reasons", blocked.reasons());
      }
    }
    return fields;
  }
}
