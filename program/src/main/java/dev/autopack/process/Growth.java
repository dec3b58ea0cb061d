package dev.autopack.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a child has filled more of the disk than it may. Counting files takes long in a large
 * tree, so that they are counted only when the disk itself has lost that much room; whether the
 * child took it or somebody else is what the count decides.
 */
final class Growth {
  private static final Path PROC = Path.of("/proc");

  private final List<Path> folders;
  private final long most;
  private final FileTime started;
  private final Map<FileStore, Long> roomAtFirst = new HashMap<>();
  private long nextCount;

  /**
   * Counts nothing yet.
   *
   * @param started what was written before it does not count
   */
  Growth(List<Path> folders, long most, Instant started) {
    this.folders = List.copyOf(folders);
    this.most = most;
    this.nextCount = most;
    // The clock of a file system may be a moment behind.
    this.started = FileTime.from(started.minusSeconds(1));
    for (var folder : folders) {
      try {
        var disk = Files.getFileStore(folder);
        roomAtFirst.putIfAbsent(disk, disk.getUnallocatedSpace());
      } catch (IOException gone) {
        // Nothing can be written there either.
      }
    }
  }

  /**
   * Whether it is more than it may be.
   *
   * @param members the processes that may hold files open which have no name any more
   */
  boolean isTooMuch(Supplier<List<Long>> members) {
    var lost =
        roomAtFirst.entrySet().stream()
            .mapToLong(disk -> disk.getValue() - room(disk.getKey(), disk.getValue()))
            .max()
            .orElse(0);
    if (lost <= nextCount) {
      return false;
    }
    // Somebody else takes room too: that alone is no reason to count at every look.
    nextCount = lost + most / 4;
    return written(members.get()) > most;
  }

  private static long room(FileStore disk, long otherwise) {
    try {
      return disk.getUnallocatedSpace();
    } catch (IOException gone) {
      return otherwise;
    }
  }

  private long written(List<Long> members) {
    var count = new Count(started);
    for (var folder : folders) {
      try {
        Files.walkFileTree(folder, count);
      } catch (IOException gone) {
        // What is left of it counts by the other folders.
      }
    }
    members.forEach(count::addNameless);
    return count.bytes;
  }

  private static final class Count extends SimpleFileVisitor<Path> {
    private final FileTime started;
    private final Set<Object> nameless = new HashSet<>();
    private long bytes;

    Count(FileTime started) {
      this.started = started;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      // By the time of the inode: that of the content can be set to anything.
      if (attributes.isRegularFile()
          && ((FileTime) Files.getAttribute(file, "unix:ctime")).compareTo(started) >= 0) {
        bytes += attributes.size();
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    /** Files that were removed and are still written to. */
    void addNameless(long pid) {
      var open = PROC.resolve(Long.toString(pid)).resolve("fd");
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(open)) {
        for (var descriptor : descriptors) {
          addNameless(descriptor);
        }
      } catch (IOException gone) {
        // A process that has ended holds nothing open.
        return;
      }
    }

    private void addNameless(Path descriptor) throws IOException {
      var target = Files.readSymbolicLink(descriptor).toString();
      if (target.startsWith("/") && target.endsWith(" (deleted)")) {
        var attributes = Files.readAttributes(descriptor, BasicFileAttributes.class);
        if (attributes.isRegularFile()
            && nameless.add(Objects.requireNonNullElse(attributes.fileKey(), target))) {
          bytes += attributes.size();
        }
      }
    }
  }
}
