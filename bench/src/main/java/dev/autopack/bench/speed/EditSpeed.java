package dev.autopack.bench.speed;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.Matching;
import java.util.concurrent.TimeUnit;
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

/**
 * How long it takes to find the place of an edit in a file of 50,000 lines and to make it there.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EditSpeed {
  private static final int LINES = 50_000;
  private static final int WHERE = 40_000;

  /** How the old text differs from the file's. */
  public enum Wanted {
    EXACT,
    TRAILING_SPACE,
    INDENTATION,
    NOWHERE
  }

  @Param private Wanted wanted = Wanted.EXACT;

  private String file = "";
  private Replacement replacement = new FileEdit.Replacement(" ", "");

  /** Makes file and replacement, not counted. */
  @Setup
  public void write() {
    var text = new StringBuilder();
    for (int line = 0; line < LINES; line++) {
      text.append(line(line)).append('\n');
    }
    file = text.toString();
    var old = new StringBuilder();
    for (int line = WHERE; line < WHERE + 5; line++) {
      old.append(spelled(line(line))).append('\n');
    }
    replacement = new Replacement(old.toString(), old + "    one more\n");
  }

  private static String line(int number) {
    return "    call(value%d, \"%d\");".formatted(number, number % 100);
  }

  private String spelled(String line) {
    return switch (wanted) {
      case EXACT -> line;
      case TRAILING_SPACE -> line + "  ";
      case INDENTATION -> line.strip();
      case NOWHERE -> line.replace("call", "fall");
    };
  }

  /** Makes the replacement, or says where it came closest. */
  @Benchmark
  public Matching.Match replace() {
    return Matching.replace(file, replacement);
  }
}
