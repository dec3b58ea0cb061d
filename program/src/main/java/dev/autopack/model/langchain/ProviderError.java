package dev.autopack.model.langchain;

import dev.autopack.model.ModelFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider says about a call it did not serve, whatever shape it says it in.
 *
 * @param type its own word for the class of error; empty where it gave none
 */
record ProviderError(String type, String message) {
  private static final List<String> NO_MONEY =
      List.of(
          "insufficient_quota",
          "billing_error",
          "billing_hard_limit_reached",
          "billing_not_active",
          "credit balance is too low");

  static ProviderError parse(String body) {
    try {
      return of(JsonMapper.shared().readTree(body));
    } catch (JacksonException _) {
      return new ProviderError("", body);
    }
  }

  /** The same with both texts made fit to be shown. */
  ProviderError shown(Line line) {
    return new ProviderError(line.shown(type), line.shown(message));
  }

  /** Reads the shapes that are in use: an error object, an error text, a message, a detail. */
  static ProviderError of(JsonNode json) {
    var error = json.path("error");
    if (error.isString()) {
      return new ProviderError("", error.asString());
    }
    if (error.isObject()) {
      return new ProviderError(type(error), error.path("message").asString(error.toString()));
    }
    for (var key : List.of("message", "detail")) {
      if (json.path(key).isString()) {
        return new ProviderError(type(json), json.path(key).asString());
      }
    }
    return new ProviderError("", json.toString());
  }

  /** The code is the more precise word where there are both. */
  private static String type(JsonNode error) {
    var code = error.path("code");
    return code.isString() ? code.asString() : error.path("type").asString("");
  }

  /** The failure that a refused request ends in. */
  ModelFailure asStatus(int status, String place, Optional<Duration> retryAfter) {
    var detail = "HTTP %d from %s: %s".formatted(status, place, words());
    if (status == 402 || isAboutMoney()) {
      return new ModelFailure.OutOfQuota(detail);
    }
    return switch (status) {
      case 401, 403 -> new ModelFailure.Unauthorised(detail);
      case 404 -> new ModelFailure.UnknownModel(detail);
      case 429 -> new ModelFailure.RateLimited(detail, retryAfter);
      // Too slow, in conflict, too early: the same request may do later.
      case 408, 409, 425 -> new ModelFailure.Overloaded(detail, retryAfter);
      default -> {
        if (status < 400) {
          yield new ModelFailure.WrongProtocol(detail);
        }
        yield status < 500
            ? new ModelFailure.BadRequest(detail)
            : new ModelFailure.Overloaded(detail, retryAfter);
      }
    };
  }

  /** The failure that an error event inside a stream ends in. */
  ModelFailure asEvent() {
    var detail = "The provider gave up in mid-stream: " + words();
    if (isAboutMoney()) {
      return new ModelFailure.OutOfQuota(detail);
    }
    return switch (type) {
      case "authentication_error", "permission_error", "invalid_api_key" ->
          new ModelFailure.Unauthorised(detail);
      case "not_found_error", "model_not_found" -> new ModelFailure.UnknownModel(detail);
      case "rate_limit_error", "rate_limit_exceeded" ->
          new ModelFailure.RateLimited(detail, Optional.empty());
      case "invalid_request_error", "request_too_large", "context_length_exceeded" ->
          new ModelFailure.BadRequest(detail);
      // Overloaded, a server's own trouble, or a word nobody knows yet.
      default -> new ModelFailure.Overloaded(detail, Optional.empty());
    };
  }

  private boolean isAboutMoney() {
    return NO_MONEY.stream().anyMatch(words()::contains);
  }

  private String words() {
    return type.isEmpty() ? message : type + ": " + message;
  }
}
