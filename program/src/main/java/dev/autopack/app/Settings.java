package dev.autopack.app;

import dev.autopack.gate.GateName;
import dev.autopack.gate.Waiver;
import dev.autopack.plan.CommandWords;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.Reading;
import dev.autopack.plan.StrictDocument;
import dev.autopack.plan.StrictMap;
import dev.autopack.plan.StrictNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person's settings for one repository, from its {@code autopack.yaml}: read once, at a run's
 * start, and stored with the run as text.
 */
record Settings(
    SetupSettings setup,
    Map<String, List<String>> models,
    RunBounds bounds,
    List<PathPattern> protectedPaths,
    List<Waiver> waivers) {
  static final String FILE = "autopack.yaml";

  static final Settings DEFAULTS =
      new Settings(
          new SetupSettings(List.of(), List.of(), 30),
          Map.of(),
          RunBounds.DEFAULTS,
          List.of(),
          List.of());

  Settings {
    models = Map.copyOf(models);
    protectedPaths = List.copyOf(protectedPaths);
    waivers = List.copyOf(waivers);
  }

  /** How a worktree is prepared. */
  record SetupSettings(List<String> command, List<String> outputs, int timeoutMinutes) {
    SetupSettings {
      command = List.copyOf(command);
      outputs = List.copyOf(outputs);
    }
  }

  /** How long things may take, and how often they are tried. */
  record RunBounds(
      int attempts,
      int maxPromptTokens,
      int testWallMinutes,
      int testIdleMinutes,
      int approvalHours) {
    static final RunBounds DEFAULTS = new RunBounds(3, 60_000, 30, 10, 72);
  }

  /** The settings of a text, or every mistake in it; an empty text is the defaults. */
  static Settings read(String text) {
    if (text.isBlank()) {
      return DEFAULTS;
    }
    Reading<Settings> reading =
        StrictDocument.read(FILE, text.getBytes(StandardCharsets.UTF_8), Settings::walk);
    return reading.orThrow();
  }

  private static Optional<Settings> walk(StrictNode root) {
    var map =
        root.map(
            "setup",
            "models",
            "attempts",
            "max_prompt_tokens",
            "tests",
            "approvals",
            "protected",
            "waivers");
    var setup = map.find("setup").map(Settings::setup).orElse(DEFAULTS.setup());
    var usual = RunBounds.DEFAULTS;
    var tests = map.find("tests").map(node -> node.map("wall_minutes", "idle_minutes"));
    var approvals = map.find("approvals").map(node -> node.map("expiry_hours"));
    var bounds =
        new RunBounds(
            number(Optional.of(map), "attempts", usual.attempts()),
            number(Optional.of(map), "max_prompt_tokens", usual.maxPromptTokens()),
            number(tests, "wall_minutes", usual.testWallMinutes()),
            number(tests, "idle_minutes", usual.testIdleMinutes()),
            number(approvals, "expiry_hours", usual.approvalHours()));
    var guarded =
        map.find("protected")
            .map(node -> node.values(PathPattern::new, "Write a glob like 'deploy/**'."))
            .orElse(List.of());
    var waivers = map.find("waivers").map(Settings::waivers).orElse(List.of());
    return Optional.of(
        new Settings(
            setup,
            map.find("models").map(Settings::models).orElse(Map.of()),
            bounds,
            guarded,
            waivers));
  }

  private static int number(Optional<StrictMap> map, String key, int usual) {
    return map.flatMap(it -> it.find(key)).flatMap(StrictNode::positiveInt).orElse(usual);
  }

  private static SetupSettings setup(StrictNode node) {
    var map = node.map("command", "outputs", "timeout_minutes");
    var outputs = map.find("outputs").map(StrictNode::texts).orElse(List.of());
    outputs.stream()
        .filter(output -> output.startsWith("/") || output.contains(".."))
        .forEach(output ->
            node.mistake(
                "The output '%s' does not lie in the repository.".formatted(output),
                "Write a folder relative to its top, like 'node_modules'."));
    return new SetupSettings(
        map.find("command").map(Settings::command).orElse(List.of()),
        outputs,
        number(Optional.of(map), "timeout_minutes", DEFAULTS.setup().timeoutMinutes()));
  }

  private static List<String> command(StrictNode node) {
    return node.isText()
        ? node.value(CommandWords::split, "Write the words as a list.").orElse(List.of())
        : node.texts();
  }

  private static Map<String, List<String>> models(StrictNode node) {
    var models = new LinkedHashMap<String, List<String>>();
    node.openMap().entries().forEach((key, value) -> models.put(key, value.textOrTexts()));
    return models;
  }

  private static List<Waiver> waivers(StrictNode node) {
    return node.items().stream()
        .map(item -> item.oneOf(GateName.class))
        .flatMap(Optional::stream)
        .map(gate -> new Waiver(gate, FILE))
        .toList();
  }
}
