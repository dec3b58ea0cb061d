package dev.autopack.run;

import dev.autopack.error.EnvironmentException;
import dev.autopack.model.ModelFailure;

/** Who must act when a call broke before it gave anything. */
final class Outage {
  private Outage() {}

  /**
   * A failure that another call cannot mend is somebody's to act on, not the model's. Returns where
   * another call may do better.
   *
   * @throws NotNow where waiting may help
   * @throws EnvironmentException where a person must change something first
   */
  static void refuse(ModelFailure failure) {
    switch (failure) {
      case ModelFailure.BadRequest(var detail) ->
          throw new EnvironmentException(
              "The provider refuses the request: " + detail,
              "Check the model's limits, base_url and json_schema in models.yaml, then run: autopack resume");
      case ModelFailure.Unauthorised(var detail) ->
          throw new EnvironmentException(
              "The provider does not accept the key: " + detail,
              "Set a valid key in the environment, then run: autopack resume");
      case ModelFailure.UnknownModel(var detail) ->
          throw new EnvironmentException(
              "The provider does not know the model: " + detail,
              "Correct its id or its base_url in models.yaml, or choose another model, then run: autopack resume");
      case ModelFailure.WrongProtocol(var detail) ->
          throw new EnvironmentException(
              "What answered is no such provider: " + detail,
              "Correct the model's base URL in models.yaml, then run: autopack resume");
      case ModelFailure.OutOfQuota(var detail) ->
          throw new NotNow(SuspendedBy.QUOTA, "the provider's account is used up: " + detail);
      case ModelFailure.RateLimited(var detail, _) ->
          throw new NotNow(SuspendedBy.QUOTA, "the provider's rate limit: " + detail);
      case ModelFailure.Overloaded(var detail, _) ->
          throw new NotNow(SuspendedBy.QUOTA, "the provider has trouble: " + detail);
      case ModelFailure.Disconnected(var detail, var cause) -> {
        switch (cause) {
          case CONNECT, FIRST_BYTE_TIMEOUT ->
              throw new NotNow(SuspendedBy.QUOTA, "the provider cannot be reached: " + detail);
          case STALLED, OVERTIME, BROKEN -> {}
        }
      }
    }
  }
}
