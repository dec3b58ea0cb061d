package dev.autopack.app;

import dev.autopack.testing.oracle.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Providers that answer wrongly, or not at all. */
final class BadProviders {
  private BadProviders() {}

  static List<BadInput> rows() {
    return List.of(
        status(
            "a request refused",
            400,
            4,
            "The provider refuses the request: HTTP 400",
            "then run: autopack resume"),
        status(
            "a key refused",
            401,
            4,
            "The provider does not accept the key: HTTP 401",
            "Set a valid key in the environment, then run: autopack resume"),
        status(
            "a key that may not",
            403,
            4,
            "The provider does not accept the key: HTTP 403",
            "Set a valid key in the environment, then run: autopack resume"),
        status(
            "a model unknown to its provider",
            404,
            4,
            "The provider does not know the model: HTTP 404",
            "Correct its id or its base_url in models.yaml"),
        provider(
            "a rate limit",
            3,
            "the provider's rate limit: HTTP 429",
            "Go on with 'autopack resume notes-",
            new Fault.Status(429, Optional.empty())),
        provider(
            "a rate limit of an hour",
            3,
            "the provider's rate limit: HTTP 429",
            "Go on with 'autopack resume notes-",
            new Fault.Status(429, Optional.of("3600"))),
        status(
            "a provider in trouble",
            500,
            3,
            "the provider has trouble: HTTP 500",
            "Go on with 'autopack resume notes-"),
        status(
            "a provider that has too much to do",
            529,
            3,
            "the provider has trouble: HTTP 529",
            "Go on with 'autopack resume notes-"),
        provider(
            "an account without money",
            3,
            "the provider's account is used up: HTTP 429",
            "Go on with 'autopack resume notes-",
            new Fault.Body(
                429,
                "application/json",
                "{\"error\": {\"message\": \"You exceeded your current quota\", \"type\": \"insufficient_quota\", \"code\": \"insufficient_quota\"}}")),
        provider(
            "a page for people",
            4,
            "What answered is no such provider: HTTP 200",
            "Correct the model's base URL in models.yaml",
            new Fault.Body(200, "text/html", "<html><body>Welcome</body></html>")),
        provider(
            "a gateway's page",
            3,
            "the provider has trouble: HTTP 502",
            "Go on with 'autopack resume notes-",
            new Fault.Body(502, "text/html", "<html>Bad gateway</html>")),
        provider(
            "a page that is not found",
            4,
            "The provider does not know the model: HTTP 404",
            "Correct its id or its base_url in models.yaml",
            new Fault.Body(404, "text/html", "<html>Not found</html>")),
        provider(
            "JSON instead of a stream",
            4,
            "What answered is no such provider: HTTP 200",
            "Correct the model's base URL in models.yaml",
            new Fault.Body(200, "application/json", "{\"ok\": true}")),
        provider(
            "an empty body",
            3,
            "the provider broke off 3 calls in a row",
            "Go on with 'autopack resume notes-",
            new Fault.Body(200, "text/event-stream", "")),
        provider(
            "a stream of nonsense",
            3,
            "the provider broke off 3 calls in a row",
            "Go on with 'autopack resume notes-",
            new Fault.Body(200, "text/event-stream", "data: {{{\n\ndata: }}}\n\n")),
        provider(
            "a connection that always breaks",
            3,
            "the provider broke off 3 calls in a row",
            "Go on with 'autopack resume notes-",
            new Fault.Disconnect(20)),
        provider(
            "a stream that ends early",
            3,
            "the provider broke off 3 calls in a row",
            "Go on with 'autopack resume notes-",
            new Fault.EarlyEnd(20)),
        provider(
            "a stream that stalls",
            3,
            "the provider broke off 3 calls in a row",
            "Go on with 'autopack resume notes-",
            new Fault.Stall(20)),
        provider(
            "an error in mid-stream",
            3,
            "the provider broke off 3 calls in a row",
            "Go on with 'autopack resume notes-",
            new Fault.ErrorEvent(20, "overloaded_error", "Overloaded")),
        provider(
            "a silence before the first byte",
            3,
            "the provider cannot be reached",
            "Go on with 'autopack resume notes-",
            new Fault.FirstByteAfter(Duration.ofSeconds(4))),
        new BadInput(
            "nobody at the address",
            desk -> use(desk, "http://127.0.0.1:9/v1", "anthropic"),
            List.of("run", "plan.yaml"),
            3,
            "no connection: nobody answers at that address",
            "Go on with 'autopack resume notes-"),
        new BadInput(
            "an address that is none",
            desk -> use(desk, "http//nowhere", "anthropic"),
            List.of("run", "plan.yaml"),
            2,
            "a base URL is http:// or https://",
            "models.yaml and run the command again."),
        new BadInput(
            "a key refused before anything is asked",
            desk -> {
              var provider = desk.provider(BadInput.GOOD_REPLY).listingModelsWith(401);
              desk.variable("REMOTE_KEY", "sk-of-yesterday");
              use(desk, provider.baseUrl(), "anthropic, key_env: REMOTE_KEY");
            },
            List.of("run", "--check", "plan.yaml"),
            4,
            "The provider of the model remote (oracle-1) does not accept the key: HTTP 401",
            "Set a valid key in the environment, then run the same command again."),
        new BadInput(
            "the other protocol's provider",
            desk ->
                use(
                    desk,
                    desk.provider(
                            BadInput.GOOD_REPLY,
                            new Fault.Body(404, "application/json", "{\"detail\": \"Not Found\"}"))
                        .baseUrl(),
                    "openai"),
            List.of("run", "plan.yaml"),
            4,
            "The provider does not know the model: HTTP 404",
            "Correct its id or its base_url in models.yaml"));
  }

  private static void use(Desk desk, Object url, String protocol) {
    desk.models(Desk.server("remote", protocol, url));
    desk.write("repo/plan.yaml", BadInput.PLAN.replace("builder: tape", "builder: remote"));
  }

  private static BadInput status(String what, int code, int exit, String says, String next) {
    return provider(what, exit, says, next, new Fault.Status(code, Optional.empty()));
  }

  private static BadInput provider(
      String what, int exit, String says, String next, Fault... faults) {
    return new BadInput(
        what,
        desk -> use(desk, desk.provider(BadInput.GOOD_REPLY, faults).baseUrl(), "anthropic"),
        List.of("run", "plan.yaml"),
        exit,
        says,
        next);
  }
}
