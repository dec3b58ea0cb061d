package dev.autopack.workspace.git;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Moves refs of one run, and no others. */
final class Refs {
  private static final Pattern IN_THE_WAY =
      Pattern.compile("'refs/heads/([^']+)' exists; cannot create");
  private static final Pattern LOCKED = Pattern.compile("Unable to create '([^']+\\.lock)'");

  private final Git git;
  private final RunRefs names;
  private final Path commonFolder;
  private final Effects effects;

  Refs(Git git, RunRefs names, Path commonFolder, Effects effects) {
    this.git = git;
    this.names = names;
    this.commonFolder = commonFolder;
    this.effects = effects;
  }

  /**
   * One move of one ref.
   *
   * @param to the new object; nothing where the ref is deleted
   * @param from what the ref must stand for now; nothing where that does not matter
   */
  record Move(String ref, Optional<String> to, Optional<String> from) {
    static Move set(String ref, String to) {
      return new Move(ref, Optional.of(to), Optional.empty());
    }

    /** Of a ref that must not exist yet. */
    static Move create(String ref, String to) {
      return new Move(ref, Optional.of(to), Optional.of("0".repeat(to.length())));
    }

    static Move step(String ref, String from, String to) {
      return new Move(ref, Optional.of(to), Optional.of(from));
    }

    static Move delete(String ref) {
      return new Move(ref, Optional.empty(), Optional.empty());
    }

    private String line() {
      return to.map(id -> "update %s\0%s\0%s\0".formatted(ref, id, from.orElse("")))
          .orElseGet(() -> "delete %s\0%s\0".formatted(ref, from.orElse("")));
    }
  }

  /**
   * All of the moves or none.
   *
   * @throws IllegalStateException when a ref is not where it was expected
   */
  void move(Move... moves) {
    var input = new StringBuilder();
    var what = new StringBuilder("ref");
    for (var move : moves) {
      what.append(' ').append(move.ref());
      input.append(move.line());
    }
    effects.around(what.toString(), () -> move(input.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void move(byte[] input) {
    String[] arguments = {"update-ref", "-m", "autopack", "--stdin", "-z"};
    var exit = git.attempt(input, arguments);
    if (!exit.isSuccess() && LOCKED.matcher(exit.err()).find()) {
      // A lock that a killed git left on a ref of ours: nobody else writes those.
      names.removeLocks(commonFolder);
      exit = git.attempt(input, arguments);
    }
    if (exit.isSuccess()) {
      return;
    }
    var inTheWay = IN_THE_WAY.matcher(exit.err());
    if (inTheWay.find()) {
      throw new OperatorException(
          "The branch '%s' stands in the way of the run's branches: git cannot have both."
              .formatted(inTheWay.group(1)),
          "Rename it with 'git branch -m %s %s-old', then start again."
              .formatted(inTheWay.group(1), inTheWay.group(1)));
    }
    var locked = LOCKED.matcher(exit.err());
    if (locked.find()) {
      throw new EnvironmentException(
          "Another git command holds the lock '%s'.".formatted(locked.group(1)),
          "Wait for it to end; if none is running, delete that file. Then resume the run.");
    }
    if (exit.err().contains("but expected")) {
      throw new IllegalStateException("a ref was moved by somebody else: " + exit.err().strip());
    }
    throw git.failure(exit, arguments);
  }

  /** Every ref of the run with what it stands for. */
  Map<String, String> list() {
    var found = new LinkedHashMap<String, String>();
    var out =
        git.run(
            "for-each-ref",
            "--format=%(refname) %(objectname)",
            names.prefix(),
            names.branch(),
            names.partials());
    new String(out, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(parts -> found.put(parts[0], parts[1]));
    return found;
  }

  void deleteAll() {
    var all = List.copyOf(list().keySet());
    if (!all.isEmpty()) {
      move(all.stream().map(Move::delete).toArray(Move[]::new));
    }
    try {
      // git leaves the folder behind; another run's refs keep it.
      Files.deleteIfExists(commonFolder.resolve("refs/autopack"));
    } catch (IOException stillInUse) {
      return;
    }
  }
}
