package dev.autopack.builder;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest;
import dev.autopack.model.TokenCounter;
import dev.autopack.output.Unit;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The user's turn of one call: what to do first, then the files, then what went wrong. */
final class TurnText {
  private static final Template TURN = Template.load("turn.md");
  private static final Template FIRST = Template.load("first.md");
  private static final Template CONTINUATION = Template.load("continuation.md");
  private static final Template FAILURES = Template.load("failures.md");

  /** At most this share of a prompt goes to what went wrong. */
  private static final int FAILURES_SHARE = 4;

  private static final int MAX_NAMED = 30;

  private final Conversation conversation;
  private final Phase phase;
  private final FileSection files;
  private final FailureSection failures;
  private final Marker marker;

  TurnText(Conversation conversation) {
    this.conversation = conversation;
    this.phase = conversation.phase();
    this.files = files(conversation);
    this.failures = new FailureSection(conversation.digests());
    var others = new ArrayList<>(failures.texts());
    others.add(phase.intent().goal());
    others.addAll(phase.intent().acceptance());
    this.marker = Marker.absentFrom(files.texts(), others);
  }

  private static FileSection files(Conversation conversation) {
    var tree = conversation.tree();
    var deliverables = new ArrayList<QuotedFile>();
    var shown = new HashSet<RepoPath>();
    for (var deliverable : conversation.phase().deliverables()) {
      var source = deliverable.from().orElse(deliverable.path());
      if (shown.add(source)) {
        quote(tree, source, "deliverable").ifPresent(deliverables::add);
      }
    }
    var tests = Set.copyOf(conversation.manifest().tests());
    var reading = new ArrayList<QuotedFile>();
    for (Manifest.ScopedPath read : conversation.manifest().read()) {
      if (shown.add(read.path())) {
        quote(tree, read.path(), tests.contains(read.path()) ? "test, read-only" : "read-only")
            .ifPresent(reading::add);
      }
    }
    return new FileSection(deliverables, reading);
  }

  /** Empty for what is no text. */
  private static Optional<QuotedFile> quote(Tree tree, RepoPath path, String role) {
    return tree.find(path)
        .filter(it -> it.kind() == Tree.Kind.FILE || it.kind() == Tree.Kind.EXECUTABLE)
        .flatMap(_ -> tree.bytes(path))
        .flatMap(TurnText::decode)
        .map(text -> QuotedFile.of(path, role, text));
  }

  private static Optional<String> decode(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The turn, in at most that many tokens as far as files and failures can give way. */
  String within(int tokens) {
    var ending = ending();
    var failed =
        failures.isEmpty()
            ? ""
            : FAILURES.fill(Map.of("entries", failures.within(tokens / FAILURES_SHARE))) + "\n";
    var frame = fill("", "", failed, ending);
    var room = Math.max(0, tokens - TokenCounter.atMost(frame) / 2 - 64);
    var chosen = files.within(room, marker);
    return fill(chosen.text(), unshown(chosen.named()), failed, ending);
  }

  private String fill(String quoted, String unshown, String failed, String ending) {
    return TURN.fill(
        Map.of(
            "goal", phase.intent().goal().strip(),
            "acceptance", acceptance(),
            "deliverables", deliverables(),
            "scope", scope(),
            "tests", tests(),
            "marker", marker.word(),
            "files", quoted.isEmpty() ? "(none of them is there yet)" : quoted.stripTrailing(),
            "unshown", unshown,
            "failures", failed,
            "ending", ending));
  }

  private String acceptance() {
    return section("Acceptance", phase.intent().acceptance());
  }

  private String deliverables() {
    return phase.deliverables().stream()
        .map(this::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String line(Deliverable deliverable) {
    var isThere = conversation.tree().contains(deliverable.path());
    var action =
        deliverable.action().map(Deliverable.Action::id).orElse(isThere ? "modify" : "create");
    var line = new StringBuilder("- `%s`: %s".formatted(deliverable.path(), action));
    deliverable.from().ifPresent(from -> line.append(" from `").append(from).append('`'));
    if (!deliverable.symbols().isEmpty()) {
      line.append(", must define ").append(String.join(", ", deliverable.symbols()));
    }
    deliverable.lines().ifPresent(lines -> line.append(", about %d lines".formatted(lines)));
    return line.toString();
  }

  private String scope() {
    var lines = new ArrayList<String>();
    var listed = phase.deliverables().stream().map(Deliverable::path).collect(Collectors.toSet());
    lines.add("Write the deliverables, and new files beside them where the code needs them.");
    if (!phase.scope().write().isEmpty()) {
      lines.add(
          "You may also write: "
              + phase.scope().write().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    var granted = phase.scope().grants().stream().filter(path -> !listed.contains(path)).toList();
    if (!granted.isEmpty()) {
      lines.add("You may also change: " + names(granted) + ".");
    }
    if (!phase.scope().forbid().isEmpty()) {
      lines.add(
          "Never touch: "
              + phase.scope().forbid().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return String.join("\n", lines) + "\n\n";
  }

  private String tests() {
    return phase.validation().tests().isEmpty()
        ? ""
        : section("These tests must pass", phase.validation().tests());
  }

  private static String section(String title, List<String> items) {
    return items.isEmpty()
        ? ""
        : items.stream()
            .map(item -> "- " + item.strip())
            .collect(Collectors.joining("\n", "# " + title + "\n\n", "\n\n"));
  }

  private static String unshown(List<RepoPath> named) {
    if (named.isEmpty()) {
      return "";
    }
    var more = named.size() - MAX_NAMED;
    return "Also there, but not shown for lack of room: %s%s.\n"
        .formatted(
            names(named.stream().limit(MAX_NAMED).toList()),
            more > 0 ? " and %d more".formatted(more) : "");
  }

  private static String names(List<RepoPath> paths) {
    return paths.stream().map(path -> "`" + path + "`").collect(Collectors.joining(", "));
  }

  private String ending() {
    var format = Grammar.name(conversation.budget().estimate().format());
    var tokens = Integer.toString(conversation.budget().maxOutputTokens());
    if (conversation.kept().isEmpty()) {
      return FIRST.fill(Map.of("format", format, "tokens", tokens));
    }
    return CONTINUATION.fill(
        Map.of("done", done(), "remaining", remaining(), "format", format, "tokens", tokens));
  }

  private String done() {
    return conversation.kept().stream()
        .filter(Unit.Change.class::isInstance)
        .map(unit -> ((Unit.Change) unit).edit())
        .map(edit -> "- " + op(edit) + " `" + edit.path() + "`")
        .collect(Collectors.joining("\n"));
  }

  private static String op(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create _ -> "create";
      case FileEdit.Rewrite _ -> "rewrite";
      case FileEdit.Edit _ -> "edit";
      case FileEdit.Delete _ -> "delete";
      case FileEdit.Rename _ -> "rename";
    };
  }

  private String remaining() {
    var done =
        conversation.kept().stream()
            .filter(Unit.Change.class::isInstance)
            .map(unit -> ((Unit.Change) unit).edit().path())
            .collect(Collectors.toSet());
    var left =
        phase.deliverables().stream()
            .map(Deliverable::path)
            .filter(path -> !done.contains(path))
            .toList();
    return left.isEmpty()
        ? "Every deliverable has an operation. Send what else is missing, or the end line alone.\n"
        : "Still missing: " + names(left) + ".\n";
  }
}
