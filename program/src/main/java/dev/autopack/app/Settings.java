package dev.autopack.app;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.GateName;
import dev.autopack.gate.QualitySettings;
import dev.autopack.plan.Limits;
import dev.autopack.plan.PathPattern;
import dev.autopack.process.Confinement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a person set for the runs of a repository, in its {@code autopack.yaml}. Read once, when a
 * run starts, and stored with it; a builder's work never changes it.
 *
 * <p>{@link SettingsReader} reads the file. {@code Wiring} hands each package its own part.
 *
 * @param models names in order of escalation, by role or by category and complexity
 */
public record Settings(
    Setup setup,
    Map<String, List<String>> models,
    Tests tests,
    Children children,
    Rules rules,
    QualitySettings quality,
    Bounds bounds,
    Duration retention) {
  public static final Settings DEFAULT =
      new Settings(
          new Setup(Optional.empty(), List.of(), Duration.ofMinutes(10)),
          Map.of(),
          new Tests(Optional.empty(), Duration.ofMinutes(30), Duration.ofMinutes(10)),
          new Children(
              Sandbox.REQUIRED,
              Confinement.Network.PREPARE,
              new Confinement.Limits(Duration.ofHours(1), 512, 4096L << 20, 4096L << 20),
              List.of()),
          new Rules(List.of(), List.of(), Duration.ofDays(3)),
          QualitySettings.DEFAULT,
          new Bounds(
              new Limits(
                  OptionalLong.of(2_000_000),
                  Optional.of(BigDecimal.TEN),
                  OptionalInt.of(480),
                  OptionalInt.empty()),
              3,
              60_000),
          Duration.ofDays(30));

  public Settings {
    models = inOrder(models);
  }

  /**
   * What {@link #toJson} wrote, in this version or an older one: a key that did not exist then has
   * its default.
   *
   * @throws dev.autopack.error.EnvironmentException when the text is damaged
   */
  public static Settings fromJson(String json) {
    return SettingsJson.read(json);
  }

  /** Every key of {@code autopack.yaml} with its value in force, to be stored with a run. */
  public String toJson() {
    return SettingsJson.write(this);
  }

  /** The same with another sandbox. */
  Settings within(Sandbox sandbox) {
    return new Settings(
        setup, models, tests, children.within(sandbox), rules, quality, bounds, retention);
  }

  /** The order written is the order shown. */
  private static Map<String, List<String>> inOrder(Map<String, List<String>> models) {
    var copy = new LinkedHashMap<String, List<String>>();
    models.forEach((role, names) -> copy.put(role, List.copyOf(names)));
    return Collections.unmodifiableMap(copy);
  }

  /**
   * What makes a fresh worktree ready for its tests.
   *
   * @param command run once a worktree; no shell reads it
   * @param outputs folders it makes, copied into later worktrees and never committed
   */
  public record Setup(Optional<List<String>> command, List<RepoPath> outputs, Duration timeout) {
    public Setup {
      command = command.map(List::copyOf);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * How the repository's tests are run.
   *
   * @param toolchains their ids; empty: those that the repository's files show
   * @param wall how long a test run may take
   * @param idle how long it may print nothing
   */
  public record Tests(Optional<List<String>> toolchains, Duration wall, Duration idle) {
    public Tests {
      toolchains = toolchains.map(List::copyOf);
    }
  }

  /**
   * What children run in.
   *
   * @param network who of them may reach other machines; only a sandbox can hold them to it
   * @param limits what one of them and all it starts may use up
   * @param pass names of variables that they see besides the usual ones; none of a secret
   */
  public record Children(
      Sandbox sandbox, Confinement.Network network, Confinement.Limits limits, List<String> pass) {
    public Children {
      pass = List.copyOf(pass);
    }

    Children within(Sandbox other) {
      return new Children(other, network, limits, pass);
    }
  }

  /** Whether tests and setup run apart from the user's files. */
  public enum Sandbox {
    /** A run without one does not start. */
    REQUIRED,
    /** Used where there is one; a run says where there is none. */
    PREFERRED,
    OFF;

    /** As written in the settings. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What people decide.
   *
   * @param protectedPaths what asks a person besides the usual files
   * @param waivers gates whose silence is excused
   * @param approvalExpiry how long a question waits; then the answer is no
   */
  public record Rules(
      List<PathPattern> protectedPaths, List<GateName> waivers, Duration approvalExpiry) {
    public Rules {
      protectedPaths = List.copyOf(protectedPaths);
      waivers = List.copyOf(waivers);
    }
  }

  /**
   * How much a run may take.
   *
   * @param limits those of the run, where its plan sets none
   * @param attempts how often a phase is tried, where its plan sets no limit
   * @param maxPromptTokens what a prompt may hold at most
   */
  public record Bounds(Limits limits, int attempts, int maxPromptTokens) {}
}
