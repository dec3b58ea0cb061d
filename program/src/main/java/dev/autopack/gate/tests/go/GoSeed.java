package dev.autopack.gate.tests.go;

import dev.autopack.error.EnvironmentException;
import dev.autopack.process.ProcessRunner;
import dev.autopack.workspace.FolderTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standard library as go compiles it for tests, kept once for each go of a user, so that a run,
 * whose build cache is its own, need not compile it again.
 *
 * <p>It is made in a sandbox, without a network, of a module of our own: no code of a repository
 * has any part in it. No child of a run ever sees it. What a run is given is a copy, file by file
 * and never by hard links: go writes the entries of its cache in place, so a link would let the
 * code that a run tests change what the next run finds.
 *
 * <p>It is made aside and renamed, so a process that is killed leaves a whole one or none, and of
 * two that begin at once the second waits for what the first makes. Where it cannot be made, is
 * damaged or is deleted, go compiles what it lacks: that takes time, and changes no verdict.
 */
public final class GoSeed {
  private static final Logger LOG = LoggerFactory.getLogger(GoSeed.class);
  private static final String ASIDE = ".made-";
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final Duration ABANDONED = Duration.ofDays(1);
  private static final Duration NEXT_TRY = Duration.ofDays(1);

  /** A file's lock is the process's, whatever thread asks. */
  private static final ReentrantLock MAKING = new ReentrantLock();

  private final Path seeds;
  private final Cell cell;
  private final InstantSource clock;
  private final List<String> packages;

  /**
   * Makes nothing yet.
   *
   * @param seeds a folder that no child of a run may read
   */
  public GoSeed(Path seeds, Cell cell, InstantSource clock) {
    this(seeds, cell, clock, StandardLibrary.USUAL);
  }

  GoSeed(Path seeds, Cell cell, InstantSource clock, List<String> packages) {
    this.seeds = seeds;
    this.cell = cell;
    this.clock = clock;
    this.packages = List.copyOf(packages);
  }

  /** Holds what compiles the standard library. */
  @FunctionalInterface
  public interface Cell {
    /**
     * Runs children as a run's tests are run, but with these two folders alone to write into.
     *
     * @param module where they are started
     * @param cache their build cache
     * @param scratch for homes and temporary folders of their own
     */
    ProcessRunner around(Path module, Path cache, Path scratch);
  }

  /**
   * Begins a build cache as a copy of the standard library, made first where it is not there.
   *
   * @param cache what is there is replaced; where there is nothing to copy, it stays
   */
  public void begin(Path cache) throws InterruptedException {
    try {
      Files.createDirectories(seeds);
      var aside = Files.createDirectory(seeds.resolve(ASIDE + UUID.randomUUID()));
      used(aside);
      try {
        lend(seed(aside), cache);
      } finally {
        FolderTree.remove(aside);
      }
    } catch (IOException | EnvironmentException | StandardLibrary.RefusedException e) {
      LOG.warn("go compiles the standard library anew: {}", e.getMessage());
    }
  }

  /** The one for this go, made now if need be. */
  private Path seed(Path aside)
      throws IOException, InterruptedException, StandardLibrary.RefusedException {
    var module = Files.createDirectory(aside.resolve("module"));
    var cache = Files.createDirectory(aside.resolve("cache"));
    var runner = cell.around(module, cache, aside.resolve("scratch"));
    var library = new StandardLibrary(runner, module, packages);
    var seed = seeds.resolve(library.key());
    if (Files.isDirectory(seed)) {
      return seed;
    }
    MAKING.lockInterruptibly();
    try (var lock = open(named(seed, ".lock"));
        var held = lock.lock()) {
      if (held.isValid() && !Files.isDirectory(seed)) {
        make(library, cache, seed);
      }
    } finally {
      MAKING.unlock();
    }
    return seed;
  }

  private void make(StandardLibrary library, Path cache, Path seed)
      throws IOException, InterruptedException, StandardLibrary.RefusedException {
    var failed = named(seed, ".failed");
    if (Files.exists(failed) && !isOlder(failed, NEXT_TRY)) {
      throw new StandardLibrary.RefusedException(
          "not tried again before tomorrow: " + Files.readString(failed));
    }
    try {
      library.compile();
    } catch (StandardLibrary.RefusedException e) {
      Files.writeString(failed, String.valueOf(e.getMessage()));
      used(failed);
      throw e;
    }
    used(cache);
    Files.move(cache, seed, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(failed);
    sweep();
  }

  private void lend(Path seed, Path cache) throws IOException {
    var fresh = cache.resolveSibling(".begun-" + UUID.randomUUID());
    Files.createDirectories(cache.resolveSibling("."));
    used(seed);
    try {
      if (SeedCopy.make(seed, fresh)) {
        remove(cache);
        Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
      } else {
        LOG.warn("'{}' is damaged and is made again", seed);
        remove(seed);
      }
    } finally {
      remove(fresh);
    }
  }

  /** Removes what no run has used for long, and what killed processes left. */
  private void sweep() throws IOException {
    try (var entries = Files.list(seeds)) {
      for (var entry : entries.toList()) {
        var isAside = entry.getFileName().toString().startsWith(ASIDE);
        if (isOlder(entry, isAside ? ABANDONED : UNUSED)) {
          remove(entry);
        }
      }
    }
  }

  private void used(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  private boolean isOlder(Path file, Duration age) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(age));
  }

  private static Path named(Path seed, String ending) {
    return seed.resolveSibling(seed.getFileName() + ending);
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** What a link names stays. */
  private static void remove(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      FolderTree.remove(path);
    }
  }
}
