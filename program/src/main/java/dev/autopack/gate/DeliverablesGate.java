package dev.autopack.gate;

import dev.autopack.code.Definition;
import dev.autopack.code.Outlines;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds the deliverables of a phase against the trees before and after it. Pure. */
public final class DeliverablesGate {
  private static final Pattern UNWRITTEN_RUST_OR_GO =
      Pattern.compile(
          "\\b(?:todo|unimplemented)!\\s*\\(|panic\\(\"(?:TODO|not implemented|implement)");

  private final Tree before;
  private final Tree after;
  private final List<GateFinding> findings = new ArrayList<>();

  private DeliverablesGate(Tree before, Tree after) {
    this.before = before;
    this.after = after;
  }

  public static Verdict judge(Phase phase, Tree before, Tree after) {
    return new DeliverablesGate(before, after).judge(phase);
  }

  private Verdict judge(Phase phase) {
    phase.deliverables().forEach(this::check);
    var count = phase.deliverables().size();
    if (count == 0) {
      return new Verdict.Unknown(
          GateName.DELIVERABLES, "the phase lists no deliverable", List.of());
    }
    return findings.isEmpty()
        ? new Verdict.Pass(GateName.DELIVERABLES, "%d of %d delivered".formatted(count, count))
        : new Verdict.Fail(
            GateName.DELIVERABLES,
            "%d of %d deliverables are not delivered"
                .formatted(Math.min(count, findings.size()), count),
            findings);
  }

  private void check(Deliverable deliverable) {
    var path = deliverable.path();
    var action = deliverable.action();
    if (action.equals(Optional.of(Deliverable.Action.DELETE))) {
      if (after.contains(path)) {
        add("not-deleted", path, "should be deleted and is still there");
      }
      return;
    }
    var text = after.bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    if (text.isEmpty()) {
      add("missing", path, "is not there");
      return;
    }
    deliverable
        .from()
        .filter(after::contains)
        .ifPresent(from ->
            add("not-renamed", path, "should replace '%s', which is still there".formatted(from)));
    if (action.equals(Optional.of(Deliverable.Action.CREATE)) && before.contains(path)) {
      add("not-created", path, "was there before the phase");
    }
    if (before.bytes(path).filter(old -> sameAs(path, old)).isPresent()) {
      add("unchanged", path, "was not changed in this phase");
      return;
    }
    if (text.orElseThrow().isBlank() && !mayBeEmpty(path)) {
      add("empty", path, "is empty");
      return;
    }
    checkBody(deliverable, text.orElseThrow());
  }

  private boolean sameAs(RepoPath path, byte[] old) {
    return after.bytes(path).filter(now -> Arrays.equals(now, old)).isPresent();
  }

  /** Files whose being there is all they have to say. */
  private static boolean mayBeEmpty(RepoPath path) {
    return path.fileName().equals("__init__.py")
        || path.fileName().equals(".gitkeep")
        || path.fileName().equals("py.typed");
  }

  private void checkBody(Deliverable deliverable, String text) {
    var path = deliverable.path();
    var outline = Outlines.read(path, text);
    if (outline.isEmpty()) {
      if (UNWRITTEN_RUST_OR_GO.matcher(text).find()) {
        add("stub", path, "says of itself that it is not written yet");
      }
      checkWords(deliverable, text);
      return;
    }
    var definitions = outline.orElseThrow().definitions();
    var callables =
        definitions.stream()
            .filter(definition -> definition.kind() == Definition.Kind.CALLABLE)
            .toList();
    callables.stream()
        .filter(definition -> definition.body() == Definition.Body.PLACEHOLDER)
        .forEach(definition ->
            add(
                "stub",
                path,
                "'%s' in line %d is a placeholder"
                    .formatted(definition.qualifiedName(), definition.line())));
    // One hollow callable can be meant; a file of nothing else is a stub.
    if (!callables.isEmpty() && callables.stream().allMatch(Definition::isStub)) {
      add("stub", path, "none of its functions does anything");
    }
    for (var symbol : deliverable.symbols()) {
      if (definitions.stream().noneMatch(definition -> names(definition, symbol))) {
        add("symbol", path, "does not define '%s'".formatted(symbol));
      }
    }
  }

  private static boolean names(Definition definition, String symbol) {
    return definition.name().equals(symbol) || definition.qualifiedName().equals(symbol);
  }

  /** Where no reader knows the language, the word must at least stand there. */
  private void checkWords(Deliverable deliverable, String text) {
    for (var symbol : deliverable.symbols()) {
      var last = symbol.substring(Math.max(symbol.lastIndexOf('.'), symbol.lastIndexOf(':')) + 1);
      if (!Pattern.compile("\\b" + Pattern.quote(last) + "\\b").matcher(text).find()) {
        add("symbol", deliverable.path(), "does not define '%s'".formatted(symbol));
      }
    }
  }

  private void add(String cause, RepoPath path, String text) {
    var finding =
        GateFinding.of(cause, path.value(), text, "the deliverable '%s' %s".formatted(path, text));
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }
}
