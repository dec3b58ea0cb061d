package dev.autopack.telemetry;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What a metric comes to. Of nothing, nothing is known: then there is no value, not a zero. */
public sealed interface Measure {
  /** Shares and errors as fractions, sums in the metric's unit. */
  OptionalDouble value();

  /** How many calls or questions it rests on. */
  long n();

  /**
   * A part of a whole.
   *
   * @param part at most the whole
   * @param n what was counted, where part and whole are tokens of it
   */
  record Share(long part, long whole, long n) implements Measure {
    public Share {
      if (part < 0 || part > whole) {
        throw new IllegalArgumentException("%d of %d".formatted(part, whole));
      }
    }

    /** Where what is counted is the whole itself. */
    static Share of(long part, long whole) {
      return new Share(part, whole, whole);
    }

    @Override
    public OptionalDouble value() {
      return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
  }

  /**
   * The middle of many values; where they are even in number, halfway between the middle two.
   *
   * @param value the median
   * @param mean the arithmetic mean
   */
  record Middle(OptionalDouble value, OptionalDouble mean, long n) implements Measure {
    static Middle of(DoubleStream values) {
      var sorted = values.sorted().toArray();
      if (sorted.length == 0) {
        return new Middle(OptionalDouble.empty(), OptionalDouble.empty(), 0);
      }
      var middle = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
      return new Middle(
          OptionalDouble.of(middle), DoubleStream.of(sorted).average(), sorted.length);
    }
  }

  /** A sum over what was counted. */
  record Total(long sum, long n) implements Measure {
    @Override
    public OptionalDouble value() {
      return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum);
    }
  }

  /** Of nothing. */
  static Measure unknown() {
    return Share.of(0, 0);
  }

  /** How often each text was met, most often first. */
  record Tally(List<Count> counts) {
    public Tally {
      counts = List.copyOf(counts);
    }

    /** A text and how often it was met. */
    public record Count(String text, long times) {}
  }
}
