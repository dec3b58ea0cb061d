package dev.autopack.testing.oracle;

import com.sun.net.httpserver.HttpExchange;
import dev.autopack.budget.Usage;
import dev.autopack.model.TokenCounter;
import dev.autopack.testing.oracle.OracleCall.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One answer on its way out, with the faults of its call. */
final class Reply {
  private static final int PIECE = 24;

  private final HttpExchange exchange;
  private final Wire wire;
  private final List<Fault> faults;
  private final CountDownLatch closed;
  // Read by other threads while the call is open.
  private volatile String sent = "";
  private volatile Ending ending = Ending.OPEN;

  Reply(HttpExchange exchange, Wire wire, List<Fault> faults, CountDownLatch closed) {
    this.exchange = exchange;
    this.wire = wire;
    this.faults = faults;
    this.closed = closed;
  }

  String sent() {
    return sent;
  }

  Ending ending() {
    return ending;
  }

  void send(OracleRequest request, Answerer answerer) throws IOException {
    find(Fault.FirstByteAfter.class).ifPresent(fault -> rest(fault.delay()));
    var status = find(Fault.Status.class);
    if (status.isPresent()) {
      ending = Ending.FAULT;
      status
          .get()
          .retryAfter()
          .ifPresent(value -> exchange.getResponseHeaders().set("retry-after", value));
      var code = status.get().code();
      OracleServer.send(
          exchange, code, "application/json", wire.errorBody(code, "scripted " + code));
      return;
    }
    var body = find(Fault.Body.class);
    if (body.isPresent()) {
      ending = Ending.FAULT;
      OracleServer.send(exchange, body.get().code(), body.get().contentType(), body.get().body());
      return;
    }
    stream(request, answerer);
  }

  private void stream(OracleRequest request, Answerer answerer) throws IOException {
    var answer = answerer.answer(request);
    exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    var text = TokenCounter.beginning(answer, request.maxOutputTokens());
    var cut = text.length() < answer.length();
    var usage = usage(request, text);
    write(out, wire.opening(request, usage));
    var pings = find(Fault.Pings.class);
    for (int i = 0; pings.isPresent() && i < pings.get().count(); i++) {
      rest(pings.get().interval());
      write(out, wire.keepAlive());
    }
    var thought = find(Fault.Thinks.class);
    if (thought.isPresent()) {
      write(out, wire.thought(thought.get().text()));
    }
    for (var stop : faults) {
      if (disturb(out, text, stop)) {
        return;
      }
    }
    pieces(out, text, text.length());
    var word =
        find(Fault.StopWord.class).map(Fault.StopWord::word).orElseGet(() -> wire.stopWord(cut));
    // Before the client can see the end, so that a log read then is never behind.
    ending = cut ? Ending.CUT : Ending.COMPLETE;
    try {
      write(out, wire.closing(Optional.of(word).filter(w -> !w.isEmpty()), usage));
      out.close();
    } catch (IOException e) {
      ending = Ending.LEFT;
      throw e;
    }
  }

  /** No more will be sent: a call still open was left by its client. */
  void over() {
    if (ending == Ending.OPEN) {
      ending = Ending.LEFT;
    }
  }

  /** Plays the fault at its place in the text; true where the stream ended there. */
  private boolean disturb(OutputStream out, String text, Fault fault) throws IOException {
    return switch (fault) {
      case Fault.ErrorEvent(int characters, String type, String message) -> {
        pieces(out, text, characters);
        ending = Ending.FAULT;
        write(out, wire.errorEvent(type, message));
        out.close();
        yield true;
      }
      case Fault.Disconnect(int characters) -> {
        pieces(out, text, characters);
        ending = Ending.FAULT;
        // The server answers an exception by closing the connection with the body unfinished.
        throw new IOException("scripted disconnect");
      }
      case Fault.EarlyEnd(int characters) -> {
        pieces(out, text, characters);
        ending = Ending.FAULT;
        out.close();
        yield true;
      }
      case Fault.Stall(int characters) -> {
        pieces(out, text, characters);
        ending = Ending.FAULT;
        rest(Duration.ofHours(1));
        throw new IOException("scripted stall");
      }
      case Fault.Raw(int characters, String bytes) -> {
        pieces(out, text, characters);
        write(out, bytes);
        yield false;
      }
      case Fault.Status _,
          Fault.Body _,
          Fault.FirstByteAfter _,
          Fault.Pings _,
          Fault.Pace _,
          Fault.StopWord _,
          Fault.Reports _,
          Fault.NoUsage _,
          Fault.Thinks _ ->
          false;
    };
  }

  /** Sends the text from where it stands up to there, never splitting a character. */
  private void pieces(OutputStream out, String text, int upTo) throws IOException {
    var pace = find(Fault.Pace.class);
    var limit = Math.min(upTo, text.length());
    while (sent.length() < limit) {
      var end = Math.min(sent.length() + PIECE, limit);
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++;
      }
      var piece = text.substring(sent.length(), end);
      write(out, wire.piece(piece));
      sent = text.substring(0, end);
      pace.ifPresent(fault -> rest(fault.interval()));
    }
  }

  private Optional<Usage> usage(OracleRequest request, String text) {
    if (find(Fault.NoUsage.class).isPresent()) {
      return Optional.empty();
    }
    var scripted = find(Fault.Reports.class).map(Fault.Reports::usage);
    return Optional.of(scripted.orElseGet(() -> OracleServer.usage(request, text)));
  }

  private <F extends Fault> Optional<F> find(Class<F> type) {
    return faults.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Ends early when the server closes. */
  private void rest(Duration duration) {
    try {
      closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
