package dev.autopack.cli;

import dev.autopack.plan.NearestName;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command line, in the two sentences of every error. */
record UsageMistake(String problem, String nextStep) {
  static UsageMistake of(ParameterException mistake, Collection<String> commands) {
    var command = mistake.getCommandLine().getCommandSpec().qualifiedName();
    var help = "See: %s --help".formatted(command);
    return switch (mistake) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched, command, commands, help);
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          new UsageMistake(missing(missing, command), help);
      default -> new UsageMistake(sentence(mistake), help);
    };
  }

  private static UsageMistake unmatched(
      UnmatchedArgumentException mistake,
      String command,
      Collection<String> commands,
      String help) {
    var word = mistake.getUnmatched().getFirst();
    var spec = mistake.getCommandLine().getCommandSpec();
    if (word.startsWith("-")) {
      var known = spec.optionsMap().keySet();
      return new UsageMistake(
          "'%s' has no option '%s'.".formatted(command, word), meant(word, known) + help);
    }
    if (spec.subcommands().isEmpty()) {
      return new UsageMistake("'%s' takes no further '%s'.".formatted(command, word), help);
    }
    var known = spec.parent() == null ? commands : spec.subcommands().keySet();
    return new UsageMistake(
        "There is no command '%s %s'.".formatted(command, word), meant(word, known) + help);
  }

  private static String meant(String written, Collection<String> known) {
    return NearestName.find(written, known)
        .map(name -> "Did you mean '%s'? ".formatted(name))
        .orElse("");
  }

  private static String missing(MissingParameterException mistake, String command) {
    var options = mistake.getMissing().stream().filter(OptionSpec.class::isInstance).findFirst();
    return options
        .map(option ->
            "The option '%s' needs a value: %s."
                .formatted(((OptionSpec) option).longestName(), option.paramLabel()))
        .orElseGet(() ->
            "'%s' needs %s."
                .formatted(
                    command,
                    mistake.getMissing().stream()
                        .map(ArgSpec::paramLabel)
                        .collect(Collectors.joining(" "))));
  }

  private static String sentence(CommandLine.ParameterException mistake) {
    var text = Optional.ofNullable(mistake.getMessage()).orElse("The arguments are wrong");
    return text.endsWith(".") ? text : text + ".";
  }
}
