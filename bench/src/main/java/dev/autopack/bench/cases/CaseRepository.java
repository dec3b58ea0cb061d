package dev.autopack.bench.cases;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.Tree;
import dev.autopack.plan.RunId;
import dev.autopack.process.Command;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A small repository of one case's own, with a run's worktree in which its edits are made. */
final class CaseRepository implements AutoCloseable {
  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofSeconds(10), Duration.ofSeconds(10), 1 << 16);
  private static final String SETTINGS =
      """
      [user]
        name = Case
        email = case@example.org
      [init]
        defaultBranch = main
      """;

  private final GitRepository repository;
  private final Workspace workspace;

  private CaseRepository(GitRepository repository) {
    this.repository = repository;
    this.workspace = repository.create(new RunId("case"), repository.base());
  }

  /** Makes it in an empty folder. */
  static CaseRepository make(Path folder, Map<String, String> files, Map<String, String> links)
      throws IOException, InterruptedException {
    var top = Files.createDirectories(folder.resolve("repo"));
    Files.writeString(folder.resolve(".gitconfig"), SETTINGS);
    for (var file : files.entrySet()) {
      Files.writeString(parent(top.resolve(file.getKey())), file.getValue());
    }
    for (var link : links.entrySet()) {
      Files.createSymbolicLink(parent(top.resolve(link.getKey())), Path.of(link.getValue()));
    }
    var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    var environment = Map.of("HOME", folder.toString(), "PATH", path, "LANG", "C.UTF-8");
    var children = new LocalProcessRunner(environment, InstantSource.system());
    git(children, top, "init", "--quiet");
    git(children, top, "add", "--all", "--force");
    git(children, top, "commit", "--quiet", "--allow-empty", "--message=before");
    return new CaseRepository(
        GitRepository.open(top, folder.resolve("worktrees"), children, InstantSource.system()));
  }

  /** The same path, once its folder is there. */
  private static Path parent(Path path) throws IOException {
    var parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return path;
  }

  private static void git(LocalProcessRunner children, Path folder, String... words)
      throws InterruptedException {
    var argv = new ArrayList<String>(List.of("git"));
    argv.addAll(List.of(words));
    var exit = children.run(new Command(argv, folder, Map.of("GIT_CONFIG_NOSYSTEM", "1"), BOUNDS));
    if (!exit.isSuccess()) {
      throw new IllegalStateException("%s failed: %s".formatted(argv, exit));
    }
  }

  Tree tree() {
    return workspace.read(workspace.treeOf(workspace.head()));
  }

  void apply(ChangeSet changes) {
    workspace.apply(workspace.treeOf(workspace.head()), changes);
  }

  /** Every file that now lies in the worktree. */
  Map<String, String> texts() throws IOException {
    var texts = new TreeMap<String, String>();
    for (var file : all(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))) {
      texts.put(name(file), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** Every link that now lies in the worktree. */
  Map<String, String> links() throws IOException {
    var links = new TreeMap<String, String>();
    for (var link : all(Files::isSymbolicLink)) {
      links.put(name(link), Files.readSymbolicLink(link).toString());
    }
    return links;
  }

  private List<Path> all(Predicate<Path> kind) throws IOException {
    var git = workspace.folder().resolve(".git");
    try (var files = Files.walk(workspace.folder())) {
      return files.filter(path -> !path.startsWith(git)).filter(kind).toList();
    }
  }

  private String name(Path file) {
    return workspace.folder().relativize(file).toString();
  }

  @Override
  public void close() {
    repository.close();
  }
}
