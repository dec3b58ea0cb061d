package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.output.UnitReader.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the {@code *** Begin Patch} envelope: files to add, delete and update, by context alone.
 */
final class BeginPatchReader {
  private static final Pattern SECTION =
      Pattern.compile("\\*\\*\\* (Add|Delete|Update) File: ?(.+)");
  private static final Pattern MOVE = Pattern.compile("\\*\\*\\* (?:Move to|Rename to): ?(.+)");

  private final ReplyLines reply;
  private final Gathered gathered;

  /** Whether space may stand before its marks; where one has none, space makes them context. */
  private final boolean isPadded;

  private int line;

  private BeginPatchReader(ReplyLines reply, Tree tree) {
    this.reply = reply;
    this.gathered = new Gathered(tree, reply);
    this.isPadded =
        reply.lines().stream().noneMatch(it -> it.stripTrailing().equals("*** End Patch"));
  }

  static Ending read(ReplyLines reply, Tree tree) {
    return new BeginPatchReader(reply, tree).all();
  }

  /** Whether a line begins an envelope or a section of one. */
  static boolean isMark(String line) {
    return line.equals("*** Begin Patch") || SECTION.matcher(line).matches();
  }

  private Ending all() {
    var isOpen = false;
    while (line < reply.size()) {
      var words = reply.words(line);
      var section = SECTION.matcher(words);
      if (words.equals("*** End Patch")) {
        isOpen = false;
        line++;
      } else if (section.matches()) {
        isOpen = true;
        line++;
        section(section.group(1), section.group(2).strip());
      } else {
        isOpen |= words.equals("*** Begin Patch");
        stray(isOpen, words);
        line++;
      }
    }
    if (isOpen) {
      gathered.open("the patch, which has no '*** End Patch'");
    }
    return gathered.ending("the patch holds no file");
  }

  private void stray(boolean isOpen, String words) {
    var isFrame = words.isEmpty() || words.equals("*** Begin Patch") || Fence.of(words).isPresent();
    if (isOpen && !isFrame) {
      gathered.rejected(
          words, "inside the patch stands '%s', which belongs to no file".formatted(words));
    }
  }

  private void section(String word, String named) {
    var path = gathered.path(named.replaceFirst("^`(.*)`$", "$1"));
    var body = body();
    if (line == reply.size()) {
      // Neither another file nor the end of the patch follows: nobody knows whether this was all.
      return;
    }
    if (path.isEmpty()) {
      return;
    }
    try {
      switch (word) {
        case "Add" -> add(path.get(), body);
        case "Delete" -> delete(path.get(), body);
        default -> update(gathered.there(path.get()), body);
      }
    } catch (IllegalArgumentException unusable) {
      gathered.rejected(named, "'%s': %s".formatted(path.get(), unusable.getMessage()));
    }
  }

  /** The lines up to the next section or the end. */
  private List<String> body() {
    var body = new ArrayList<String>();
    for (; line < reply.size(); line++) {
      var words = isPadded ? reply.words(line) : reply.line(line).stripTrailing();
      if (isMark(words) || words.equals("*** End Patch")) {
        break;
      }
      body.add(reply.line(line));
    }
    while (!body.isEmpty() && body.getLast().isEmpty()) {
      body.removeLast();
    }
    return body;
  }

  private void add(RepoPath path, List<String> body) {
    var isPlus = body.stream().anyMatch(it -> it.startsWith("+"));
    var odd = body.stream().filter(it -> !it.startsWith("+") && !it.isEmpty()).findFirst();
    if (isPlus && odd.isPresent()) {
      gathered.rejected(
          path.value(),
          "'%s': every line of a new file begins with '+', and this does not: '%s'"
              .formatted(path, odd.get()));
      return;
    }
    var text = new StringBuilder();
    body.forEach(it -> text.append(isPlus && !it.isEmpty() ? it.substring(1) : it).append('\n'));
    gathered.change(new FileEdit.Create(path, text.toString()));
  }

  private void delete(RepoPath path, List<String> body) {
    if (!body.isEmpty()) {
      gathered.rejected(
          path.value(), "'%s': nothing follows the line that deletes a file".formatted(path));
      return;
    }
    gathered.change(new FileEdit.Delete(path));
  }

  private void update(RepoPath path, List<String> body) {
    var move = body.stream().findFirst().flatMap(BeginPatchReader::moved);
    var target = move.flatMap(gathered::path);
    if (move.isPresent() && target.isEmpty()) {
      return;
    }
    var hunks = PatchHunk.all(move.isPresent() ? body.subList(1, body.size()) : body);
    var wrong = hunks.stream().flatMap(hunk -> hunk.why().stream()).findFirst();
    if (wrong.isPresent()) {
      gathered.rejected(path.value(), "'%s': %s".formatted(path, wrong.get()));
      return;
    }
    var replacements = new ArrayList<Replacement>();
    hunks.stream().filter(PatchHunk::changes).forEach(it -> replacements.add(it.replacement()));
    if (target.isPresent() && !target.get().equals(path)) {
      gathered.change(new FileEdit.Rename(target.get(), path, replacements));
    } else if (replacements.isEmpty()) {
      gathered.rejected(path.value(), "'%s': its update changes nothing".formatted(path));
    } else {
      replacements.forEach(it -> gathered.replace(path, it));
    }
  }

  private static Optional<String> moved(String line) {
    var matcher = MOVE.matcher(line.strip());
    return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
