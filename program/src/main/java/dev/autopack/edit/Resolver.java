package dev.autopack.edit;

import dev.autopack.edit.Resolution.Note;
import dev.autopack.edit.Resolution.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works out what a proposal makes of a tree: edits compose in the order they were sent, and all of
 * them fit or none is done. Pure; one use each.
 */
public final class Resolver {
  /** A reply that goes wrong everywhere is told so, not everything that follows from it. */
  private static final int MAX_PROBLEMS = 20;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Standing.Reader files;
  private final Tree tree;
  private final Map<RepoPath, Draft> drafts = new LinkedHashMap<>();
  private final Set<RepoPath> failed = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  private Resolver(Tree tree) {
    this.tree = tree;
    this.files = new Standing.Reader(tree);
  }

  /** All the proposal's edits done to the tree's files, or every reason why not. */
  public static Resolution resolve(Tree tree, Proposal proposal) {
    var resolver = new Resolver(tree);
    for (var edit : proposal.edits()) {
      resolver.take(edit);
    }
    return resolver.result();
  }

  /** One path's text before the proposal and after the edits so far. */
  private record Draft(
      Optional<String> before, Optional<String> now, Optional<RepoPath> from, Rung rung) {
    Draft with(Optional<String> text, Rung found) {
      return new Draft(before, text, from, rung.orLooser(found));
    }
  }

  private void take(FileEdit edit) {
    if (failed.contains(edit.path())) {
      // What follows an edit that failed cannot be judged; the first reason is the one to mend.
      return;
    }
    switch (edit) {
      case FileEdit.Create create -> create(create);
      case FileEdit.Rewrite rewrite ->
          find(rewrite.path(), "create").ifPresent(text -> rewrite(rewrite, text));
      case FileEdit.Edit change when addsAllOfIt(change) ->
          put(change.path(), Optional.of(change.replacements().getFirst().after()));
      case FileEdit.Edit change ->
          find(change.path(), "create")
              .ifPresent(text -> replaceAll(change.path(), text, change.replacements()));
      case FileEdit.Delete delete ->
          find(delete.path(), "no").ifPresent(text -> put(delete.path(), Optional.empty()));
      case FileEdit.Rename rename -> rename(rename);
    }
  }

  /** A hunk of new lines alone says where they go if there is no file yet. */
  private boolean addsAllOfIt(FileEdit.Edit edit) {
    var replacements = edit.replacements();
    return replacements.size() == 1
        && replacements.getFirst().before().isEmpty()
        && standing(edit.path()) instanceof Standing.Absent
        && !drafts.containsKey(edit.path());
  }

  private void create(FileEdit.Create create) {
    var path = create.path();
    switch (standing(path)) {
      case Standing.Absent _ -> put(path, Optional.of(create.content()));
      case Standing.Unusable(var what) -> refuse(path, "it is there already, as " + what + ".");
      case Standing.Text(var text) when text.equals(create.content()) -> {}
      // An empty file holds nothing that could be lost.
      case Standing.Text(var text) when text.isEmpty() -> put(path, Optional.of(create.content()));
      case Standing.Text(var text) ->
          refuse(
              path,
              "it exists already, with %s. Send a rewrite with its whole new text, or an edit."
                  .formatted(lines(text)));
    }
  }

  private void rewrite(FileEdit.Rewrite rewrite, String old) {
    var path = rewrite.path();
    var text = rewrite.content();
    // A builder is shown neither carriage returns nor a byte order mark, so their absence is no
    // decision of its own; whoever means it deletes the file and creates it again.
    if (LineEnds.of(old) == LineEnds.CRLF && text.indexOf('\r') < 0 && text.indexOf('\n') >= 0) {
      text = LineEnds.toCrlf(text);
      notes.add(new Note(path, "its CRLF line ends were kept; the rewrite came with LF"));
    }
    if (old.startsWith(BYTE_ORDER_MARK) && !text.startsWith(BYTE_ORDER_MARK)) {
      text = BYTE_ORDER_MARK + text;
      notes.add(new Note(path, "its byte order mark was kept; the rewrite came without"));
    }
    put(path, Optional.of(text));
  }

  private void rename(FileEdit.Rename rename) {
    var path = rename.path();
    if (!(standing(path) instanceof Standing.Absent)) {
      refuse(path, "it exists already, so '%s' cannot be renamed to it.".formatted(rename.from()));
      return;
    }
    if (failed.contains(rename.from())) {
      failed.add(path);
      return;
    }
    var text = find(rename.from(), "create");
    if (text.isEmpty()) {
      failed.add(path);
      return;
    }
    var source = draft(rename.from());
    var origin = source.before().isPresent() ? Optional.of(rename.from()) : source.from();
    put(rename.from(), Optional.empty());
    var target = draft(path);
    drafts.put(path, new Draft(target.before(), text, origin, source.rung()));
    if (!rename.replacements().isEmpty()) {
      replaceAll(path, text.get(), rename.replacements());
    }
  }

  private void replaceAll(RepoPath path, String old, List<FileEdit.Replacement> replacements) {
    var text = new EditedText(old);
    var rung = Rung.EXACT;
    for (int i = 0; i < replacements.size(); i++) {
      switch (text.make(replacements.get(i))) {
        case Matching.Match.Replaced(_, var found) -> rung = rung.orLooser(found);
        case Matching.Match.Refused(var why) -> {
          refuse(
              path,
              "replacement %d of %d was not made: %s.".formatted(i + 1, replacements.size(), why));
          return;
        }
      }
    }
    drafts.put(path, draft(path).with(Optional.of(text.text()), rung));
  }

  /** The text of a file that must be there; a problem is noted where it is not. */
  private Optional<String> find(RepoPath path, String instead) {
    return switch (standing(path)) {
      case Standing.Text(var text) -> Optional.of(text);
      case Standing.Unusable(var what) -> {
        refuse(path, "it is %s, which is not changed here. Leave it as it is.".formatted(what));
        yield Optional.empty();
      }
      case Standing.Absent _ -> {
        refuse(path, absent(path, instead));
        yield Optional.empty();
      }
    };
  }

  private String absent(RepoPath path, String instead) {
    if (drafts.containsKey(path)) {
      return "an earlier operation of the same reply took it away.";
    }
    var near = NearPaths.of(tree, path);
    var step =
        instead.equals("create") ? "Send a create for a new file" : "Leave this operation out";
    return near.isEmpty()
        ? "there is no such file. %s.".formatted(step)
        : "there is no such file; there is %s. %s, or the right path."
            .formatted(String.join(", ", near), step);
  }

  private Standing standing(RepoPath path) {
    var draft = drafts.get(path);
    if (draft == null) {
      return files.read(path);
    }
    return draft.now().<Standing>map(Standing.Text::new).orElse(new Standing.Absent());
  }

  private Draft draft(RepoPath path) {
    var known = drafts.get(path);
    if (known != null) {
      return known;
    }
    var before =
        files.read(path) instanceof Standing.Text(var text)
            ? Optional.of(text)
            : Optional.<String>empty();
    return new Draft(before, before, Optional.empty(), Rung.EXACT);
  }

  private void put(RepoPath path, Optional<String> text) {
    drafts.put(path, draft(path).with(text, Rung.EXACT));
  }

  private void refuse(RepoPath path, String why) {
    failed.add(path);
    problems.add(new Problem(path, "'%s': %s".formatted(path, why)));
  }

  private Resolution result() {
    if (problems.isEmpty()) {
      problems.addAll(new Collisions(tree, created(), deleted()).problems());
    }
    if (!problems.isEmpty()) {
      return new Resolution.Refused(bounded());
    }
    var changes = new ArrayList<FileChange>();
    drafts.forEach((path, draft) -> {
      if (draft.before().isPresent() || draft.now().isPresent()) {
        var from = draft.now().isPresent() ? draft.from() : Optional.<RepoPath>empty();
        changes.add(new FileChange(path, draft.before(), draft.now(), from, draft.rung()));
      }
    });
    return new Resolution.Resolved(new ChangeSet(changes), notes);
  }

  private List<Problem> bounded() {
    if (problems.size() <= MAX_PROBLEMS) {
      return problems;
    }
    var shown = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
    shown.add(
        new Problem(
            problems.get(MAX_PROBLEMS).path(),
            "%d more operations do not fit either.".formatted(problems.size() - MAX_PROBLEMS)));
    return shown;
  }

  private Set<RepoPath> created() {
    var created = new HashSet<RepoPath>();
    drafts.forEach((path, draft) -> {
      if (draft.before().isEmpty() && draft.now().isPresent()) {
        created.add(path);
      }
    });
    return created;
  }

  private Set<RepoPath> deleted() {
    var deleted = new HashSet<RepoPath>();
    drafts.forEach((path, draft) -> {
      if (draft.before().isPresent() && draft.now().isEmpty()) {
        deleted.add(path);
      }
    });
    return deleted;
  }

  private static String lines(String text) {
    var count = TextLines.of(text).size();
    return count == 1 ? "1 line" : count + " lines";
  }
}
