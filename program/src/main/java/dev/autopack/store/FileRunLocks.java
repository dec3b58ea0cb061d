package dev.autopack.store;

import dev.autopack.error.EnvironmentException;
import dev.autopack.plan.RunId;
import dev.autopack.run.RunLocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks of the operating system on {@code RUN.lock}, which go with the process that holds them. The
 * file holds the process's id, for people; a file that is left over means nothing.
 */
final class FileRunLocks implements RunLocks {
  /**
   * What this process holds, whatever object it asked. Kept because closing a second channel to a
   * file would give up the lock that the first one holds.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;

  FileRunLocks(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<Held> tryAcquire(RunId run) {
    try {
      Files.createDirectories(folder);
      var file = folder.toRealPath().resolve(run + ".lock");
      if (!HELD.add(file)) {
        return Optional.empty();
      }
      var held = lock(file);
      if (held.isEmpty()) {
        HELD.remove(file);
      }
      return held;
    } catch (IOException e) {
      throw new EnvironmentException(
          "The lock of run '%s' in '%s' cannot be taken: %s".formatted(run, folder, e),
          "Give this user the right to write the folder, or set AUTOPACK_HOME to another folder.",
          e);
    }
  }

  private static Optional<Held> lock(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    // Only now: before it was won, the file told of another process.
    var pid = ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return Optional.of(() -> release(file, channel));
  }

  /** Leaves the file: to remove it could take the name from under a process that just locked it. */
  private static void release(Path file, FileChannel channel) {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
