package dev.autopack.cli;

import dev.autopack.budget.Calibration;
import dev.autopack.telemetry.Audits;
import dev.autopack.telemetry.Dimension;
import dev.autopack.telemetry.Governance;
import dev.autopack.telemetry.Observations;
import dev.autopack.telemetry.Selection;
import dev.autopack.telemetry.Statistics;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Counts what the calls and questions of many runs came to. */
@Command(
    name = "stats",
    description = "Counts what calls and approvals came to, beside what they should.")
final class StatsCommand implements Action {
  @Mixin private StatsScope scope = new StatsScope();

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      converter = DimensionName.class,
      description = "Counts apart by category, model, format, scope or batched.")
  private @Nullable Dimension by;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public ExitCode run(Program program) {
    try (var session = program.open()) {
      var records = session.ports().records();
      var selection = scope.selection(program, session.ports().store());
      var statistics = Statistics.of(records.calls(selection), Optional.ofNullable(by));
      var view =
          new StatsView(
              selection,
              statistics,
              records.audits(selection),
              Governance.of(records.questions(selection)),
              Calibration.of(Observations.of(records.calls(Selection.ALL))));
      if (json) {
        program.console().print(Json.line("stats", StatsJson.fields(view)));
      } else {
        StatsText.lines(view).forEach(program.console()::print);
      }
      return ExitCode.OK;
    }
  }

  /** All that is shown. */
  record StatsView(
      Selection selection,
      Statistics statistics,
      Audits audits,
      Governance governance,
      Calibration calibration) {
    /** The fits that the selection is about: of all repositories, and of the one selected. */
    java.util.List<Calibration.Fit> fits() {
      return calibration.fits().stream()
          .filter(fit -> fit.repository().isEmpty() || isSelected(fit.repository().get()))
          .toList();
    }

    private boolean isSelected(String repository) {
      return selection.repository().isEmpty() || selection.repository().get().equals(repository);
    }
  }

  /** Reads what calls are grouped by. */
  static final class DimensionName implements ITypeConverter<Dimension> {
    @Override
    public Dimension convert(String written) {
      return Arrays.stream(Dimension.values())
          .filter(dimension -> dimension.id().equals(written))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException(
                  "'%s' is none of %s"
                      .formatted(
                          written,
                          Arrays.stream(Dimension.values())
                              .map(Dimension::id)
                              .collect(Collectors.joining(", ")))));
    }
  }
}
