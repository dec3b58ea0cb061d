package dev.autopack.gate.tests.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.SharedSeeds;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a go that compiles one file, and once with the real one. */
class GoSeedTest {
  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofMinutes(3), Duration.ofMinutes(3), 1024 * 1024);

  @TempDir private Path temporary;

  private final ManualClock clock = new ManualClock();
  private final FakeGo go = new FakeGo();

  private Path seeds;
  private Path cache;

  @BeforeEach
  void lay_out() {
    seeds = temporary.resolve("seeds");
    cache = temporary.resolve("run/builds/go");
  }

  @Test
  void a_cache_begins_with_all_that_go_compiles_of_the_standard_library_for_tests()
      throws Exception {
    Proof.requireProgram("go");
    var seed = new GoSeed(SharedSeeds.place().resolve("go"), GoSeedTest::real, clockOfToday());

    seed.begin(cache);

    var module = Files.createDirectory(temporary.resolve("module"));
    Files.writeString(module.resolve("go.mod"), "module example.com/shop\n\ngo 1.22\n");
    var argv = List.of("go", "list", "-deps", "-f", "{{if .Stale}}{{.ImportPath}}{{end}}");
    var wanted = List.of("testing", "net/http", "encoding/json", "regexp", "os/exec", "sort");
    var stale = real(module, cache, temporary).run(command(concat(argv, wanted), module));
    assertThat(stale.err()).isEmpty();
    assertThat(stale.out().strip()).isEmpty();
    assertThat(files(cache)).isNotEmpty();
    try (var all = Files.walk(cache)) {
      assertThat(all.filter(Files::isRegularFile))
          .as("hard links")
          .allSatisfy(file -> assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1));
    }
  }

  @Test
  void it_is_made_once_and_copied_for_each_run() throws Exception {
    begin();
    var first = files(cache);
    cache = temporary.resolve("other/builds/go");
    begin();

    assertThat(first).isNotEmpty().isEqualTo(files(cache));
    assertThat(go.compiled).containsExactly("go test", "go test -coverprofile");
  }

  @Test
  void what_a_run_writes_into_its_cache_reaches_no_other() throws Exception {
    begin();
    var theirs = files(cache);
    for (var file : theirs.keySet()) {
      Files.writeString(cache.resolve(file), "poison");
    }
    cache = temporary.resolve("other/builds/go");
    begin();

    assertThat(files(cache)).isEqualTo(theirs);
  }

  @Test
  void another_go_has_another() throws Exception {
    begin();
    go.environment = "{\"GOVERSION\": \"go1.99\"}";
    begin();

    assertThat(go.compiled).hasSize(4);
  }

  @Test
  void of_what_is_usual_only_what_this_go_has_is_imported() throws Exception {
    new GoSeed(seeds, go, clock).begin(cache);

    assertThat(go.imported).contains("_ \"fmt\"").doesNotContain("net/http");
  }

  @Test
  void of_two_at_once_one_makes_it() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun =
          threads.invokeAll(
              Stream.of("one", "two", "three")
                  .map(name -> begin(temporary.resolve(name).resolve("go")))
                  .toList());
      assertThat(begun).allMatch(one -> one.state() == Future.State.SUCCESS);
    }

    assertThat(go.compiled).hasSize(2);
    assertThat(files(temporary.resolve("one/go")))
        .isNotEmpty()
        .isEqualTo(files(temporary.resolve("two/go")))
        .isEqualTo(files(temporary.resolve("three/go")));
  }

  @Test
  void what_another_process_is_making_is_waited_for() throws Exception {
    Proof.requireProgram("python3");
    begin();
    var made = made();
    var aside = Files.move(made, temporary.resolve("aside"));
    var script =
        """
        import fcntl, os, sys
        held = open(sys.argv[1], "w")
        fcntl.lockf(held, fcntl.LOCK_EX)
        print("held", flush=True)
        sys.stdin.readline()
        os.rename(sys.argv[2], sys.argv[3])
        """;
    var other =
        new ProcessBuilder("python3", "-c", script, made + ".lock", "" + aside, "" + made).start();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var said = other.inputReader(StandardCharsets.UTF_8);
        var told = other.outputWriter(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("held");
      var begun = threads.submit(begin(cache));
      told.write("go on\n");
      told.flush();
      assertThat(begun.get()).isEqualTo(cache);
    }
    assertThat(other.waitFor()).isZero();

    assertThat(go.compiled).as("compiled before").hasSize(2);
    assertThat(files(cache)).isNotEmpty();
  }

  @Test
  void what_a_killed_process_left_is_no_seed_and_goes_in_a_day() throws Exception {
    var left = Files.createDirectories(seeds.resolve(".made-by-a-killed-one/cache/00"));
    Files.writeString(left.resolve("half"), "");
    var top = seeds.resolve(".made-by-a-killed-one");
    Files.setLastModifiedTime(top, FileTime.from(clock.instant()));
    begin();
    assertThat(files(cache)).hasSize(2);
    assertThat(top).exists();

    clock.advance(Duration.ofHours(25));
    go.environment = "{\"GOVERSION\": \"go1.99\"}";
    begin();

    assertThat(top).doesNotExist();
  }

  @Test
  void what_no_run_used_for_a_month_goes_when_another_is_made() throws Exception {
    begin();
    var old = made();
    clock.advance(Duration.ofDays(31));
    go.environment = "{\"GOVERSION\": \"go1.99\"}";
    begin();

    assertThat(old).doesNotExist();
    assertThat(files(cache)).hasSize(2);
  }

  @Test
  void where_it_cannot_be_compiled_the_cache_stays_and_the_next_try_is_a_day_later()
      throws Exception {
    Files.createDirectories(cache.resolve("of-the-run"));
    go.isBroken = true;
    begin();
    begin();
    assertThat(go.compiled).hasSize(1);
    assertThat(cache.resolve("of-the-run")).exists();

    go.isBroken = false;
    clock.advance(Duration.ofHours(25));
    begin();

    assertThat(files(cache)).hasSize(2);
  }

  @Test
  void a_damaged_one_is_not_copied_and_made_again() throws Exception {
    begin();
    var before = files(cache);
    try (var outputs = Files.walk(made())) {
      var output = outputs.filter(file -> file.toString().endsWith("-d")).findFirst().orElseThrow();
      Files.writeString(output, "PACKAGE fmt");
    }
    cache = temporary.resolve("other/builds/go");
    begin();
    assertThat(cache).doesNotExist();
    begin();

    assertThat(files(cache)).isEqualTo(before);
    try (var beside = Files.list(cache.getParent())) {
      assertThat(beside).as("nothing half copied").containsExactly(cache);
    }
  }

  @Test
  void a_link_in_the_place_of_a_cache_is_replaced_and_what_it_names_stays() throws Exception {
    var elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("mine"), "mine");
    Files.createDirectories(cache.getParent());
    Files.createSymbolicLink(cache, elsewhere);

    begin();

    assertThat(cache.toRealPath()).isEqualTo(cache.toAbsolutePath());
    assertThat(files(cache)).hasSize(2);
    assertThat(files(elsewhere)).containsExactly(Map.entry("mine", "mine"));
  }

  @Test
  void nothing_is_left_beside_the_seed() throws Exception {
    begin();

    try (var left = Files.list(seeds)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .allMatch(name -> name.matches("[0-9a-f]{64}(?:\\.lock)?"));
    }
  }

  @Test
  void a_run_that_is_interrupted_ends() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::begin).isInstanceOf(InterruptedException.class);
  }

  private void begin() throws InterruptedException {
    seed().begin(cache);
  }

  private Callable<Path> begin(Path other) {
    return () -> {
      seed().begin(other);
      return other;
    };
  }

  private GoSeed seed() {
    return new GoSeed(seeds, go, clock, List.of("fmt"));
  }

  private static InstantSource clockOfToday() {
    return InstantSource.system();
  }

  private Path made() throws IOException {
    try (var all = Files.list(seeds)) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static Map<String, String> files(Path folder) throws IOException {
    var texts = new TreeMap<String, String>();
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        texts.put(
            folder.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  private static ProcessRunner real(Path module, Path cache, Path scratch) {
    return command -> {
      var environment = new HashMap<>(command.environment());
      environment.put("GOCACHE", cache.toString());
      return Checkout.runner().run(command.with(environment));
    };
  }

  private static Command command(List<String> argv, Path folder) {
    return new Command(argv, folder, GoToolchain.RUNNING, BOUNDS);
  }

  private static List<String> concat(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** Compiles one package: an output, and an entry that points to it. */
  private static final class FakeGo implements GoSeed.Cell {
    private final List<String> compiled = new CopyOnWriteArrayList<>();
    private volatile String environment = "{\"GOVERSION\": \"go1.98\"}";
    private volatile String imported = "";
    private volatile boolean isBroken;

    @Override
    public ProcessRunner around(Path module, Path cache, Path scratch) {
      return command -> {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        return switch (command.argv().get(1)) {
          case "env" -> exit(0, environment);
          case "list" -> exit(0, "fmt\ntesting\n");
          case "test" -> test(command, module, cache);
          default -> throw new IllegalArgumentException(command.argv().toString());
        };
      };
    }

    private Exit test(Command command, Path module, Path cache) {
      var isMeasured = command.argv().stream().anyMatch(word -> word.startsWith("-cover"));
      compiled.add(isMeasured ? "go test -coverprofile" : "go test");
      try {
        imported = Files.readString(module.resolve("standard_test.go"));
        var output = "compiled fmt".getBytes(StandardCharsets.UTF_8);
        var id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(output));
        var folder = Files.createDirectories(cache.resolve(id.substring(0, 2)));
        Files.write(folder.resolve(id + "-d"), output);
        Files.writeString(folder.resolve("0".repeat(64) + "-a"), "v1 " + id);
        Files.writeString(cache.resolve("trim.txt"), "1");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
      return exit(isBroken ? 1 : 0, "");
    }

    private static Exit exit(int code, String out) {
      return new Exit(
          Exit.Ending.EXITED,
          code,
          out.getBytes(StandardCharsets.UTF_8),
          new byte[0],
          0,
          Duration.ofMillis(1));
    }
  }
}
