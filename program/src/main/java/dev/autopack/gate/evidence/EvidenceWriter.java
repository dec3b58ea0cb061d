package dev.autopack.gate.evidence;

import dev.autopack.gate.Audit;
import dev.autopack.gate.Doubts;
import dev.autopack.gate.Evidence;
import dev.autopack.gate.GateFinding;
import dev.autopack.gate.GateName;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.Verdict;
import dev.autopack.gate.Waiver;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes evidence as JSON with its keys in one order; its SHA-256 seals a commit. */
public final class EvidenceWriter {
  /** Rises when a field changes its meaning or goes away. */
  public static final int VERSION = 2;

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Line ends that do not depend on the system, or the same facts had two seals. */
  private static final PrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private EvidenceWriter() {}

  /** In UTF-8, with a line end at its end. */
  public static byte[] write(Evidence evidence) {
    var root = JSON.createObjectNode();
    root.put("autopack_evidence", VERSION);
    subject(root, evidence.subject());
    root.put("sandbox", evidence.sandbox());
    decided(root, evidence.decided());
    var baseline = root.putObject("baseline");
    baseline.put("commit", evidence.baseline().commit());
    baseline.put("partial", evidence.baseline().isPartial());
    reports(baseline.putArray("reports"), evidence.baseline().reports());
    reports(root.putArray("reports"), evidence.reports());
    CoverageJson.write(root.putObject("coverage"), evidence.coverage());
    doubts(root, evidence.doubts());
    var artefacts = root.putObject("artefacts");
    evidence.artefacts().forEach(artefacts::put);
    var text = JSON.writer().with(PRINTER).writeValueAsString(root);
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void subject(ObjectNode root, Evidence.Subject subject) {
    root.put("run", subject.run());
    root.put("phase", subject.phase());
    root.put("attempt", subject.attempt());
    root.put("base_commit", subject.baseCommit());
    root.put("tree", subject.tree());
    root.put("sealed_at", subject.sealedAt());
    var changed = root.putArray("changed");
    subject.changed().forEach(changed::add);
    var named = root.putArray("named_tests");
    subject.named().forEach(named::add);
    subject.commandReport().ifPresent(path -> root.put("command_report", path.value()));
  }

  private static void decided(ObjectNode root, Evidence.Decided decided) {
    var verdicts = root.putArray("verdicts");
    decided.verdicts().forEach(verdict -> verdict(verdicts.addObject(), verdict));
    var waivers = root.putArray("waivers");
    for (Waiver waiver : decided.waivers()) {
      waivers.addObject().put("gate", waiver.gate().id()).put("granted_by", waiver.grantedBy());
    }
    var notAsked = root.putArray("not_asked");
    decided.notAsked().stream().map(GateName::id).forEach(notAsked::add);
    audit(root.putObject("audit"), decided.audit());
  }

  /** What a model said is no fact that anybody could see again: that is written beside it. */
  private static void audit(ObjectNode node, Audit audit) {
    node.put("executed", false);
    switch (audit) {
      case Audit.Off(var why) -> node.put("verdict", "off").put("why", why);
      case Audit.Unusable(var asked, var why) ->
          asked(node.put("verdict", "unknown").put("why", why), asked);
      case Audit.Answered answered -> {
        var isBlocking = !answered.remarks(Audit.Severity.BLOCKING).isEmpty();
        node.put("verdict", isBlocking ? "fail" : "pass").put("summary", answered.summary());
        asked(node, answered.asked());
        var findings = node.putArray("findings");
        answered.remarks().forEach(remark -> remark(findings.addObject(), remark));
      }
    }
  }

  private static void asked(ObjectNode node, Audit.Asked asked) {
    node.put("model", asked.model());
    node.put("prompt_sha256", asked.promptSha256());
    node.put("answer_sha256", asked.answerSha256());
    var unseen = node.putArray("unseen");
    asked.unseen().forEach(unseen::add);
  }

  private static void remark(ObjectNode node, Audit.Remark remark) {
    node.put("severity", remark.severity().id());
    node.put("path", remark.place().file());
    node.put("line", remark.place().line());
    node.put("rule", remark.rule());
    node.put("quote", remark.place().quote());
    node.put("message", remark.text());
    if (!remark.isFounded()) {
      node.put("unfounded", remark.unfounded());
    }
  }

  private static void verdict(ObjectNode node, Verdict verdict) {
    node.put("gate", verdict.gate().id());
    switch (verdict) {
      case Verdict.Pass pass -> told(node.put("verdict", "pass"), pass.told());
      case Verdict.Fail(_, _, var findings) -> findings(node.put("verdict", "fail"), findings);
      case Verdict.Unknown(_, _, var findings) ->
          findings(node.put("verdict", "unknown"), findings);
    }
    node.put("summary", verdict.summary());
  }

  private static void told(ObjectNode node, List<String> lines) {
    if (!lines.isEmpty()) {
      var array = node.putArray("told");
      lines.forEach(array::add);
    }
  }

  private static void findings(ObjectNode node, List<GateFinding> findings) {
    var array = node.putArray("findings");
    findings.stream().map(GateFinding::text).forEach(array::add);
  }

  private static void reports(ArrayNode array, List<TestReport> reports) {
    for (var report : reports) {
      var node = array.addObject();
      node.put("toolchain", report.toolchain());
      node.put("kind", lower(report.kind()));
      var commands = node.putArray("commands");
      for (var argv : report.execution().commands()) {
        var words = commands.addArray();
        argv.forEach(words::add);
      }
      node.put("exit_code", report.execution().exitCode());
      node.put("millis", report.execution().millis());
      var environment = node.putArray("environment");
      report.execution().environment().forEach(environment::add);
      node.put("environment_sha256", sha256(String.join("\n", report.execution().environment())));
      var counts = node.putObject("counts");
      for (var outcome : TestResult.Outcome.values()) {
        counts.put(lower(outcome), report.count(outcome));
      }
      var trouble = node.putArray("trouble");
      report.trouble().stream().map(Trouble::finding).map(GateFinding::text).forEach(trouble::add);
      report
          .coverage()
          .ifPresent(measured -> CoverageJson.write(node.putObject("coverage"), measured));
      var tests = node.putObject("tests");
      report
          .results()
          .forEach(result -> tests.put(result.id().toString(), lower(result.outcome())));
    }
  }

  /** What ran again, and what a person set aside. */
  private static void doubts(ObjectNode root, Doubts doubts) {
    var reruns = root.putArray("reruns");
    for (var rerun : doubts.reruns()) {
      var node = reruns.addObject();
      node.put("test", rerun.test().id().toString());
      node.put("ending", rerun.ending().id());
      node.put("runs", rerun.runs());
      node.put("failures", rerun.failures());
    }
    var quarantined = root.putArray("quarantined");
    for (var one : doubts.quarantined()) {
      quarantined
          .addObject()
          .put("toolchain", one.toolchain())
          .put("test", one.test().toString())
          .put("by", one.by())
          .put("reason", one.reason());
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
