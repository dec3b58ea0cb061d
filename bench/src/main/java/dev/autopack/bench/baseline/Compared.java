package dev.autopack.bench.baseline;

import dev.autopack.error.OperatorException;
import dev.autopack.gate.RegressionCheck;
import dev.autopack.gate.TestResult;
import dev.autopack.workspace.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One toolchain's tests at a commit and its parent, as both sides tell them. */
record Compared(CommitId commit, String toolchain, BothSaid before, BothSaid after) {
  static List<Compared> of(
      CommitId commit, Map<String, BothSaid> before, Map<String, BothSaid> after) {
    if (!before.keySet().equals(after.keySet())) {
      throw new OperatorException(
          "At %s the toolchains with tests are %s, at its parent %s."
              .formatted(commit.abbreviated(), after.keySet(), before.keySet()),
          "Take a commit that adds and removes none.");
    }
    var compared = new ArrayList<Compared>();
    before.forEach((id, was) -> {
      var is = after.get(id);
      if (is != null) {
        compared.add(new Compared(commit, id, was, is));
      }
    });
    return List.copyOf(compared);
  }

  List<String> atParent() {
    return Differences.between(before.ours().outcomes(), before.tool().outcomes());
  }

  List<String> atCommit() {
    return Differences.between(after.ours().outcomes(), after.tool().outcomes());
  }

  Map<String, String> ourDelta() {
    return Said.delta(before.ours(), after.ours());
  }

  Map<String, String> toolDelta() {
    return Said.delta(before.tool(), after.tool());
  }

  List<String> inDelta() {
    return Differences.between(ourDelta(), toolDelta());
  }

  /** What the gate would hold against the commit, each with its kind. */
  Map<String, String> worseByGate() {
    return RegressionCheck.compare(
            before.report().results(), after.report().results(), (TestResult _) -> false)
        .stream()
        .collect(
            Collectors.toMap(
                one -> one.now().id().toString(),
                one -> one.kind().id(),
                (one, _) -> one,
                TreeMap::new));
  }

  boolean isEqual() {
    return atParent().isEmpty() && atCommit().isEmpty() && inDelta().isEmpty();
  }

  /** Every difference, and every remark of a side, a line each. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("%s %s".formatted(commit.abbreviated(), toolchain));
    atParent().forEach(line -> lines.add("  parent  " + line));
    atCommit().forEach(line -> lines.add("  commit  " + line));
    inDelta().forEach(line -> lines.add("  delta   " + line));
    toolDelta().forEach((id, change) -> lines.add("  changed %s: %s".formatted(id, change)));
    worseByGate().forEach((id, kind) -> lines.add("  worse   %s: %s".formatted(id, kind)));
    for (var said : List.of(before.ours(), before.tool(), after.ours(), after.tool())) {
      if (!said.remark().isEmpty()) {
        lines.add("  remark  " + said.remark().strip().replace('\n', ' '));
      }
    }
    return lines;
  }
}
