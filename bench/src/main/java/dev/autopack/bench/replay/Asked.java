package dev.autopack.bench.replay;

import dev.autopack.budget.Writing;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a request says to whoever reads it: in which format to answer and whether with whole files,
 * which commit it is about, what of it is to be delivered, and how many tokens the answer may have.
 *
 * @param deliverables their paths; a phase that is built in batches names those of one batch
 * @param turn the last words of the user, who may ask for a rest
 */
record Asked(
    Script script,
    Writing writing,
    String sha,
    Set<String> deliverables,
    String turn,
    int maxTokens) {
  private static final Pattern FORMAT = Pattern.compile("(?m)^# Format: ([a-z_]+)\\s*$");
  private static final Pattern SHA =
      Pattern.compile("(?m)^This is commit ([0-9a-f]{40}(?:[0-9a-f]{24})?) of ");
  private static final Pattern DELIVERABLES =
      Pattern.compile("(?m)^# Deliverables\\s*\n((?:- .*\n(?:[ \t].*\n)*)+)");
  private static final Pattern DELIVERABLE = Pattern.compile("(?m)^- `(.*?)`: ");

  /** What is said of a deliverable that is to be written whole. */
  private static final Pattern WHOLE = Pattern.compile("(?m)^- `.*`: modify \\(rewrite\\)");

  private static final String ENDING = "\n# Your reply\n";

  private static final String DECLARATION = "declare what you are going to write";

  private static Writing writing(String firstTurn) {
    return WHOLE.matcher(firstTurn).find() ? Writing.WHOLE : Writing.EDITS;
  }

  /** Whether the turn's own last words ask for a declaration. */
  boolean isToDeclare() {
    int ending = turn.lastIndexOf(ENDING);
    return ending >= 0 && turn.substring(ending).contains(DECLARATION);
  }

  /** The line of a phase's goal that {@link #of} finds again. */
  static String goalLine(String repo, String sha) {
    return "This is commit %s of %s.".formatted(sha, repo);
  }

  /** Empty where the request cannot be understood. */
  static Optional<Asked> of(String system, String firstTurn, String lastTurn, int maxTokens) {
    var format = FORMAT.matcher(system);
    var sha = SHA.matcher(firstTurn);
    var deliverables = DELIVERABLES.matcher(firstTurn);
    return format.find() && sha.find() && deliverables.find(sha.end())
        ? Script.find(format.group(1))
            .map(script ->
                new Asked(
                    script,
                    writing(firstTurn),
                    sha.group(1),
                    paths(deliverables.group(1)),
                    lastTurn,
                    maxTokens))
        : Optional.empty();
  }

  private static Set<String> paths(String list) {
    return DELIVERABLE
        .matcher(list)
        .results()
        .map((MatchResult line) -> line.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
