package dev.autopack.cli;

import dev.autopack.run.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what became of a run, as Markdown. */
@Command(name = "report", description = "Prints what became of a run, as Markdown.")
final class ReportCommand implements Action {
  @Mixin private RunArgument run = new RunArgument();

  @Option(names = "--json", description = "Prints the same as JSON.")
  private boolean json;

  @Override
  public ExitCode run(Program program) {
    try (var session = program.open()) {
      var store = session.ports().store();
      var record = run.find(store);
      var report = new Report(store, record);
      if (json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", record.id().value());
        fields.put("state", record.state().name());
        fields.put("verdict", report.verdict());
        fields.put("phases", store.phases(record.id()).stream().map(Execution::fields).toList());
        fields.put("needs", report.needs());
        fields.put("markdown", report.markdown());
        program.console().print(Json.line("report", fields));
      } else {
        program.console().print(report.markdown().stripTrailing());
      }
      return ExitCode.OK;
    }
  }
}
