package dev.autopack.bench;

import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.Matching;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

/** One edit of ten lines in a file of 50,000, on each rung: at most 20 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class EditMatchingBenchmark {
  private static final int LINES = 50_000;
  private static final int FIRST = 25_000;

  /** How the old lines differ from the file's. */
  @Param({"exact", "trailing", "indented", "typed", "applied", "elided", "drifted", "missing"})
  public String way = "exact";

  private String text = "";
  private Replacement replacement = new Replacement("x", "y");

  /** Makes the file and the edit. */
  @Setup
  public void prepare() {
    text = lines(0, LINES);
    var old = lines(FIRST, FIRST + 10);
    var fresh = old.replace("value_25003 ", "other ");
    replacement =
        switch (way) {
          case "exact" -> edit(old, fresh);
          case "trailing" -> edit(old.replace("\n", "  \n"), fresh);
          case "indented" -> edit(old.indent(2), fresh.indent(2));
          case "typed" -> edit(old.replace("\"some", "\u201csome"), fresh);
          case "applied" -> edit(fresh, old);
          case "elided" ->
              edit(
                  lines(FIRST, FIRST + 1) + "...\n" + lines(FIRST + 9, FIRST + 10),
                  lines(FIRST, FIRST + 1) + "...\nother\n");
          case "drifted" ->
              edit(old.replace("_25000 ", "_old_25000 "), fresh.replace("_25000 ", "_old_25000 "));
          default -> edit("nothing\nlike\nthis\n", "x\n");
        };
  }

  private static Replacement edit(String before, String after) {
    return new Replacement(before, after, Optional.of(Lines.ANYWHERE));
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i ->
            "%svalue_%d = compute(%d, \"some text\");\n"
                .formatted("    ".repeat(i % 4), i, i * 7 % 997))
        .collect(Collectors.joining());
  }

  @Benchmark
  public Matching.Match edit() {
    return Matching.replace(text, replacement);
  }
}
