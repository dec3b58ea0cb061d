package dev.autopack.builder;

import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.model.TokenCounter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which files of earlier batches a later batch's prompt shows whole: those that its own files
 * import or are tested with, and where one of its files is not there yet, so that nothing tells
 * what it will use, the others too. Small ones, as long as there is room; of the rest, what they
 * declare is said elsewhere.
 */
final class FinishedFiles {
  /** A longer file is told by its declarations. */
  private static final int MAX_TOKENS_A_FILE = 1_500;

  private static final int MAX_TOKENS = 6_000;

  /** Of what the prompt may take. */
  private static final double SHARE = 0.25;

  private static final String ROLE = "finished in an earlier batch";

  private final Set<RepoPath> whole = new HashSet<>();
  private final List<ScopedPath> reading = new ArrayList<>();

  FinishedFiles(Conversation conversation) {
    var read = conversation.manifest().read();
    if (!(conversation.portion() instanceof Portion.Batch batch)) {
      reading.addAll(read);
      return;
    }
    Map<RepoPath, String> texts = new HashMap<>();
    for (var change : batch.finished()) {
      change.after().ifPresent(text -> texts.put(change.path(), text));
    }
    int room = (int) Math.min(MAX_TOKENS, conversation.maxInputTokens() * SHARE);
    var others = new ArrayList<ScopedPath>();
    for (var file : read) {
      var text = Optional.ofNullable(texts.remove(file.path()));
      if (text.isEmpty()) {
        others.add(file);
        continue;
      }
      room -= show(new ScopedPath(file.path(), ROLE + ", " + file.reason()), text.get(), room);
    }
    if (isAnyNew(conversation)) {
      for (FileChange change : batch.finished()) {
        var text = Optional.ofNullable(texts.get(change.path()));
        if (text.isPresent()) {
          room -= show(new ScopedPath(change.path(), ROLE), text.get(), room);
        }
      }
    }
    reading.addAll(others);
  }

  /** Those shown whole, as far as the prompt has room. */
  Set<RepoPath> paths() {
    return Set.copyOf(whole);
  }

  /** All that is to be shown besides the deliverables, most useful first. */
  List<ScopedPath> reading() {
    return List.copyOf(reading);
  }

  /** How many tokens it takes; none where it is too long. */
  private int show(ScopedPath file, String text, int room) {
    int most = Math.min(MAX_TOKENS_A_FILE, room);
    if (most <= 0 || !TokenCounter.fits(text, most)) {
      return 0;
    }
    whole.add(file.path());
    reading.add(file);
    return TokenCounter.atMost(text);
  }

  private static boolean isAnyNew(Conversation conversation) {
    Tree tree = conversation.tree();
    return conversation.phase().deliverables().stream().anyMatch(it -> !tree.contains(it.path()));
  }
}
