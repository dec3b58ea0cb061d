package dev.autopack.model.langchain;

import dev.autopack.model.ModelFailure;
import java.net.http.HttpHeaders;

/** How one exchange with a server ended, before anybody judged what was said in it. */
sealed interface ExchangeEnd {
  /** The final event came, or an event that says the provider gave up. */
  record Said() implements ExchangeEnd {}

  /** The answer was no event stream. */
  record Refused(int status, HttpHeaders headers, String body) implements ExchangeEnd {}

  record Broken(ModelFailure.Cause cause, String detail) implements ExchangeEnd {}

  /** The receiver had enough. */
  record Cancelled() implements ExchangeEnd {}

  record Interrupted() implements ExchangeEnd {}
}
