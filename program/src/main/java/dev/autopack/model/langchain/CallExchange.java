package dev.autopack.model.langchain;

import dev.autopack.model.ModelFailure.Cause;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The connection of one streamed call, made and read on the caller's own thread.
 *
 * <p>LangChain4j gets each event as it comes; how the exchange ended is asked here, since what it
 * reports has neither headers nor a way to tell a whole stream from a broken one. The key is added
 * here, so that no library's object ever holds it.
 */
final class CallExchange implements HttpClient {
  private static final Set<String> OUR_HEADERS =
      Set.of("x-api-key", "authorization", "accept", "user-agent");
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final Duration ERROR_BODY_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLITE_CLOSE = Duration.ofSeconds(1);

  private final Line line;
  private final CallTimeouts timeouts;
  private final Testimony testimony;
  private final Reply reply;
  private final Instant start;
  private ExchangeEnd end =
      new ExchangeEnd.Broken(Cause.BROKEN, "the request was never sent to the server");

  CallExchange(Line line, Testimony testimony, Reply reply) {
    this.line = line;
    this.timeouts = line.timeouts();
    this.testimony = testimony;
    this.reply = reply;
    this.start = line.clock().instant();
  }

  CallTimeouts timeouts() {
    return timeouts;
  }

  ExchangeEnd end() {
    return end;
  }

  Duration age() {
    return Duration.between(start, line.clock().instant());
  }

  Instant start() {
    return start;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new IllegalStateException("every call is streamed");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      end = converse(request, listener);
    } catch (InterruptedException _) {
      end = new ExchangeEnd.Interrupted();
    }
  }

  private ExchangeEnd converse(HttpRequest request, ServerSentEventListener listener)
      throws InterruptedException {
    var sent = line.http().sendAsync(toJdk(request), _ -> new BodyStream());
    HttpResponse<BodyStream> response;
    try {
      response = sent.get(timeouts.firstByte().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      sent.cancel(true);
      return silence(Cause.FIRST_BYTE_TIMEOUT, timeouts.firstByte());
    } catch (ExecutionException e) {
      return unreachable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    }
    // Closing breaks the connection off unless the body has been read to its end.
    try (var body = response.body()) {
      return isEventStream(response) ? read(body, listener) : refused(response, body);
    }
  }

  private java.net.http.HttpRequest toJdk(HttpRequest request) {
    var jdk =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .POST(BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach((name, values) -> {
          if (!OUR_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> jdk.header(name, value));
          }
        });
    line.key()
        .ifPresent(key -> jdk.header(line.wire().keyHeader(), line.wire().keyHeaderValue(key)));
    return jdk.header("accept", "text/event-stream").header("user-agent", "autopack").build();
  }

  private static boolean isEventStream(HttpResponse<?> response) {
    return response.statusCode() == 200
        && response
            .headers()
            .firstValue("content-type")
            .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
            .orElse(true);
  }

  private ExchangeEnd read(BodyStream body, ServerSentEventListener listener)
      throws InterruptedException {
    var events = new EventReader();
    var alive = false;
    while (true) {
      var wait = alive ? timeouts.stall() : timeouts.firstByte().minus(age());
      var left = timeouts.whole().minus(age());
      var signal = body.next(wait.compareTo(left) < 0 ? wait : left);
      if (signal.isEmpty()) {
        return left.compareTo(wait) <= 0 ? overtime() : silence(alive);
      }
      switch (signal.get()) {
        case BodyStream.Signal.End() -> {
          return broken("the stream ended without its final event");
        }
        case BodyStream.Signal.Broken(var cause) -> {
          return broken("the connection broke: " + cause.getMessage());
        }
        case BodyStream.Signal.Bytes(var buffers) -> {
          alive = true;
          for (var buffer : buffers) {
            var ended = take(buffer, events, listener);
            if (ended.isPresent()) {
              finish(body, ended.get());
              return ended.get();
            }
          }
        }
      }
      if (timeouts.whole().compareTo(age()) <= 0) {
        return overtime();
      }
    }
  }

  private Optional<ExchangeEnd> take(
      ByteBuffer bytes, EventReader events, ServerSentEventListener listener) {
    try {
      for (var event : events.feed(bytes)) {
        var ended = pass(event, listener);
        if (ended.isPresent()) {
          return ended;
        }
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(broken("the server sent " + e.getMessage()));
    }
  }

  /** Lets the wire and LangChain4j read one event. */
  private Optional<ExchangeEnd> pass(ServerEvent event, ServerSentEventListener listener) {
    var before = reply.pieces();
    try {
      line.wire().read(event, testimony);
      if (testimony.isOver()) {
        return Optional.of(new ExchangeEnd.Said());
      }
      listener.onEvent(
          new ServerSentEvent(event.name().isEmpty() ? null : event.name(), event.data()),
          new ServerSentEventContext(Handle.NONE));
    } catch (RuntimeException e) {
      return Optional.of(unreadable(event, String.valueOf(e.getMessage())));
    }
    if (reply.isCancelled()) {
      return Optional.of(new ExchangeEnd.Cancelled());
    }
    if (reply.unreadable().isPresent()) {
      return Optional.of(unreadable(event, reply.unreadable().get()));
    }
    if (reply.pieces() == before && line.wire().bearsText(event)) {
      return Optional.of(unreadable(event, "its text belongs to no block"));
    }
    return Optional.empty();
  }

  /**
   * After the last event the body's end is near: read it, so that the connection can serve again.
   */
  private static void finish(BodyStream body, ExchangeEnd end) throws InterruptedException {
    var open = end instanceof ExchangeEnd.Said;
    while (open) {
      var signal = body.next(POLITE_CLOSE);
      open = signal.isPresent() && signal.get() instanceof BodyStream.Signal.Bytes;
    }
  }

  private static ExchangeEnd refused(HttpResponse<BodyStream> response, BodyStream body)
      throws InterruptedException {
    var text = new ByteArrayOutputStream();
    var open = true;
    while (open && text.size() < MAX_ERROR_BYTES) {
      var signal = body.next(ERROR_BODY_TIMEOUT);
      open = false;
      if (signal.isPresent() && signal.get() instanceof BodyStream.Signal.Bytes(var buffers)) {
        open = true;
        for (var buffer : buffers) {
          var bytes = new byte[buffer.remaining()];
          buffer.get(bytes);
          text.writeBytes(bytes);
        }
      }
    }
    return new ExchangeEnd.Refused(
        response.statusCode(), response.headers(), text.toString(StandardCharsets.UTF_8));
  }

  private ExchangeEnd overtime() {
    return new ExchangeEnd.Broken(
        Cause.OVERTIME, "the answer took longer than " + seconds(timeouts.whole()));
  }

  private ExchangeEnd silence(boolean alive) {
    return alive
        ? silence(Cause.STALLED, timeouts.stall())
        : silence(Cause.FIRST_BYTE_TIMEOUT, timeouts.firstByte());
  }

  private static ExchangeEnd silence(Cause cause, Duration silence) {
    return new ExchangeEnd.Broken(cause, "the server was silent for " + seconds(silence));
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  private static ExchangeEnd broken(String detail) {
    return new ExchangeEnd.Broken(Cause.BROKEN, detail);
  }

  private static ExchangeEnd unreadable(ServerEvent event, String why) {
    return broken(
        "the server sent the event '%s', which cannot be read: %s".formatted(event.data(), why));
  }

  private static ExchangeEnd unreachable(Throwable cause) {
    var connecting =
        cause instanceof ConnectException
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof UnknownHostException
            || cause instanceof UnresolvedAddressException
            || cause instanceof SSLException;
    var detail = words(cause);
    return connecting
        ? new ExchangeEnd.Broken(Cause.CONNECT, "no connection: " + detail)
        : broken("the connection broke before the answer: " + detail);
  }

  /** Java's network exceptions often say nothing but their name. */
  private static String words(Throwable cause) {
    if (cause.getCause() instanceof UnresolvedAddressException
        || cause instanceof UnresolvedAddressException) {
      return "the server's name is not known";
    }
    if (cause instanceof ConnectException && cause.getMessage() == null) {
      return "nobody answers at that address";
    }
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.getClass().getSimpleName();
  }

  /** Cancelling goes through the sink's answer, never through LangChain4j. */
  private enum Handle implements ServerSentEventParsingHandle {
    NONE;

    @Override
    public void cancel() {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
