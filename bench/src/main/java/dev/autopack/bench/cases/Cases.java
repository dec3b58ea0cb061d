package dev.autopack.bench.cases;

import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the cases of a file and says of each whether it passes.
 *
 * <p>Exit codes: 0 all pass, 1 one fails, 2 the command or the file cannot be read.
 */
public final class Cases {
  private static final Duration CASE_LIMIT = Duration.ofSeconds(10);

  /** Half a character is printed as its escape, which any output can carry. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final CaseOptions options;
  private final PrintStream out;
  private final List<Result> results = new ArrayList<>();
  private final Map<String, int[]> byClass = new TreeMap<>();
  private final Map<String, Integer> byOutcome = new TreeMap<>();

  private Cases(CaseOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs the command; the arguments are those behind {@code bench/run cases}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // Ends the threads too whose case ran out of time.
    System.exit(run(arguments, out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    try {
      return new Cases(CaseOptions.parse(arguments), out).run();
    } catch (OperatorException wrong) {
      err.println("error: " + wrong.getMessage());
      err.println(" next: " + wrong.nextStep());
      return 2;
    }
  }

  private int run() throws IOException, InterruptedException {
    var family = Families.find(options.family(), options);
    var cases = chosen(CaseFile.read(options.file()));
    try (var scratch = Scratch.open()) {
      var runner = new CaseRunner(family, scratch, CASE_LIMIT);
      for (var each : cases) {
        report(each, runner.run(each));
      }
    }
    summarise(family);
    return passed() == results.size() ? 0 : 1;
  }

  private List<Case> chosen(List<Case> all) {
    if (options.only().isEmpty()) {
      return all;
    }
    var id = options.only().get();
    var one = all.stream().filter(each -> each.id().equals(id)).toList();
    if (one.isEmpty()) {
      throw new OperatorException(
          "The file '%s' has no case '%s'.".formatted(options.file(), id),
          "Leave '--only' out to see the names.");
    }
    return one;
  }

  private void report(Case given, CaseRunner.Timed timed) {
    var result = timed.result();
    results.add(result);
    var count = byClass.computeIfAbsent(given.kind(), _ -> new int[2]);
    count[0] += result.pass() ? 1 : 0;
    count[1]++;
    byOutcome.merge(result.outcome(), 1, Integer::sum);
    if (!options.json()) {
      var word = result.pass() ? "pass" : "fail";
      var got = result.pass() ? "" : ": " + result.got().lines().findFirst().orElse("");
      out.println("%s %s %s%s".formatted(word, given.id(), result.outcome(), got));
      return;
    }
    var line = JSON.createObjectNode().put("id", given.id()).put("pass", result.pass());
    line.put("outcome", result.outcome()).put("got", result.got()).put("millis", timed.millis());
    new TreeMap<>(result.more()).forEach(line::set);
    out.println(JSON.writeValueAsString(line));
  }

  private void summarise(Family family) {
    var line = JSON.createObjectNode().put("family", options.family());
    line.put("cases", results.size()).put("passed", passed());
    var classes = line.putObject("by_class");
    byClass.forEach((name, count) -> classes.putArray(name).add(count[0]).add(count[1]));
    var outcomes = line.putObject("by_outcome");
    byOutcome.forEach(outcomes::put);
    family.summarise(results, line);
    if (options.json()) {
      out.println(JSON.writeValueAsString(line));
    } else {
      print(line);
    }
  }

  private void print(ObjectNode summary) {
    out.println();
    byClass.forEach((name, count) ->
        out.println("%s: %d of %d".formatted(name.isEmpty() ? "-" : name, count[0], count[1])));
    out.println(
        "%s: %d of %d cases pass; outcomes %s"
            .formatted(options.family(), passed(), results.size(), summary.get("by_outcome")));
  }

  private long passed() {
    return results.stream().filter(Result::pass).count();
  }
}
