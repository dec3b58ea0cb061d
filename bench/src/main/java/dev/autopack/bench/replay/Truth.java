package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Contents;
import dev.autopack.bench.commits.Contents.FileTexts;
import dev.autopack.budget.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What a commit really did, and how a model that knows it would write that down. What was worked
 * out once is kept: a commit is asked for in many rows.
 */
final class Truth {
  private final Commit commit;
  private final Contents contents;
  private final Map<Manual, List<Part>> parts = new ConcurrentHashMap<>();
  private final Map<Question, Integer> tokens = new ConcurrentHashMap<>();

  Truth(Commit commit, Contents contents) {
    this.commit = commit;
    this.contents = contents;
  }

  /** What one deliverable takes. */
  private record Part(String deliverable, List<Operation> operations) {}

  /** How it is written down. */
  private record Manual(Script script, Writing writing) {}

  private record Question(Script script, Writing writing, Set<String> deliverables) {}

  Commit commit() {
    return commit;
  }

  Contents contents() {
    return contents;
  }

  /** The paths of the deliverables, a renamed file under its new one. */
  Set<String> deliverables() {
    return contents.files().stream().map(FileTexts::path).collect(Collectors.toSet());
  }

  /** The operations in the commit's own order. */
  List<Operation> operations(Script script, Writing writing) {
    return operations(script, writing, deliverables());
  }

  /** Those that make these deliverables, in the commit's own order. */
  List<Operation> operations(Script script, Writing writing, Set<String> deliverables) {
    return parts.computeIfAbsent(new Manual(script, writing), this::parts).stream()
        .filter(part -> deliverables.contains(part.deliverable()))
        .flatMap(part -> part.operations().stream())
        .toList();
  }

  private List<Part> parts(Manual manual) {
    return contents.files().stream()
        .map(file -> new Part(file.path(), operations(manual.script(), manual.writing(), file)))
        .toList();
  }

  private static List<Operation> operations(Script script, Writing writing, FileTexts file) {
    return switch (script) {
      case NDJSON, ENVELOPE ->
          writing == Writing.WHOLE && file.oldPath().isEmpty() ? wholes(file) : edits(script, file);
      case FULL_FILE -> wholes(file);
      case DIFF -> List.of(DiffHand.patch(file));
    };
  }

  private static List<Operation> wholes(FileTexts file) {
    if (file.before().isPresent() && file.after().isPresent() && dropsWhatIsKept(file)) {
      return anew(file.path(), file.after().orElseThrow());
    }
    var operations = new ArrayList<Operation>();
    file.oldPath().ifPresent(old -> operations.add(new Operation.Removal(old)));
    var isNew = file.before().isEmpty() || file.oldPath().isPresent();
    operations.add(
        file.after()
            .<Operation>map(text -> new Operation.Whole(file.path(), isNew, text))
            .orElseGet(() -> new Operation.Removal(file.path())));
    return operations;
  }

  /**
   * Whether the change gives up the CRLF that all its lines end in, or a byte order mark. A text
   * without them means nothing by it, so whoever means it deletes the file and creates it again.
   */
  private static boolean dropsWhatIsKept(FileTexts file) {
    var before = file.before().orElse("");
    var after = file.after().orElse("");
    var endsInCrlf =
        before.contains("\r\n")
            && before.replace("\r\n", "").chars().noneMatch(c -> c == '\r' || c == '\n');
    return file.oldPath().isEmpty()
        && ((endsInCrlf && after.contains("\n") && !after.contains("\r"))
            || (before.startsWith("\ufeff") && !after.startsWith("\ufeff")));
  }

  private static List<Operation> anew(String path, String text) {
    return List.of(new Operation.Removal(path), new Operation.Whole(path, true, text));
  }

  /** As the grammar asks: an edit, unless the whole text is shorter. */
  private static List<Operation> edits(Script script, FileTexts file) {
    if (file.before().isEmpty() || file.after().isEmpty() || dropsWhatIsKept(file)) {
      return wholes(file);
    }
    var before = file.before().orElseThrow();
    var after = file.after().orElseThrow();
    if (before.isEmpty()) {
      return wholes(file);
    }
    var change = new Operation.Change(file.path(), file.oldPath(), Stretches.of(before, after));
    if (file.oldPath().isPresent()) {
      return List.of(change);
    }
    var whole = new Operation.Whole(file.path(), false, after);
    return List.of(length(script, change) <= length(script, whole) ? change : whole);
  }

  private static int length(Script script, Operation operation) {
    return script.hand().operation(operation, true).length();
  }

  /** The whole reply. */
  String reply(Script script, Writing writing) {
    return reply(script, writing, deliverables());
  }

  /** The whole reply for these deliverables. */
  String reply(Script script, Writing writing, Set<String> deliverables) {
    return String.join("", script.hand().pieces(operations(script, writing, deliverables)));
  }

  /** Tokens of that reply. */
  int tokens(Script script, Writing writing, Set<String> deliverables) {
    return tokens.computeIfAbsent(
        new Question(script, writing, Set.copyOf(deliverables)),
        asked -> Tokens.count(reply(asked.script(), asked.writing(), asked.deliverables())));
  }
}
