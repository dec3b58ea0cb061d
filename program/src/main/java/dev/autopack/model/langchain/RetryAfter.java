package dev.autopack.model.langchain;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a provider asks to wait, from its response's headers. */
final class RetryAfter {
  private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

  private RetryAfter() {}

  /** Empty where the provider asks for nothing that can be read. */
  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(value -> number(value, 1))
        .or(() -> headers.firstValue("retry-after").flatMap(value -> parse(value, now)));
  }

  /** Seconds, or the date of an HTTP header. */
  private static Optional<Duration> parse(String value, Instant now) {
    return number(value, 1000).or(() -> date(value, now));
  }

  private static Optional<Duration> number(String value, double millis) {
    try {
      var wait = Double.parseDouble(value.strip()) * millis;
      return wait >= 0
          ? Optional.of(Duration.ofMillis((long) Math.min(wait, (double) LONGEST_MILLIS)))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> date(String value, Instant now) {
    try {
      var wait =
          Duration.between(
              now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip())));
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
