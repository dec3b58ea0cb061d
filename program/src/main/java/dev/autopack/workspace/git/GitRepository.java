package dev.autopack.workspace.git;

import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.PastCommit;
import dev.autopack.workspace.Landing;
import dev.autopack.workspace.Repository;
import dev.autopack.workspace.Seals;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository on the git command line. Holds one reading git process until it is closed; its
 * workspaces use it too, so they end with it. Thread-safe, its workspaces are not.
 */
public final class GitRepository implements Repository, AutoCloseable {
  private final Place place;
  private final Path worktrees;
  private final LocalProcessRunner children;
  private final InstantSource clock;
  private final Effects effects;
  private final Git git;
  private final ObjectReader reader;

  private GitRepository(
      Place place,
      Path worktrees,
      LocalProcessRunner children,
      InstantSource clock,
      Effects effects) {
    this.place = place;
    this.worktrees = worktrees;
    this.children = children;
    this.clock = clock;
    this.effects = effects;
    this.git = Git.on(children, place.commonFolder());
    this.reader =
        new ObjectReader(Git.on(children, place.gitFolder()), place.objects(), place.idBytes());
  }

  /**
   * Opens the repository that a folder lies in.
   *
   * @param inside the top of a checkout or any folder in it
   * @param worktrees where the runs' folders lie, outside of any checkout
   * @throws OperatorException when no run can start from there, and why
   * @throws EnvironmentException when git is missing or older than 2.39
   */
  public static GitRepository open(
      Path inside, Path worktrees, LocalProcessRunner children, InstantSource clock) {
    return open(inside, worktrees, children, clock, Effects.NONE);
  }

  /** The same, with somebody who is told of each effect. */
  public static GitRepository open(
      Path inside,
      Path worktrees,
      LocalProcessRunner children,
      InstantSource clock,
      Effects effects) {
    var place = Place.find(children, inside);
    var folder = real(worktrees.toAbsolutePath().normalize());
    var top = real(place.top());
    if (folder.startsWith(top) || top.startsWith(folder)) {
      throw new OperatorException(
          "The runs' worktrees in '%s' and the checkout '%s' would lie in each other."
              .formatted(worktrees, place.top()),
          "Set AUTOPACK_HOME to a folder outside the checkout, and start in the checkout itself.");
    }
    return new GitRepository(place, folder, children, clock, effects);
  }

  /** Without links, as far as the path exists. */
  private static Path real(Path path) {
    var parent = path.getParent();
    try {
      return path.toRealPath();
    } catch (IOException absent) {
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }

  @Override
  public Path top() {
    return place.top();
  }

  @Override
  public CommitId base() {
    return reader
        .findCommit("HEAD")
        .map(CommitId::new)
        .orElseThrow(() ->
            new OperatorException(
                "The repository '%s' has no commit yet, so a run has nothing to start from."
                    .formatted(place.top()),
                "Commit what is there with 'git add --all' and 'git commit', then start"
                    + " again."));
  }

  @Override
  public Tree read(CommitId commit) {
    return tree(commit);
  }

  private GitTree tree(CommitId commit) {
    return new GitTree(new TreeId(reader.commit(commit.value()).tree()), reader);
  }

  @Override
  public List<PastCommit> history(CommitId upTo, int most) {
    return PastCommits.read(git, upTo, most);
  }

  @Override
  public List<String> notices() {
    var base = base();
    var asUser = Git.asUser(children, place.top());
    return new Notices(asUser, place, reader.isPartial()).all(base, tree(base));
  }

  @Override
  public Workspace create(RunId run, CommitId base) {
    return workspace(begun(run, base), identity());
  }

  @Override
  public Workspace lend(RunId name, CommitId commit) {
    return workspace(begun(name, commit), Identity.NOBODY);
  }

  /** The names of a run whose branch is there, at the commit where it is new. */
  private RunRefs begun(RunId run, CommitId base) {
    var refs = new RunRefs(run);
    heal(refs);
    if (reader.findCommit(refs.branch()).isEmpty()) {
      refs(refs).move(Refs.Move.create(refs.branch(), base.value()));
    }
    return refs;
  }

  @Override
  public Seals seals() {
    return new GitSeals(git, reader);
  }

  @Override
  public Landing landing() {
    var writer = new ObjectWriter(place.objects(), place.format(), clock, effects);
    return new GitLanding(
        git,
        Git.asPerson(children, place.top()),
        reader,
        new CommitWriter(writer, Identity.NOBODY, clock));
  }

  @Override
  public Workspace open(RunId run) {
    var refs = new RunRefs(run);
    heal(refs);
    if (reader.findCommit(refs.branch()).isEmpty()) {
      throw new OperatorException(
          "The run '%s' has no branch '%s' in '%s'.".formatted(run, refs.branchName(), place.top()),
          "Start in the repository that the run was made in, or start a new run.");
    }
    return workspace(refs, identity());
  }

  @Override
  public Optional<String> heldDiff(RunId run, PhaseId phase) {
    return reader
        .findCommit(new RunRefs(run).held(phase))
        .map(reader::commit)
        .map(held ->
            GitWorkspace.diff(git, reader.commit(held.parents().getFirst()).tree(), held.tree()));
  }

  @Override
  public void remove(RunId run, Removal what) {
    var refs = new RunRefs(run);
    heal(refs);
    workFolder(refs).remove();
    if (what == Removal.EVERYTHING) {
      refs(refs).deleteAll();
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  /** Makes sure that nothing a killed run started still writes, then frees what it had locked. */
  private void heal(RunRefs refs) {
    children.endOrphans();
    refs.removeLocks(place.commonFolder());
  }

  private Identity identity() {
    return Identity.ask(Git.asUser(children, place.top()));
  }

  private GitWorkspace workspace(RunRefs names, Identity identity) {
    var writer = new ObjectWriter(place.objects(), place.format(), clock, effects);
    var workFolder = workFolder(names);
    var workspace =
        new GitWorkspace(
            names,
            folder(names),
            reader,
            new TreeWriter(reader, writer),
            new CommitWriter(writer, identity, clock),
            refs(names),
            workFolder,
            privateGit(names));
    workFolder.ensure(place.format());
    if (!workFolder.isLaidOut()) {
      workspace.layOut(workspace.treeOf(workspace.head()), List.of());
    }
    return workspace;
  }

  private Refs refs(RunRefs names) {
    // Who moved a ref is written into its log; it was us, and it must not fail for want of a name.
    var ours =
        Map.of("GIT_COMMITTER_NAME", "Autopack", "GIT_COMMITTER_EMAIL", "autopack@localhost");
    return new Refs(git.withEnvironment(ours), names, place.commonFolder(), effects);
  }

  private WorkFolder workFolder(RunRefs names) {
    var worktree = new LinkedWorktree(git, place.commonFolder(), folder(names), names, effects);
    return new WorkFolder(
        privateGit(names), folder(names), privateFolder(names), reader, worktree, effects);
  }

  private Path folder(RunRefs names) {
    return worktrees.resolve(names.run().value());
  }

  /** No run's name ends like this: a dot is not allowed in one. */
  private Path privateFolder(RunRefs names) {
    return worktrees.resolve(names.run() + ".git");
  }

  private Git privateGit(RunRefs names) {
    var objects = Map.of("GIT_OBJECT_DIRECTORY", place.objects().toString());
    return Git.on(children, privateFolder(names)).withEnvironment(objects);
  }
}
