package dev.autopack.model;

import java.time.Duration;
import java.util.Optional;

/** Why a call broke; each says by its type who must act. */
public sealed interface ModelFailure {
  /** What the provider or the network said, scrubbed of keys. */
  String detail();

  /** 400 and its like: the request itself is wrong, for example too long. */
  record BadRequest(String detail) implements ModelFailure {}

  /** 401 and 403: the key is missing, wrong or not allowed. */
  record Unauthorised(String detail) implements ModelFailure {}

  /** 404: the provider does not know the model. */
  record UnknownModel(String detail) implements ModelFailure {}

  /** The account behind the key has no money or quota left: waiting does not help. */
  record OutOfQuota(String detail) implements ModelFailure {}

  /** Whatever answered does not speak this wire protocol: probably a wrong base URL. */
  record WrongProtocol(String detail) implements ModelFailure {}

  /** 429, with the provider's own waiting time where it gave one. */
  record RateLimited(String detail, Optional<Duration> retryAfter) implements ModelFailure {}

  /** 5xx, 529 or an overloaded event: the provider has trouble. */
  record Overloaded(String detail, Optional<Duration> retryAfter) implements ModelFailure {}

  /** The connection could not be made, broke, or stayed silent too long. */
  record Disconnected(String detail, Cause cause) implements ModelFailure {}

  /** What became of a connection. */
  enum Cause {
    CONNECT,
    FIRST_BYTE_TIMEOUT,
    STALLED,
    /** It lived, but longer than any answer may take. */
    OVERTIME,
    BROKEN
  }
}
