package dev.autopack.app;

import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.QualitySettings;
import dev.autopack.plan.Limits;
import dev.autopack.plan.Reading;
import dev.autopack.process.Confinement;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Settings as they are stored with a run. */
final class SettingsJson {
  private SettingsJson() {}

  static String write(Settings settings) {
    var out = new StringWriter();
    try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      setup(json, settings.setup());
      json.writeObjectPropertyStart("models");
      settings.models().forEach((role, names) -> texts(json, role, names));
      json.writeEndObject();
      tests(json, settings.tests());
      json.writeStringProperty("sandbox", settings.children().sandbox().id());
      json.writeStringProperty(
          "network", settings.children().network().name().toLowerCase(Locale.ROOT));
      children(json, settings.children().limits());
      json.writeObjectPropertyStart("environment");
      texts(json, "pass", settings.children().pass());
      json.writeEndObject();
      texts(json, "protected", settings.rules().protectedPaths());
      texts(json, "waivers", settings.rules().waivers(), gate -> gate.id());
      quality(json, settings.quality());
      bounds(json, settings.bounds());
      one(json, "approvals", "expiry_hours", settings.rules().approvalExpiry().toHours());
      one(json, "retention", "days", settings.retention().toDays());
      json.writeEndObject();
    }
    return out.toString();
  }

  static Settings read(String json) {
    return switch (SettingsReader.read("settings.json", json.getBytes(StandardCharsets.UTF_8))) {
      case Reading.Read<Settings>(var settings, var _) -> settings;
      case Reading.Mistaken<Settings>(var source, var mistakes) ->
          throw new EnvironmentException(
              "The settings stored with the run are damaged: %s"
                  .formatted(mistakes.getFirst().text(source)),
              "Run 'autopack db check'; the run itself can only be rolled back or cleaned.");
    };
  }

  private static void setup(JsonGenerator json, Settings.Setup setup) {
    json.writeObjectPropertyStart("setup");
    setup
        .command()
        .ifPresentOrElse(
            words -> texts(json, "command", words), () -> json.writeNullProperty("command"));
    texts(json, "outputs", setup.outputs());
    minutes(json, "timeout_minutes", setup.timeout());
    json.writeEndObject();
  }

  private static void tests(JsonGenerator json, Settings.Tests tests) {
    tests
        .toolchains()
        .ifPresentOrElse(
            names -> texts(json, "toolchains", names),
            () -> json.writeStringProperty("toolchains", "auto"));
    json.writeObjectPropertyStart("tests");
    minutes(json, "wall_minutes", tests.wall());
    minutes(json, "idle_minutes", tests.idle());
    json.writeEndObject();
  }

  private static void children(JsonGenerator json, Confinement.Limits limits) {
    json.writeObjectPropertyStart("child_limits");
    minutes(json, "cpu_minutes", limits.cpu());
    json.writeNumberProperty("processes", limits.processes());
    json.writeNumberProperty("memory_mb", limits.memoryBytes() >> 20);
    json.writeNumberProperty("disk_mb", limits.diskBytes() >> 20);
    json.writeEndObject();
  }

  private static void quality(JsonGenerator json, QualitySettings quality) {
    json.writeObjectPropertyStart("quality");
    json.writeNumberProperty("coverage_fall", quality.coverageFall());
    json.writeNumberProperty("changed_lines", quality.changedLines());
    if (quality.lint().isEmpty()) {
      json.writeNullProperty("lint");
    } else {
      texts(json, "lint", quality.lint());
    }
    json.writeEndObject();
  }

  private static void bounds(JsonGenerator json, Settings.Bounds bounds) {
    json.writeObjectPropertyStart("limits");
    limits(json, bounds.limits());
    json.writeEndObject();
    json.writeNumberProperty("attempts", bounds.attempts());
    json.writeNumberProperty("max_prompt_tokens", bounds.maxPromptTokens());
  }

  private static void limits(JsonGenerator json, Limits limits) {
    limits.tokens().ifPresent(tokens -> json.writeNumberProperty("tokens", tokens));
    limits.usd().ifPresent(usd -> json.writeNumberProperty("usd", usd));
    limits.minutes().ifPresent(minutes -> json.writeNumberProperty("minutes", minutes));
    limits.attempts().ifPresent(attempts -> json.writeNumberProperty("attempts", attempts));
  }

  private static void one(JsonGenerator json, String key, String inner, long value) {
    json.writeObjectPropertyStart(key);
    json.writeNumberProperty(inner, value);
    json.writeEndObject();
  }

  private static void minutes(JsonGenerator json, String key, Duration duration) {
    json.writeNumberProperty(key, duration.toMinutes());
  }

  private static <T> void texts(JsonGenerator json, String key, List<T> values) {
    texts(json, key, values, Object::toString);
  }

  private static <T> void texts(
      JsonGenerator json, String key, List<T> values, Function<T, String> text) {
    json.writeArrayPropertyStart(key);
    values.forEach(value -> json.writeString(text.apply(value)));
    json.writeEndArray();
  }
}
