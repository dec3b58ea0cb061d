package dev.autopack.workspace.git;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.SealedCommit;
import dev.autopack.workspace.Seals;
import dev.autopack.workspace.TreeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seals read with the git command line: trailers of commits and files of evidence refs. */
final class GitSeals implements Seals {
  /** One word, so that it is one question; the rest of git's own grammar is welcome. */
  private static final Pattern REVISION = Pattern.compile("[^\\s\\p{Cntrl}-][^\\s\\p{Cntrl}]*");

  private static final Pattern TRAILER = Pattern.compile("([A-Za-z][A-Za-z0-9-]*): (.*)");

  private static final Pattern OF_A_RUN =
      Pattern.compile(
          "refs/(?:heads/autopack|remotes/[^/]+/autopack|autopack)/([a-z0-9][a-z0-9-]{0,79})(?:/evidence)?");

  private final Git git;
  private final ObjectReader reader;

  GitSeals(Git git, ObjectReader reader) {
    this.git = git;
    this.reader = reader;
  }

  @Override
  public Optional<CommitId> find(String revision) {
    return REVISION.matcher(revision).matches()
        ? reader.findCommit(revision).map(CommitId::new)
        : Optional.empty();
  }

  @Override
  public SealedCommit read(CommitId commit) {
    var found = reader.commit(commit.value());
    var message = found.message().strip();
    var last = message.lastIndexOf("\n\n");
    var trailers = last < 0 ? Map.<String, String>of() : trailers(message.substring(last + 2));
    return new SealedCommit(
        commit,
        new TreeId(found.tree()),
        found.parents().stream().map(CommitId::new).toList(),
        trailers.isEmpty() ? message : message.substring(0, last),
        trailers);
  }

  /** Nothing where a line is none: then it is a paragraph like any other. */
  private static Map<String, String> trailers(String paragraph) {
    var found = new LinkedHashMap<String, String>();
    for (var line : paragraph.split("\n", -1)) {
      var trailer = TRAILER.matcher(line);
      if (!trailer.matches()) {
        return Map.of();
      }
      found.put(trailer.group(1), trailer.group(2).strip());
    }
    return found;
  }

  @Override
  public List<SealedCommit> of(RunId run) {
    var own = ownBranch(run);
    var from = new ArrayList<String>();
    if (own.isPresent()) {
      from.add(own.orElseThrow());
    } else {
      from.addAll(List.of("--branches", "--remotes"));
    }
    return log(run, from).stream().map(this::read).filter(commit -> isOf(commit, run)).toList();
  }

  private static boolean isOf(SealedCommit commit, RunId run) {
    return commit.run().equals(Optional.of(run)) && commit.phase().isPresent();
  }

  @Override
  public List<RunId> runs() {
    var out =
        git.run(
            "for-each-ref",
            "--format=%(refname)",
            "refs/heads/autopack/",
            "refs/remotes/*/autopack/*",
            "refs/autopack/");
    return new String(out, StandardCharsets.UTF_8)
        .lines()
        .map(OF_A_RUN::matcher)
        .filter(Matcher::matches)
        .map(found -> new RunId(found.group(1)))
        .distinct()
        .sorted()
        .toList();
  }

  private Optional<String> ownBranch(RunId run) {
    var name = new RunRefs(run).branchName();
    var out =
        git.run(
            "for-each-ref",
            "--format=%(objectname) %(refname)",
            "refs/heads/" + name,
            "refs/remotes/*/" + name);
    return new String(out, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(parts -> parts[1].endsWith("/" + name))
        .map(parts -> parts[0])
        .findFirst();
  }

  private List<CommitId> log(RunId run, List<String> from) {
    var arguments =
        new ArrayList<>(
            List.of("log", "--format=%H", "--topo-order", "--reverse", "--fixed-strings"));
    arguments.add("--grep=%s: %s".formatted(SealedCommit.RUN, run));
    arguments.addAll(from);
    arguments.add("--");
    return new String(git.run(arguments.toArray(String[]::new)), StandardCharsets.UTF_8)
        .lines()
        .map(CommitId::new)
        .toList();
  }

  @Override
  public List<byte[]> evidence(RunId run) {
    return reader
        .findCommit(new RunRefs(run).evidence())
        .map(commit -> new GitTree(new TreeId(reader.commit(commit).tree()), reader))
        .map(tree ->
            tree.paths().stream().map((RepoPath path) -> tree.bytes(path).orElseThrow()).toList())
        .orElse(List.of());
  }
}
