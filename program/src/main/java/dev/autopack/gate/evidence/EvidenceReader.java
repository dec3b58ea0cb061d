package dev.autopack.gate.evidence;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.RecordedEvidence;
import dev.autopack.gate.RecordedEvidence.RecordedAudit;
import dev.autopack.gate.RecordedEvidence.RecordedReport;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link EvidenceWriter} wrote, of this version and of every earlier one. */
public final class EvidenceReader {
  private static final JsonMapper JSON = JsonMapper.shared();

  private EvidenceReader() {}

  /**
   * What the evidence claims. Its seal is the caller's to check; this only reads.
   *
   * @throws OperatorException where it is no evidence, or of a newer Autopack
   */
  public static RecordedEvidence read(byte[] content) {
    try {
      var root = JSON.readTree(content);
      var version = root.path("autopack_evidence").asInt(0);
      if (version < 1) {
        throw unreadable("it does not begin as evidence does");
      }
      if (version > EvidenceWriter.VERSION) {
        throw new OperatorException(
            "The evidence is of version %d; this Autopack reads up to %d."
                .formatted(version, EvidenceWriter.VERSION),
            "Verify it with the Autopack that made it, or a newer one.");
      }
      return new RecordedEvidence(
          text(root, "run"),
          text(root, "phase"),
          text(root, "base_commit"),
          text(root, "tree"),
          words(root.path("named_tests")),
          Optional.of(root.path("command_report").asString(""))
              .filter(path -> !path.isEmpty())
              .map(RepoPath::new),
          root.path("reports").valueStream().map(EvidenceReader::report).toList(),
          audit(root.path("audit")));
    } catch (JacksonException e) {
      throw unreadable(e.getOriginalMessage());
    }
  }

  private static Optional<RecordedAudit> audit(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new RecordedAudit(
                text(node, "verdict"),
                node.path("model").asString(""),
                node.path("findings").size()))
        : Optional.empty();
  }

  private static RecordedReport report(JsonNode node) {
    Map<String, Outcome> tests = new TreeMap<>();
    node.path("tests")
        .forEachEntry((id, outcome) -> tests.put(id, constant(Outcome.class, outcome)));
    return new RecordedReport(
        text(node, "toolchain"),
        constant(TestReport.Kind.class, node.path("kind")),
        node.path("commands").valueStream().map(EvidenceReader::words).toList(),
        node.path("exit_code").asInt(-1),
        words(node.path("environment")),
        tests,
        CoverageJson.totals(node.path("coverage")));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node) {
    try {
      return Enum.valueOf(type, node.asString("").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw unreadable("'%s' is no %s".formatted(node.asString(""), type.getSimpleName()));
    }
  }

  private static List<String> words(JsonNode array) {
    return array.valueStream().map(word -> word.asString("")).toList();
  }

  private static String text(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isString()) {
      throw unreadable("it has no '%s'".formatted(field));
    }
    return value.stringValue();
  }

  private static OperatorException unreadable(String why) {
    return new OperatorException(
        "The evidence cannot be read: %s.".formatted(why),
        "Fetch the evidence ref again from where the run was made.");
  }
}
