package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Contents;
import dev.autopack.bench.commits.Contents.FileTexts;
import dev.autopack.budget.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a commit really did, and how a model that knows it would write that down. */
record Truth(Commit commit, Contents contents) {

  /** The operations in the commit's own order. */
  List<Operation> operations(Script script, Writing writing) {
    return contents.files().stream()
        .flatMap(file -> operations(script, writing, file).stream())
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
    var operations = new ArrayList<Operation>();
    file.oldPath().ifPresent(old -> operations.add(new Operation.Removal(old)));
    var isNew = file.before().isEmpty() || file.oldPath().isPresent();
    operations.add(
        file.after()
            .<Operation>map(text -> new Operation.Whole(file.path(), isNew, text))
            .orElseGet(() -> new Operation.Removal(file.path())));
    return operations;
  }

  /** As the grammar asks: an edit, unless the whole text is shorter. */
  private static List<Operation> edits(Script script, FileTexts file) {
    if (file.before().isEmpty() || file.after().isEmpty()) {
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
    return String.join("", script.hand().pieces(operations(script, writing)));
  }

  /** The touched file of that path, on either side. */
  Optional<FileTexts> file(String path) {
    return contents.files().stream().filter(file -> file.path().equals(path)).findFirst();
  }
}
