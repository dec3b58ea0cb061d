package dev.autopack.testing.oracle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.autopack.budget.Usage;
import dev.autopack.model.TokenCounter;
import dev.autopack.testing.oracle.OracleCall.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model server on 127.0.0.1 that speaks Anthropic Messages and OpenAI Chat Completions, streamed.
 * Tokens are counted by o200k_base and an answer is cut at the request's limit, as providers cut.
 *
 * <p>Faults are scripted call by call: {@link #next} for the next call that has none yet, {@link
 * #always} for all the rest.
 */
public final class OracleServer implements AutoCloseable {
  static {
    // Without it small pieces wait 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Answerer answerer;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Supplier<OracleCall>> calls = new ArrayList<>();
  private final Deque<List<Fault>> script = new ArrayDeque<>();
  private List<Fault> otherwise = List.of();
  private volatile int modelsStatus = 200;

  private OracleServer(Answerer answerer, int port) {
    this.answerer = answerer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/messages", exchange -> handle(exchange, new AnthropicWire()));
    server.createContext("/v1/chat/completions", exchange -> handle(exchange, new OpenAiWire()));
    server.createContext("/v1/models", this::listModels);
    server.start();
  }

  /** Starts a server on a free port. */
  public static OracleServer answering(Answerer answerer) {
    return new OracleServer(answerer, 0);
  }

  public static OracleServer answering(Answerer answerer, int port) {
    return new OracleServer(answerer, port);
  }

  /** The base URL for either protocol, with {@code /v1}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** Scripts one more call. */
  public synchronized OracleServer next(Fault... faults) {
    script.add(List.copyOf(Arrays.asList(faults)));
    return this;
  }

  /** What holds for every call that is not scripted. */
  public synchronized OracleServer always(Fault... faults) {
    otherwise = List.copyOf(Arrays.asList(faults));
    return this;
  }

  /** How the server answers who asks for its models, as a key is tried out. */
  public OracleServer listingModelsWith(int status) {
    modelsStatus = status;
    return this;
  }

  private void listModels(HttpExchange exchange) throws IOException {
    var status = modelsStatus;
    var key = exchange.getRequestHeaders().getFirst("x-api-key");
    var body =
        status == 200
            ? "{\"data\": []}"
            : "{\"error\": {\"message\": \"no such key: %s\"}}".formatted(key);
    send(exchange, status, "application/json", body);
  }

  /** Every call so far, in the order of arrival, those still open included. */
  public synchronized List<OracleCall> calls() {
    return calls.stream().map(Supplier::get).toList();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }

  /**
   * Serves the answers of a replay file on a port until it is killed: {@code OracleServer PORT
   * FILE}.
   */
  public static void main(String[] arguments) throws InterruptedException {
    var answerer = new ReplayAnswerer(Path.of(arguments[1]));
    try (var oracle = answering(answerer, Integer.parseInt(arguments[0]))) {
      IO.println(oracle.baseUrl());
      oracle.closed.await();
    }
  }

  private void handle(HttpExchange exchange, Wire wire) throws IOException {
    var bytes = exchange.getRequestBody().readAllBytes();
    var body = new String(bytes, StandardCharsets.UTF_8);
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      send(exchange, 400, "application/json", wire.errorBody(400, "no JSON"));
      return;
    }
    var request = wire.read(json);
    var headers = new TreeMap<String, List<String>>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    var reply = open(exchange, wire, new OracleCall(request, headers, body, "", Ending.OPEN));
    try {
      reply.send(request, answerer);
    } catch (UnansweredException e) {
      send(exchange, 400, "application/json", wire.errorBody(400, String.valueOf(e.getMessage())));
    } finally {
      reply.over();
    }
  }

  /** Takes the call's faults from the script and puts the call into the log. */
  private synchronized Reply open(HttpExchange exchange, Wire wire, OracleCall call) {
    var faults = script.isEmpty() ? otherwise : script.poll();
    var reply = new Reply(exchange, wire, faults, closed);
    calls.add(() ->
        new OracleCall(call.request(), call.headers(), call.body(), reply.sent(), reply.ending()));
    return reply;
  }

  static void send(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", contentType);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** The usage of an undisturbed call. */
  static Usage usage(OracleRequest request, String sent) {
    return new Usage(TokenCounter.count(request.text()), 0, 0, TokenCounter.count(sent), 0);
  }
}
