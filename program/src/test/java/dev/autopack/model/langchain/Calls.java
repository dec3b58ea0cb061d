package dev.autopack.model.langchain;

import dev.autopack.budget.ModelProfile;
import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.ModelRequest.Turn;
import dev.autopack.model.Secret;
import dev.autopack.model.TextSink;
import dev.autopack.testing.oracle.OracleServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Calls of these tests: short patience, one request, the text that arrived beside the end. */
final class Calls {
  static final String KEY = "sk-test-1234567890";
  static final CallTimeouts QUICK =
      new CallTimeouts(
          Duration.ofSeconds(2),
          Duration.ofMillis(700),
          Duration.ofMillis(400),
          Duration.ofSeconds(20));
  static final ModelRequest REQUEST =
      new ModelRequest("oracle-1", "be brief", List.of(Turn.user("say it")), 1000);

  private Calls() {}

  /** What a caller saw. */
  record Seen(String text, CallEnd end) {}

  static LangchainModel model(OracleServer oracle, ModelProfile.Provider provider) {
    return model(oracle.baseUrl(), provider, QUICK);
  }

  static LangchainModel model(URI base, ModelProfile.Provider provider, CallTimeouts timeouts) {
    return new LangchainModel(
        profile(base, provider), Optional.of(new Secret(KEY)), timeouts, InstantSource.system());
  }

  static ModelProfile profile(URI base, ModelProfile.Provider provider) {
    return new ModelProfile(
        "oracle",
        provider,
        "oracle-1",
        Optional.of(base),
        new ModelProfile.Window(100_000, 10_000),
        ModelProfile.Framing.JSON,
        Optional.empty());
  }

  static Seen call(LangchainModel model) throws InterruptedException {
    var text = new StringBuilder();
    var end =
        model.stream(
            REQUEST,
            piece -> {
              text.append(piece);
              return TextSink.Flow.CONTINUE;
            });
    return new Seen(text.toString(), end);
  }
}
