package dev.autopack.bench.sandbox;

import dev.autopack.process.Command;
import dev.autopack.process.Confinement;
import dev.autopack.process.Confinement.Limits;
import dev.autopack.process.Confinement.Network;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.OpenSandbox;
import dev.autopack.process.ProcessRunner;
import dev.autopack.process.sandbox.Bubblewrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the command {@code true} without watching, watched, and in the sandbox, in turn so that all
 * meet the same load, and prints how long a call takes from asking to the end of its last process.
 */
public final class SandboxCost {
  private static final int CALLS = 100;
  private static final int UNCOUNTED = 10;
  private static final Duration LONG = Duration.ofMinutes(1);

  private SandboxCost() {}

  /**
   * Prints the table.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("autopack-sandbox-cost-");
    var environment = System.getenv();
    var runner = new LocalProcessRunner(environment, InstantSource.system());
    var home = Path.of(environment.getOrDefault("HOME", "/"));
    switch (Bubblewrap.find(runner, environment, home)) {
      case Bubblewrap.Search.Missing(var why) -> {
        System.err.println("error: There is no sandbox to measure: " + why + ".");
        System.err.println(" next: Install bubblewrap, and allow user namespaces.");
        System.exit(4);
      }
      case Bubblewrap.Search.Found(var sandbox) -> {
        var confinement = confinement(folder);
        print(
            List.of(
                new Way("no watch, no sandbox", runner),
                new Way("watched only", new OpenSandbox(runner).within(confinement)),
                new Way("watched, in the sandbox", sandbox.within(confinement))),
            folder);
      }
    }
  }

  private record Way(String name, ProcessRunner runner) {}

  private static Confinement confinement(Path folder) {
    return new Confinement(
        folder,
        List.of(),
        List.of(),
        folder.resolve("scratch"),
        Map.of(),
        Network.NEVER,
        new Limits(LONG, 512, 4L << 30, 4L << 30));
  }

  private static void print(List<Way> ways, Path folder) throws InterruptedException {
    var command =
        new Command(List.of("true"), folder, Map.of(), new Command.Bounds(LONG, LONG, 64 * 1024));
    var times = new ArrayList<List<Long>>();
    ways.forEach(_ -> times.add(new ArrayList<>()));
    for (int call = -UNCOUNTED; call < CALLS; call++) {
      for (int way = 0; way < ways.size(); way++) {
        var clock = InstantSource.system();
        var started = clock.instant();
        if (!ways.get(way).runner().run(command).isSuccess()) {
          throw new IllegalStateException("'true' failed: " + ways.get(way).name());
        }
        if (call >= 0) {
          times.get(way).add(Duration.between(started, clock.instant()).toNanos());
        }
      }
    }
    System.out.println("| the command `true` | fastest (ms) | median (ms) |");
    System.out.println("|---|---|---|");
    for (int way = 0; way < ways.size(); way++) {
      var sorted = times.get(way).stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f |%n",
          ways.get(way).name(),
          sorted.getFirst() / 1e6,
          sorted.get(sorted.size() / 2) / 1e6);
    }
  }
}
