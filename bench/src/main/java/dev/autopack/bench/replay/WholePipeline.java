package dev.autopack.bench.replay;

import dev.autopack.bench.replay.ReplayedCommit.Result;
import dev.autopack.budget.ModelProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Drives a commit through the packaged program on a real repository: run, and where policy asks,
 * approve and resume. What comes out is read from git.
 */
final class WholePipeline {
  private static final int MINUTES = 5;
  private static final int COMPLETE = 0;
  private static final int WAITING = 3;
  private static final Pattern REQUEST = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final Path launcher;
  private final Path folder;

  /**
   * Works in a folder of its own.
   *
   * @param root the checkout whose program is packaged
   */
  WholePipeline(Path root, Path folder, Oracle oracle, Stage.StageModel model) throws IOException {
    this.launcher = root.resolve("autopack");
    this.folder = folder;
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/models.yaml"),
        """
        models:
          oracle:
            provider: anthropic
            id: oracle
            base_url: %s
            context: %d
            max_output: %d
            framing: %s
            price: {input: 0, output: 0, cache_read: 0, cache_write: 0}
        """
            .formatted(
                oracle.baseUrl(),
                model.window().contextTokens(),
                model.window().maxOutputTokens(),
                word(model.framing())));
  }

  private static String word(ModelProfile.Framing framing) {
    return framing.name().toLowerCase(Locale.ROOT);
  }

  /** What came of the commit; its tree is compared where there is one. */
  Result replay(Truth truth) throws IOException, InterruptedException {
    var repository = folder.resolve(truth.commit().sha());
    Files.createDirectories(repository);
    begin(repository, truth);
    var plan = folder.resolve(truth.commit().sha() + ".json");
    Files.write(plan, PlanOf.commit(truth));
    var outcome = autopack(repository, "run", plan.toString());
    for (int turn = 0; outcome.exit() == WAITING && turn < 5; turn++) {
      var asked = autopack(repository, "approvals", "--json").out();
      var ids = REQUEST.matcher(asked).results().map(found -> found.group(1)).toList();
      if (ids.isEmpty()) {
        break;
      }
      for (var id : ids) {
        autopack(repository, "approve", id);
      }
      outcome = autopack(repository, "resume");
    }
    if (outcome.exit() != COMPLETE) {
      return new Result.NotDone("exit %d: %s".formatted(outcome.exit(), outcome.out()));
    }
    return compared(repository, truth);
  }

  private void begin(Path repository, Truth truth) throws IOException, InterruptedException {
    run(repository, List.of("git", "init", "-q", "-b", "main"), new byte[0]);
    for (var setting :
        List.of("user.name=Ada", "user.email=ada@example.org", "core.autocrlf=false")) {
      var pair = setting.split("=", 2);
      run(repository, List.of("git", "config", pair[0], pair[1]), new byte[0]);
    }
    run(repository, List.of("git", "fast-import", "--quiet"), history(truth));
    run(repository, List.of("git", "reset", "-q", "--hard"), new byte[0]);
  }

  private static byte[] history(Truth truth) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        "commit refs/heads/main\ncommitter Ada <ada@example.org> 1700000000 +0000\ndata 5\nStart\n"
            .getBytes(StandardCharsets.UTF_8));
    truth
        .contents()
        .before()
        .forEach((path, text) -> {
          var bytes = text.getBytes(StandardCharsets.UTF_8);
          out.writeBytes(
              "M 100644 inline %s\ndata %d\n"
                  .formatted(JsonHand.quoted(path), bytes.length)
                  .getBytes(StandardCharsets.UTF_8));
          out.writeBytes(bytes);
          out.write('\n');
        });
    return out.toByteArray();
  }

  private Result compared(Path repository, Truth truth) throws IOException, InterruptedException {
    var branch =
        run(
                repository,
                List.of("git", "for-each-ref", "--format=%(refname)", "refs/heads/autopack/"),
                new byte[0])
            .out()
            .strip();
    var listed = run(repository, List.of("git", "ls-tree", "-r", "-z", branch), new byte[0]).out();
    Map<String, String> tree = new TreeMap<>();
    for (var entry : listed.split("\0", -1)) {
      if (!entry.isEmpty()) {
        var fields = entry.split("[ \t]", 4);
        tree.put(fields[3], fields[2]);
      }
    }
    Map<String, String> wanted = new TreeMap<>();
    truth.contents().after().forEach((path, text) -> wanted.put(path, blobId(text)));
    return tree.equals(wanted)
        ? new Result.Exact()
        : new Result.Wrong("the branch holds %s".formatted(tree.keySet()));
  }

  private static String blobId(String text) {
    try {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      var digest = MessageDigest.getInstance("SHA-1");
      digest.update("blob %d\0".formatted(bytes.length).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private record Ended(int exit, String out) {}

  private Ended autopack(Path repository, String... arguments)
      throws IOException, InterruptedException {
    var argv = new ArrayList<String>();
    argv.add(launcher.toString());
    argv.addAll(List.of(arguments));
    return start(repository, argv, new byte[0]);
  }

  private Ended run(Path repository, List<String> argv, byte[] input)
      throws IOException, InterruptedException {
    var ended = start(repository, argv, input);
    if (ended.exit() != 0) {
      throw new IOException("exit %d of %s: %s".formatted(ended.exit(), argv, ended.out()));
    }
    return ended;
  }

  private Ended start(Path repository, List<String> argv, byte[] input)
      throws IOException, InterruptedException {
    var said = folder.resolve("said.txt");
    var given = folder.resolve("given.bin");
    Files.write(given, input);
    var builder =
        new ProcessBuilder(argv)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .redirectInput(given.toFile())
            .redirectOutput(said.toFile());
    builder
        .environment()
        .put("AUTOPACK_HOME", folder.resolve("home-" + repository.getFileName()).toString());
    builder.environment().put("AUTOPACK_CONFIG", folder.resolve("config").toString());
    var process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("no end after %d minutes: %s".formatted(MINUTES, argv));
    }
    return new Ended(process.exitValue(), Files.readString(said));
  }
}
