package dev.autopack.model;

import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.ModelProfile.Framing;
import dev.autopack.budget.ModelProfile.Window;
import dev.autopack.budget.Price;
import dev.autopack.plan.StrictMap;
import dev.autopack.plan.StrictNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One model as a file writes it, complete or not: what is absent comes from an earlier file. */
record ModelDraft(
    Optional<ModelProfile.Provider> provider,
    Optional<String> id,
    Optional<URI> server,
    Limits limits,
    Optional<KeySource> key,
    Optional<String> note) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

  /** What of the profile is numbers and form. */
  record Limits(
      Optional<Integer> context,
      Optional<Integer> maxOutput,
      Optional<Integer> thinking,
      Optional<Framing> framing,
      Optional<Boolean> schema,
      Optional<Price> price) {}

  static ModelDraft read(StrictNode node) {
    var map =
        node.map(
            "provider",
            "id",
            "base_url",
            "file",
            "context",
            "max_output",
            "thinking_tokens",
            "framing",
            "json_schema",
            "price",
            "key_env",
            "key_file",
            "note");
    var limits =
        new Limits(
            map.find("context").flatMap(StrictNode::positiveInt),
            map.find("max_output").flatMap(StrictNode::positiveInt),
            map.find("thinking_tokens").flatMap(StrictNode::count),
            map.find("framing").flatMap(value -> value.oneOf(Framing.class)),
            map.find("json_schema").flatMap(StrictNode::flag),
            map.find("price").flatMap(ModelDraft::price));
    return new ModelDraft(
        map.find("provider").flatMap(value -> value.oneOf(ModelProfile.Provider.class)),
        map.find("id").flatMap(StrictNode::text),
        server(map),
        limits,
        key(map),
        map.find("note").flatMap(StrictNode::text));
  }

  /** All four numbers: a forgotten one would be a free one. */
  private static Optional<Price> price(StrictNode node) {
    var map = node.map("input", "output", "cache_read", "cache_write");
    var input = map.require("input").flatMap(StrictNode::amount);
    var output = map.require("output").flatMap(StrictNode::amount);
    var cacheRead = map.require("cache_read").flatMap(StrictNode::amount);
    var cacheWrite = map.require("cache_write").flatMap(StrictNode::amount);
    return input.isPresent()
            && output.isPresent()
            && cacheRead.isPresent()
            && cacheWrite.isPresent()
        ? Optional.of(new Price(input.get(), output.get(), cacheRead.get(), cacheWrite.get()))
        : Optional.empty();
  }

  private static Optional<URI> server(StrictMap map) {
    var url = map.find("base_url").flatMap(ModelDraft::baseUrl);
    var file = map.find("file").flatMap(node -> node.value(ModelDraft::file));
    if (map.find("base_url").isPresent() && map.find("file").isPresent()) {
      map.node().mistake("Both base_url and file are written.", "Keep one of them.");
    }
    return url.or(() -> file);
  }

  private static Optional<URI> baseUrl(StrictNode node) {
    var url = node.value(ModelDraft::url);
    url.filter(uri -> "http".equals(uri.getScheme()) && !LOOPBACK.contains(uri.getHost()))
        .ifPresent(uri ->
            node.warn(
                "'%s' is not encrypted: whoever is on the way reads the code and the key."
                    .formatted(uri)));
    return url;
  }

  private static URI url(String text) {
    try {
      var uri = new URI(text);
      boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getRawUserInfo() == null && plain) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below, for every kind of wrong.
    }
    // Not repeated: a person may have written a password into it.
    throw new IllegalArgumentException(
        "a base URL is http:// or https:// with a server and a path, and nothing else");
  }

  private static URI file(String text) {
    var path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("the file's path '%s' is not absolute".formatted(text));
    }
    return path.toUri();
  }

  private static Optional<KeySource> key(StrictMap map) {
    if (map.find("key_env").isPresent() && map.find("key_file").isPresent()) {
      map.node().mistake("Both key_env and key_file are written.", "Keep one of them.");
    }
    Optional<KeySource> variable =
        map.find("key_env").flatMap(node -> node.value(ModelDraft::variable));
    return variable.or(() -> map.find("key_file").flatMap(node -> node.value(ModelDraft::keyFile)));
  }

  private static KeySource variable(String text) {
    if (!text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      // Not repeated: people write the key itself here.
      throw new IllegalArgumentException(
          "key_env is the name of an environment variable, letters, digits and underscores");
    }
    return new KeySource.Variable(text);
  }

  private static KeySource keyFile(String text) {
    if (!text.startsWith("~/") && !Path.of(text).isAbsolute()) {
      throw new IllegalArgumentException(
          "the key file's path is neither absolute nor begins with ~/");
    }
    return new KeySource.File(text);
  }

  /** This draft where it says something, the other where it does not. */
  ModelDraft over(ModelDraft earlier) {
    var merged =
        new Limits(
            limits.context.or(earlier.limits::context),
            limits.maxOutput.or(earlier.limits::maxOutput),
            limits.thinking.or(earlier.limits::thinking),
            limits.framing.or(earlier.limits::framing),
            // Another server may not know what the earlier one does.
            server.isPresent() ? limits.schema : limits.schema.or(earlier.limits::schema),
            limits.price.or(earlier.limits::price));
    // Another server has other keys: the earlier one's is never sent there.
    var keyOf = server.isPresent() ? key : key.or(earlier::key);
    return new ModelDraft(
        provider.or(earlier::provider),
        id.or(earlier::id),
        server.or(earlier::server),
        merged,
        keyOf,
        note.or(earlier::note));
  }

  /** The whole model; what is missing is a mistake at the node. */
  Optional<KnownModel> complete(String name, StrictNode node) {
    boolean replay = provider.filter(p -> p == ModelProfile.Provider.REPLAY).isPresent();
    require(node, provider, "provider", "anthropic, openai or replay");
    if (!replay) {
      require(node, id, "id", "what its provider calls the model");
    }
    require(node, limits.context, "context", "the tokens that fit in");
    require(node, limits.maxOutput, "max_output", "the tokens that one answer may have");
    requireServer(node, replay);
    if (provider.isEmpty() || limits.context.isEmpty() || limits.maxOutput.isEmpty()) {
      return Optional.empty();
    }
    int thinking = limits.thinking.orElse(0);
    if (thinking >= limits.maxOutput.get()) {
      node.mistake(
          "thinking_tokens %d leaves nothing of max_output %d for the reply."
              .formatted(thinking, limits.maxOutput.get()),
          "Write fewer.");
      return Optional.empty();
    }
    var window = new Window(limits.context.get(), limits.maxOutput.get(), thinking);
    if (window.maxOutputTokens() > window.contextTokens()) {
      node.mistake(
          "max_output %d is more than context %d."
              .formatted(window.maxOutputTokens(), window.contextTokens()),
          "Write the model's own limits.");
    }
    return Optional.of(
        new KnownModel(
            profile(name, provider.get(), window), keySource(), note.orElse(""), structure()));
  }

  /** The providers' own servers hold a model to a schema; of others nobody knows. */
  private KnownModel.Structure structure() {
    return limits.schema.orElse(server.isEmpty())
        ? KnownModel.Structure.BY_SCHEMA
        : KnownModel.Structure.BY_PROMPT;
  }

  private ModelProfile profile(String name, ModelProfile.Provider kind, Window window) {
    return new ModelProfile(
        name,
        kind,
        id.orElse(name),
        server,
        window,
        limits.framing.orElse(Framing.JSON),
        limits.price);
  }

  private static void require(StrictNode node, Optional<?> value, String key, String meaning) {
    if (value.isEmpty()) {
      node.mistake("The key '%s' is missing.".formatted(key), "Add it: %s.".formatted(meaning));
    }
  }

  private void requireServer(StrictNode node, boolean replay) {
    boolean isFile = server.filter(uri -> "file".equals(uri.getScheme())).isPresent();
    if (replay && !isFile) {
      node.mistake("A replay model has no file.", "Add the key 'file': the recorded answers.");
    } else if (!replay && isFile) {
      node.mistake("Only a replay model has a file.", "Write base_url, or provider: replay.");
    }
  }

  /** A provider's own key goes to the provider's own servers and nowhere else unless written. */
  private KeySource keySource() {
    if (key.isPresent()) {
      return key.get();
    }
    if (server.isPresent()) {
      return new KeySource.None();
    }
    return switch (provider.orElseThrow()) {
      case ANTHROPIC -> new KeySource.Variable("ANTHROPIC_API_KEY");
      case OPENAI -> new KeySource.Variable("OPENAI_API_KEY");
      case REPLAY -> new KeySource.None();
    };
  }
}
