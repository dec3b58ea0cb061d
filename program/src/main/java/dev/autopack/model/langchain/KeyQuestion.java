package dev.autopack.model.langchain;

import dev.autopack.model.KeyCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for the list of models, which both protocols know, which costs nothing, and which a wrong
 * key does not get.
 */
final class KeyQuestion {
  /** A check that makes people wait is one they switch off. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private KeyQuestion() {}

  static KeyCheck ask(Line line) throws InterruptedException {
    if (line.key().isEmpty()) {
      return new KeyCheck.Accepted();
    }
    try {
      return judge(line, line.http().send(request(line), BodyHandlers.ofString()));
    } catch (IOException e) {
      var why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
      return new KeyCheck.Unknown(line.shown("%s did not answer: %s".formatted(line.base(), why)));
    }
  }

  private static HttpRequest request(Line line) {
    var request =
        HttpRequest.newBuilder(URI.create(line.base() + "/models"))
            .timeout(PATIENCE)
            .header("accept", "application/json")
            .header("user-agent", "autopack")
            .GET();
    line.wire().versionHeaders().forEach(request::header);
    line.key()
        .ifPresent(key -> request.header(line.wire().keyHeader(), line.wire().keyHeaderValue(key)));
    return request.build();
  }

  private static KeyCheck judge(Line line, HttpResponse<String> response) {
    var status = response.statusCode();
    if (status == 200) {
      return new KeyCheck.Accepted();
    }
    if (status == 401 || status == 403) {
      var words = ProviderError.parse(response.body()).shown(line).message();
      return new KeyCheck.Refused("HTTP %d from %s: %s".formatted(status, line.base(), words));
    }
    return new KeyCheck.Unknown("%s answers with HTTP %d".formatted(line.base(), status));
  }
}
