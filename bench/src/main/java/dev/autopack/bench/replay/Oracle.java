package dev.autopack.bench.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model server on 127.0.0.1 that speaks Anthropic Messages, streamed, and knows what each commit
 * did. It sees requests and nothing else.
 */
final class Oracle implements AutoCloseable {
  /** Characters of one event; small enough that units are cut into many. */
  private static final int PIECE = 160;

  static {
    // Without it small pieces wait 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Map<String, Truth> truths;
  private final Trace trace;
  private final Manner manner;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  Oracle(Map<String, Truth> truths, Manner manner, Trace trace) {
    this.trace = trace;
    this.truths = truths;
    this.manner = manner;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/messages", this::handle);
    server.start();
  }

  /**
   * One reply, as the oracle gave it.
   *
   * @param declared how many of its tokens are a declaration, which a reply need not begin with
   * @param isFirst whether it was asked for as a whole, and not as a rest
   * @param isCut whether it stopped before its end
   * @param lost what of the reply it goes on with the request did not say had arrived
   */
  record Said(int tokens, int declared, boolean isFirst, boolean isCut, Lost lost) {}

  /**
   * What came and was not kept, in tokens.
   *
   * @param text of the texts of files alone
   * @param all with the words that name an operation, and its marks
   */
  record Lost(int text, int all) {
    private static final Lost NOTHING = new Lost(0, 0);
  }

  /** All that was told of one commit. */
  private static final class Told {
    private final List<Said> replies = new ArrayList<>();

    /** The operations of the last reply that was asked for as a whole. */
    private String whole = "";

    private synchronized void add(Said reply, String text) {
      replies.add(reply);
      whole = reply.isFirst() ? text : whole;
    }

    private synchronized List<Said> replies() {
      return List.copyOf(replies);
    }

    /** For the table alone: no answer depends on it. */
    private synchronized Lost lost(Continuation continuation) {
      int arrived = continuation.arrived();
      return arrived < whole.length()
          ? new Lost(
              continuation.texts(whole, arrived).stream().mapToInt(Tokens::count).sum(),
              Tokens.count(whole.substring(arrived)))
          : Lost.NOTHING;
    }
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** What was said about a commit so far, in order. */
  List<Said> said(String sha) {
    return told.getOrDefault(sha, new Told()).replies();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    var turns = new ArrayList<String>();
    for (var message : body.path("messages")) {
      if (message.path("role").asString("").equals("user")) {
        turns.add(text(message.path("content")));
      }
    }
    var asked =
        turns.isEmpty()
            ? Optional.<Asked>empty()
            : Asked.of(
                text(body.path("system")),
                turns.getFirst(),
                turns.getLast(),
                body.path("max_tokens").asInt());
    var truth = asked.map(Asked::sha).map(truths::get);
    if (asked.isEmpty() || truth.isEmpty()) {
      refuse(
          exchange,
          400,
          "invalid_request_error",
          "The request names no commit or no format that is known here.");
      return;
    }
    answer(exchange, asked.orElseThrow(), truth.orElseThrow());
  }

  private void answer(HttpExchange exchange, Asked asked, Truth truth) throws IOException {
    var rest = Continuation.of(asked, truth);
    var pieces =
        rest.map(continuation -> continuation.pieces(manner.temper()))
            .orElseGet(() ->
                asked
                    .script()
                    .hand()
                    .pieces(
                        truth.operations(asked.script(), asked.writing(), asked.deliverables())));
    var declaration = rest.isPresent() ? "" : Announcement.of(asked, truth);
    var before = told.computeIfAbsent(asked.sha(), _ -> new Told());
    int number = before.replies().size();
    var faults =
        Optional.ofNullable(manner.faults().get(asked.sha()))
            .map(seed -> new Faults(seed, asked.sha(), number));
    var answer =
        faults
            .map(wrong -> declaration + wrong.words(asked, truth, pieces))
            .orElseGet(() -> declaration + String.join("", pieces));
    int declared = Tokens.count(declaration);
    var emitted = Tokens.beginning(answer, limit(asked, truth, rest.isEmpty(), declared));
    var transport =
        faults
            .map(wrong -> wrong.transport(emitted.text().length()))
            .orElse(new Faults.Transport.Smooth());
    var sent = arriving(emitted.text(), transport);
    var reply =
        new Said(
            sent.length() == emitted.text().length() ? emitted.tokens() : Tokens.count(sent),
            sent.length() < declaration.length() ? Tokens.count(sent) : declared,
            rest.isEmpty(),
            sent.length() < answer.length(),
            rest.map(before::lost).orElse(Lost.NOTHING));
    before.add(reply, sent.substring(Math.min(declaration.length(), sent.length())));
    trace.write("%s-%d-asked.txt".formatted(asked.sha(), number + 1), asked.turn());
    trace.write("%s-%d-said.txt".formatted(asked.sha(), number + 1), sent);
    if (transport instanceof Faults.Transport.Refused(int status)) {
      refuse(exchange, status, "overloaded_error", "Not now.");
      return;
    }
    exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    if (transport instanceof Faults.Transport.Broken) {
      // The server answers an exception by closing the connection with the body unfinished.
      var out = exchange.getResponseBody();
      begin(out, sent);
      out.flush();
      throw new IOException("the connection breaks");
    }
    try (var out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 14)) {
      begin(out, sent);
      switch (transport) {
        case Faults.Transport.Ended _ -> {}
        case Faults.Transport.Erring _ ->
            event(
                out, "error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Not now.\"}");
        case Faults.Transport.Smooth _,
            Faults.Transport.Limited _,
            Faults.Transport.Broken _,
            Faults.Transport.Refused _ ->
            end(out, reply);
      }
    }
  }

  /** How much of a reply gets through. */
  private static String arriving(String told, Faults.Transport transport) {
    return switch (transport) {
      case Faults.Transport.Smooth() -> told;
      case Faults.Transport.Broken(int after) -> beginning(told, after);
      case Faults.Transport.Ended(int after) -> beginning(told, after);
      case Faults.Transport.Erring(int after) -> beginning(told, after);
      case Faults.Transport.Limited(int after) -> beginning(told, after);
      case Faults.Transport.Refused _ -> "";
    };
  }

  private static String beginning(String text, int chars) {
    int end = Math.min(chars, text.length());
    return text.substring(
        0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }

  private int limit(Asked asked, Truth truth, boolean isFirst, int declared) {
    int cap = manner.cap().orElse(Integer.MAX_VALUE);
    if (!isFirst) {
      return Math.min(asked.maxTokens(), cap);
    }
    return switch (manner.cut()) {
      case Manner.Cut.None() -> cap;
      case Manner.Cut.Budget() -> Math.min(asked.maxTokens(), cap);
      case Manner.Cut.Share(int percent) ->
          Math.min(
              Math.min(asked.maxTokens(), cap),
              // Of the operations, so that a declaration moves no cut.
              declared
                  + (int)
                      ((long) truth.tokens(asked.script(), asked.writing(), asked.deliverables())
                          * percent
                          / 100));
    };
  }

  private static void begin(OutputStream out, String text) throws IOException {
    event(
        out,
        "message_start",
        "\"message\":{\"id\":\"msg_oracle\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"oracle\","
            + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
            + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}");
    event(
        out,
        "content_block_start",
        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    for (int start = 0; start < text.length(); ) {
      int end = Math.min(start + PIECE, text.length());
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++;
      }
      event(
          out,
          "content_block_delta",
          "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":%s}"
              .formatted(JsonHand.quoted(text.substring(start, end))));
      start = end;
    }
  }

  private static void end(OutputStream out, Said reply) throws IOException {
    event(out, "content_block_stop", "\"index\":0");
    event(
        out,
        "message_delta",
        "\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":%d}"
            .formatted(reply.isCut() ? "max_tokens" : "end_turn", reply.tokens()));
    event(out, "message_stop", "");
  }

  private static void event(OutputStream out, String type, String members) throws IOException {
    var data =
        "event: %s\ndata: {\"type\":\"%s\"%s%s}\n\n"
            .formatted(type, type, members.isEmpty() ? "" : ",", members);
    out.write(data.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(HttpExchange exchange, int status, String type, String why)
      throws IOException {
    var body =
        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":%s}}"
            .formatted(type, JsonHand.quoted(why))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Content is a string, or a list of parts. */
  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.asString();
    }
    var text = new StringBuilder();
    for (var part : content) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }
}
