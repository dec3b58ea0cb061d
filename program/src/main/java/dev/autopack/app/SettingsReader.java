package dev.autopack.app;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.GateName;
import dev.autopack.gate.QualitySettings;
import dev.autopack.plan.CommandWords;
import dev.autopack.plan.Limits;
import dev.autopack.plan.ModelsByRole;
import dev.autopack.plan.NeverList;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.Reading;
import dev.autopack.plan.StrictDocument;
import dev.autopack.plan.StrictMap;
import dev.autopack.plan.StrictNode;
import dev.autopack.process.ChildEnvironment;
import dev.autopack.process.Confinement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code autopack.yaml}, strictly: see {@link StrictDocument}. A key that is absent has its
 * value of {@link Settings#DEFAULT}; a file of nothing but comments sets nothing.
 */
public final class SettingsReader {
  /** The toolchains that a person may name. */
  public static final List<String> TOOLCHAINS =
      List.of("cargo", "go", "gradle", "maven", "node", "pytest");

  /** A longer wait is a slip of the unit. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private SettingsReader() {}

  /**
   * The settings, or every mistake in them.
   *
   * @param source the file's name, as messages show it
   */
  public static Reading<Settings> read(String source, byte[] content) {
    return StrictDocument.readOrEmpty(
        source, content, Settings.DEFAULT, root -> Optional.of(settings(root)));
  }

  private static Settings settings(StrictNode root) {
    var map =
        root.map(
            "setup",
            "models",
            "toolchains",
            "tests",
            "sandbox",
            "network",
            "child_limits",
            "environment",
            "protected",
            "waivers",
            "quality",
            "limits",
            "attempts",
            "max_prompt_tokens",
            "approvals",
            "retention");
    return new Settings(
        map.find("setup").map(SettingsReader::setup).orElse(Settings.DEFAULT.setup()),
        map.find("models").map(ModelsByRole::read).orElse(Map.of()),
        tests(map),
        children(map),
        rules(map),
        map.find("quality").map(SettingsReader::quality).orElse(Settings.DEFAULT.quality()),
        bounds(map),
        inside(map, "retention", "days", ChronoUnit.DAYS, Settings.DEFAULT.retention()));
  }

  private static Settings.Setup setup(StrictNode node) {
    var map = node.map("command", "outputs", "timeout_minutes");
    var command = map.find("command").flatMap(CommandWords::read);
    var outputs =
        map.find("outputs").map(StrictNode::items).orElse(List.of()).stream()
            .map(SettingsReader::folder)
            .flatMap(Optional::stream)
            .toList();
    if (!outputs.isEmpty() && map.find("command").filter(value -> !value.isNothing()).isEmpty()) {
      node.mistake("Outputs without a command that makes them.", "Add 'command', or remove them.");
    }
    return new Settings.Setup(
        command,
        outputs,
        duration(map, "timeout_minutes", ChronoUnit.MINUTES, Settings.DEFAULT.setup().timeout()));
  }

  /** A folder may be written with a slash at its end. */
  private static Optional<RepoPath> folder(StrictNode node) {
    var path =
        node.value(
            text -> new RepoPath(text.replaceFirst("/$", "")),
            "Write a folder inside the repository, such as node_modules.");
    path.flatMap(found -> NeverList.reason(found, Optional.empty()))
        .ifPresent(why ->
            node.mistake("'%s' is never copied: %s.".formatted(path.get(), why), "Remove it."));
    return path;
  }

  private static Settings.Tests tests(StrictMap map) {
    var usual = Settings.DEFAULT.tests();
    var toolchains = map.find("toolchains").flatMap(SettingsReader::toolchains);
    var tests = map.find("tests").map(node -> node.map("wall_minutes", "idle_minutes"));
    if (tests.isEmpty()) {
      return new Settings.Tests(toolchains, usual.wall(), usual.idle());
    }
    var wall = duration(tests.get(), "wall_minutes", ChronoUnit.MINUTES, usual.wall());
    var idle = duration(tests.get(), "idle_minutes", ChronoUnit.MINUTES, usual.idle());
    return new Settings.Tests(toolchains, wall, idle);
  }

  /** Empty for {@code auto}. */
  private static Optional<List<String>> toolchains(StrictNode node) {
    if (node.isText() && node.text().equals(Optional.of("auto"))) {
      return Optional.empty();
    }
    if (!node.isList()) {
      node.mistake(
          "The toolchains are neither 'auto' nor a list.",
          "Write auto, or a list of these: %s.".formatted(String.join(", ", TOOLCHAINS)));
      return Optional.empty();
    }
    var names = node.items().stream().map(SettingsReader::toolchain).flatMap(Optional::stream);
    return Optional.of(distinct(node, names.toList()));
  }

  private static Optional<String> toolchain(StrictNode node) {
    return node.oneOf(TOOLCHAINS);
  }

  private static Settings.Children children(StrictMap map) {
    var usual = Settings.DEFAULT.children();
    var sandbox = map.find("sandbox").flatMap(node -> node.oneOf(Settings.Sandbox.class));
    var pass =
        map.find("environment")
            .map(node -> node.map("pass"))
            .flatMap(environment -> environment.find("pass"))
            .map(node -> distinct(node, names(node)))
            .orElse(usual.pass());
    var network = map.find("network").flatMap(node -> node.oneOf(Confinement.Network.class));
    return new Settings.Children(
        sandbox.orElse(usual.sandbox()),
        network.orElse(usual.network()),
        map.find("child_limits").map(SettingsReader::childLimits).orElse(usual.limits()),
        pass);
  }

  private static Confinement.Limits childLimits(StrictNode node) {
    var usual = Settings.DEFAULT.children().limits();
    var map = node.map("cpu_minutes", "processes", "memory_mb", "disk_mb");
    return new Confinement.Limits(
        duration(map, "cpu_minutes", ChronoUnit.MINUTES, usual.cpu()),
        map.find("processes").flatMap(StrictNode::positiveInt).orElse(usual.processes()),
        megabytes(map, "memory_mb", usual.memoryBytes()),
        megabytes(map, "disk_mb", usual.diskBytes()));
  }

  private static long megabytes(StrictMap map, String key, long usual) {
    return map.find(key)
        .flatMap(StrictNode::positiveInt)
        .map(count -> (long) count << 20)
        .orElse(usual);
  }

  private static List<String> names(StrictNode node) {
    return node.values(
        name -> {
          if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,199}")) {
            throw new IllegalArgumentException("'%s' is no variable's name".formatted(name));
          }
          if (ChildEnvironment.isSecretName(name)) {
            throw new IllegalArgumentException(
                "The variable '%s' looks like a secret, and no child is given one".formatted(name));
          }
          return name;
        },
        "Remove it, or name the variable that the tests really read.");
  }

  private static Settings.Rules rules(StrictMap map) {
    var usual = Settings.DEFAULT.rules();
    var guarded =
        map.find("protected")
            .map(node -> node.values(PathPattern::new, "Write a pattern such as infra/**."))
            .orElse(usual.protectedPaths());
    var waivers =
        map.find("waivers")
            .map(node ->
                distinct(
                    node,
                    node.items().stream()
                        .map(item -> item.oneOf(GateName.class))
                        .flatMap(Optional::stream)
                        .toList()))
            .orElse(usual.waivers());
    return new Settings.Rules(
        guarded,
        waivers,
        inside(map, "approvals", "expiry_hours", ChronoUnit.HOURS, usual.approvalExpiry()));
  }

  private static QualitySettings quality(StrictNode node) {
    var usual = Settings.DEFAULT.quality();
    var map = node.map("coverage_fall", "changed_lines", "lint");
    return new QualitySettings(
        percent(map, "coverage_fall", usual.coverageFall()),
        percent(map, "changed_lines", usual.changedLines()),
        map.find("lint").flatMap(CommandWords::read).orElse(usual.lint()));
  }

  private static int percent(StrictMap map, String key, int usual) {
    var node = map.find(key);
    var found = node.flatMap(StrictNode::count);
    if (found.isPresent() && found.get() > 100) {
      node.ifPresent(it -> it.mistake("That is more than all.", "Write a number up to 100."));
    }
    return found.orElse(usual);
  }

  private static Settings.Bounds bounds(StrictMap map) {
    var usual = Settings.DEFAULT.bounds();
    var limits = map.find("limits").map(PlanReader::limits).orElse(Limits.NONE);
    return new Settings.Bounds(
        limits.orElse(usual.limits()),
        map.find("attempts").flatMap(StrictNode::positiveInt).orElse(usual.attempts()),
        map.find("max_prompt_tokens")
            .flatMap(StrictNode::positiveInt)
            .orElse(usual.maxPromptTokens()));
  }

  /** The one key of a map, as a duration. */
  private static Duration inside(
      StrictMap map, String key, String inner, ChronoUnit unit, Duration usual) {
    return map.find(key)
        .map(node -> node.map(inner))
        .map(found -> duration(found, inner, unit, usual))
        .orElse(usual);
  }

  private static Duration duration(StrictMap map, String key, ChronoUnit unit, Duration usual) {
    var node = map.find(key);
    var duration = node.flatMap(StrictNode::positiveInt).map(count -> Duration.of(count, unit));
    if (duration.isPresent() && duration.get().compareTo(LONGEST) > 0) {
      node.ifPresent(
          found -> found.mistake("That is longer than ten years.", "Write a shorter time."));
    }
    return duration.orElse(usual);
  }

  private static <T> List<T> distinct(StrictNode node, List<T> values) {
    if (new HashSet<>(values).size() < values.size()) {
      node.mistake("A name stands here twice.", "Remove one of them.");
    }
    return values;
  }
}
