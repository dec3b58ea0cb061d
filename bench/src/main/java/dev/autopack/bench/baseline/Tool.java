package dev.autopack.bench.baseline;

import java.io.IOException;
import java.util.Optional;

/** A test tool that is asked by itself, and read by code that shares nothing with the product's. */
interface Tool {
  /** Runs all tests, and maps what the tool calls them to what our documentation says. */
  Said ask(Place place) throws IOException, InterruptedException;

  /** By the kind that a toolchain's id begins with; empty where none is known here. */
  static Optional<Tool> of(String kind) {
    return switch (kind) {
      case "pytest" -> Optional.of(new AskedPytest());
      case "go" -> Optional.of(new AskedGo());
      case "maven" -> Optional.of(new AskedMaven());
      case "node" -> Optional.of(new AskedVitest());
      case "cargo" -> Optional.of(new AskedCargo());
      default -> Optional.empty();
    };
  }
}
