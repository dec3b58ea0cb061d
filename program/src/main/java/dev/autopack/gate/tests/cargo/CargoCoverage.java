package dev.autopack.gate.tests.cargo;

import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ToolSession;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Measures what test executables cover by {@code cargo llvm-cov}, where that is installed. What is
 * built for it lies apart, so that the same is not built anew from run to run.
 */
final class CargoCoverage {
  private static final String PROFILE = "LLVM_PROFILE_FILE";
  private static final Pattern VARIABLE =
      Pattern.compile("(?m)^(?:export )?(\\w+)=(['\"]?)(.*)\\2$");

  private final ToolSession session;
  private final Path folder;
  private final Path report;
  private final Map<String, String> environment;

  private CargoCoverage(
      ToolSession session, Path folder, Path report, Map<String, String> environment) {
    this.session = session;
    this.folder = folder;
    this.report = report;
    this.environment = Map.copyOf(environment);
  }

  /** Sets the run up to measure where that can be done. */
  static CargoCoverage of(Request request, Build build, ToolSession session, Measuring measuring)
      throws InterruptedException {
    var folder = build.in(request.folder());
    var report = request.reports().toAbsolutePath().resolve("lcov.info");
    var plain = target(request, build, "cargo");
    var off = new CargoCoverage(session, folder, report, Map.of("CARGO_TARGET_DIR", plain));
    if (!measuring.isOn()) {
      return off;
    }
    if (session.ask(List.of("cargo", "llvm-cov", "--version"), folder).isEmpty()) {
      measuring.cannot("'cargo llvm-cov' is not installed");
      return off;
    }
    var target = Map.of("CARGO_TARGET_DIR", target(request, build, "cargo-measured"));
    var variables =
        variables(
            session.ask(
                List.of("cargo", "llvm-cov", "show-env", "--no-cfg-coverage"), folder, target));
    if (variables.isEmpty()) {
      measuring.cannot("'cargo llvm-cov show-env' failed");
      return off;
    }
    variables.putAll(target);
    // What an earlier run left would count once more.
    if (!session.report(
        List.of("cargo", "llvm-cov", "clean", "--profraw-only"), folder, variables)) {
      measuring.cannot("'cargo llvm-cov clean' failed");
      return off;
    }
    measuring.expect(report, CoverageFormat.LCOV, build.folder());
    return new CargoCoverage(session, folder, report, variables);
  }

  private static String target(Request request, Build build, String name) {
    return request.caches().resolve(name).resolve(build.folder()).toAbsolutePath().toString();
  }

  private static Map<String, String> variables(String text) {
    var variables = new HashMap<String, String>();
    var found = VARIABLE.matcher(text);
    while (found.find()) {
      variables.put(found.group(1), found.group(3));
    }
    return variables;
  }

  /** What test executables are told: only where to write what they count. */
  Map<String, String> ofTests() {
    return Optional.ofNullable(environment.get(PROFILE))
        .map(file -> Map.of(PROFILE, file))
        .orElseGet(Map::of);
  }

  /** Of everything that cargo builds, with where it goes. */
  Map<String, String> environment() {
    return environment;
  }

  /** Where it is built. */
  Path built() {
    return Path.of(environment.getOrDefault("CARGO_TARGET_DIR", ""));
  }

  /** Makes the report of a run that was set up to be measured. */
  void report() throws InterruptedException {
    if (environment.size() > 1) {
      session.report(
          List.of("cargo", "llvm-cov", "report", "--lcov", "--output-path", report.toString()),
          folder,
          environment);
    }
  }
}
