package dev.autopack.bench.speed;

import dev.autopack.budget.Format;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.output.DiffWriter;
import dev.autopack.output.ReplyEnd;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitReaders;
import dev.autopack.output.UnitWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a reader takes for a whole reply that comes in small pieces, as a stream brings it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class ReaderSpeed {
  private static final int PIECE_CHARS = 4_096;
  private static final int FILE_CHARS = 100_000;
  private static final int CHARS_PER_MEGABYTE = 1_000_000;

  @Param({"NDJSON", "ENVELOPE", "FULL_FILE", "DIFF"})
  private Format format = Format.NDJSON;

  @Param({"4", "16", "64"})
  private int megabytes;

  private List<String> pieces = List.of();
  private int units;

  /** Writes the reply, not counted. */
  @Setup
  public void write() {
    units = megabytes * CHARS_PER_MEGABYTE / FILE_CHARS;
    var files =
        IntStream.range(0, units)
            .mapToObj(i -> new FileEdit.Create(new RepoPath("src/F" + i + ".java"), file(i)))
            .toList();
    var reply = written(files);
    pieces = new ArrayList<>();
    for (int at = 0; at < reply.length(); at += PIECE_CHARS) {
      pieces.add(reply.substring(at, Math.min(reply.length(), at + PIECE_CHARS)));
    }
  }

  private String written(List<FileEdit.Create> files) {
    if (format != Format.DIFF) {
      return UnitWriter.write(format, files.stream().<Unit>map(Unit.Change::new).toList());
    }
    return DiffWriter.write(
        new ChangeSet(
            files.stream()
                .map(file ->
                    new FileChange(
                        file.path(),
                        Optional.empty(),
                        Optional.of(file.content()),
                        Optional.empty(),
                        Rung.EXACT))
                .toList()));
  }

  private static String file(int number) {
    var text = new StringBuilder();
    for (int line = 0; text.length() < FILE_CHARS; line++) {
      text.append(
          "    var name%d = names.find(\"%d\").orElse(other); // of %d\n"
              .formatted(line, line * 7, number));
    }
    return text.toString();
  }

  /** Reads the reply and answers how many units it had. */
  @Benchmark
  public int read() {
    var reader = UnitReaders.of(format);
    var read = 0;
    for (var piece : pieces) {
      read += reader.feed(piece).size();
    }
    var ending = reader.finish();
    if (read != units || !(ending.end() instanceof ReplyEnd.Complete)) {
      throw new IllegalStateException("%d units, %s".formatted(read, ending.end()));
    }
    return read;
  }
}
