package dev.autopack.workspace.git;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.process.Coprocess;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects and refs through one long-lived {@code git cat-file}, which is started when it is
 * first asked and again should it have ended. Thread-safe.
 */
final class ObjectReader implements AutoCloseable {
  /** So many questions, of at most 74 bytes, fit into a pipe that nobody reads yet. */
  private static final int QUESTIONS_AT_ONCE = 50;

  private static final int CACHED_FOLDERS = 20_000;
  private static final int CACHED_SIZES = 100_000;
  private static final long CACHED_BYTES = 16 << 20;

  private final Git git;
  private final Path objects;
  private final int idBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, List<TreeEntry>> folders = newest(CACHED_FOLDERS);
  private final Map<String, Long> sizes = newest(CACHED_SIZES);
  private final LinkedHashMap<String, byte[]> blobs = new LinkedHashMap<>(16, 0.75f, true);
  private long blobBytes;
  private @Nullable Coprocess reader;

  /**
   * Starts nothing yet.
   *
   * @param git on the git folder whose HEAD is meant
   * @param idBytes 20 for SHA-1, 32 for SHA-256
   */
  ObjectReader(Git git, Path objects, int idBytes) {
    this.git = git;
    this.objects = objects;
    this.idBytes = idBytes;
  }

  /** The commit that "HEAD" or a ref names now; nothing where there is no such ref. */
  Optional<String> findCommit(String name) {
    lock.lock();
    try {
      return ask("info", List.of(name + "^{commit}")).getFirst().map(Answer::id);
    } finally {
      lock.unlock();
    }
  }

  GitObject.Commit commit(String id) {
    lock.lock();
    try {
      return GitObject.Commit.parse(read(List.of(id)).getFirst());
    } finally {
      lock.unlock();
    }
  }

  List<TreeEntry> folder(String id) {
    return folders(List.of(id)).getFirst();
  }

  /** The lines of the folders with these ids, in the same order. */
  List<List<TreeEntry>> folders(List<String> ids) {
    lock.lock();
    try {
      var found = new HashMap<String, List<TreeEntry>>();
      var missing = new ArrayList<String>();
      for (var id : ids) {
        var known = folders.get(id);
        if (known != null) {
          found.put(id, known);
        } else if (!missing.contains(id)) {
          missing.add(id);
        }
      }
      var contents = read(missing);
      for (int i = 0; i < missing.size(); i++) {
        found.put(missing.get(i), TreeEntry.parse(contents.get(i), idBytes));
      }
      folders.putAll(found);
      return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    } finally {
      lock.unlock();
    }
  }

  byte[] blob(String id) {
    lock.lock();
    try {
      var cached = blobs.get(id);
      return (cached == null ? cache(id, read(List.of(id)).getFirst()) : cached).clone();
    } finally {
      lock.unlock();
    }
  }

  /** Blobs in one go, none of them remembered; in the same order. */
  List<byte[]> blobs(List<String> ids) {
    lock.lock();
    try {
      return read(ids);
    } finally {
      lock.unlock();
    }
  }

  /** How long the blob is, where that was asked before. */
  Optional<Long> knownSize(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(sizes.get(id));
    } finally {
      lock.unlock();
    }
  }

  /** How long blobs are, without reading them; in the same order. */
  List<Long> sizes(List<String> ids) {
    lock.lock();
    try {
      var missing = ids.stream().filter(id -> !sizes.containsKey(id)).distinct().toList();
      var found = new HashMap<String, Long>();
      var answers = ask("info", missing);
      for (int i = 0; i < missing.size(); i++) {
        found.put(missing.get(i), present(missing.get(i), answers.get(i)).size());
      }
      for (var id : ids) {
        found.computeIfAbsent(id, sizes::get);
      }
      sizes.putAll(found);
      return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private byte[] cache(String id, byte[] content) {
    sizes.put(id, (long) content.length);
    if (content.length <= CACHED_BYTES / 8) {
      blobs.put(id, content);
      blobBytes += content.length;
      while (blobBytes > CACHED_BYTES) {
        blobBytes -= Objects.requireNonNull(blobs.pollFirstEntry()).getValue().length;
      }
    }
    return content;
  }

  private List<byte[]> read(List<String> ids) {
    var answers = ask("contents", ids);
    var contents = new ArrayList<byte[]>();
    for (int i = 0; i < ids.size(); i++) {
      contents.add(present(ids.get(i), answers.get(i)).content());
    }
    return contents;
  }

  private Answer present(String id, Optional<Answer> answer) {
    return answer.orElseThrow(() ->
        isPartial()
            ? partial("the object " + id)
            : new EnvironmentException(
                "The object %s is not in the repository's store '%s'.".formatted(id, objects),
                "Run 'git fsck' in the repository; then restore what it names from a clone."));
  }

  // Only compared by nobody: the array is carried.
  @SuppressWarnings("ArrayRecordComponent")
  private record Answer(String id, long size, byte[] content) {}

  private List<Optional<Answer>> ask(String verb, List<String> names) {
    var answers = new ArrayList<Optional<Answer>>();
    for (int from = 0; from < names.size(); from += QUESTIONS_AT_ONCE) {
      var some = names.subList(from, Math.min(names.size(), from + QUESTIONS_AT_ONCE));
      var questions = new StringBuilder();
      some.forEach(name -> questions.append(verb).append(' ').append(name).append('\n'));
      var withContent = verb.equals("contents");
      try {
        answers.addAll(
            running()
                .ask(
                    questions.toString().getBytes(StandardCharsets.UTF_8),
                    in -> answers(in, some.size(), withContent)));
      } catch (EnvironmentException ended) {
        // Newer git says "missing"; older git ends when it may not fetch.
        throw isPartial() ? partial("an object") : ended;
      }
    }
    return answers;
  }

  private Coprocess running() {
    if (reader == null || !reader.isAlive()) {
      reader = git.start("cat-file", "--batch-command");
    }
    return reader;
  }

  private static List<Optional<Answer>> answers(InputStream in, int count, boolean withContent)
      throws IOException {
    var answers = new ArrayList<Optional<Answer>>();
    for (int i = 0; i < count; i++) {
      answers.add(answer(in, withContent));
    }
    return answers;
  }

  private static Optional<Answer> answer(InputStream in, boolean withContent) throws IOException {
    var line = line(in);
    if (line.endsWith(" missing") || line.endsWith(" ambiguous")) {
      return Optional.empty();
    }
    var parts = line.split(" ", -1);
    var size = Long.parseLong(parts[2]);
    var content = new byte[0];
    if (withContent) {
      content = in.readNBytes(Math.toIntExact(size));
      if (content.length < size || in.read() < 0) {
        throw new EOFException("cut off in " + parts[0]);
      }
    }
    return Optional.of(new Answer(parts[0], size, content));
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("no more answers");
      }
      line.write(read);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Whether objects were left out when the repository was cloned. */
  boolean isPartial() {
    try (var packs = Files.newDirectoryStream(objects.resolve("pack"), "*.promisor")) {
      return packs.iterator().hasNext();
    } catch (IOException noPacks) {
      return false;
    }
  }

  static OperatorException partial(String what) {
    return new OperatorException(
        "The repository is a partial clone that lacks %s, and a run fetches nothing."
            .formatted(what),
        "Fetch everything with 'git fetch --refetch --no-filter', or start from a full clone.");
  }

  private static <V> Map<String, V> newest(int limit) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > limit;
      }
    };
  }
}
