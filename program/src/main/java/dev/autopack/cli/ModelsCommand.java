package dev.autopack.cli;

import dev.autopack.budget.ModelProfile;
import dev.autopack.run.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the models that are known, with limits and prices. */
@Command(name = "models", description = "Lists the models that are known, with limits and prices.")
final class ModelsCommand implements Action {
  @Option(names = "--json", description = "Prints JSON Lines.")
  private boolean json;

  @Override
  public ExitCode run(Program program) {
    for (var profile : program.models()) {
      program.console().print(json ? Json.line("model", fields(profile)) : line(profile));
    }
    return ExitCode.OK;
  }

  private static String line(ModelProfile profile) {
    return "%-14s %-10s %-28s context %d, output %d, %s"
        .formatted(
            profile.name(),
            Words.of(profile.provider()),
            profile.id(),
            profile.window().contextTokens(),
            profile.window().maxOutputTokens(),
            profile
                .price()
                .map(
                    price -> "$%s in, $%s out per million".formatted(price.input(), price.output()))
                .orElse("no price, so it is refused"));
  }

  private static Map<String, Object> fields(ModelProfile profile) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", profile.name());
    fields.put("provider", Words.of(profile.provider()));
    fields.put("id", profile.id());
    fields.put("context_tokens", profile.window().contextTokens());
    fields.put("max_output_tokens", profile.window().maxOutputTokens());
    fields.put("framing", Words.of(profile.framing()));
    profile
        .price()
        .ifPresent(price -> {
          fields.put("usd_per_million_input", price.input());
          fields.put("usd_per_million_output", price.output());
        });
    return fields;
  }
}
