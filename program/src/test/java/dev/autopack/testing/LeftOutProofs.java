package dev.autopack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes down every test that was aborted or skipped, one line each, in {@code
 * target/left-out-proofs.txt}. The build empties the file before the tests, prints it at its end,
 * and {@code .ci/run} fails when it holds a line. JUnit finds this listener by itself.
 */
public final class LeftOutProofs implements TestExecutionListener {
  /** Another module names the file of the first, so that one list holds all. */
  private static final String ELSEWHERE = "left.out.proofs";

  private final Path file;

  public LeftOutProofs() {
    this(Path.of(System.getProperty(ELSEWHERE, "target/left-out-proofs.txt")));
  }

  LeftOutProofs(Path file) {
    this.file = file;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    write(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      write(test, result.getThrowable().map(Throwable::getMessage).orElse(""));
    }
  }

  private synchronized void write(TestIdentifier test, String reason) {
    var line = "%s: %s%n".formatted(name(test), reason.lines().findFirst().orElse("no reason"));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(TestIdentifier test) {
    var display = test.getDisplayName();
    return switch (test.getSource().orElse(null)) {
      case MethodSource method -> simple(method.getClassName()) + "." + shown(method, display);
      case ClassSource type -> simple(type.getClassName());
      case null, default -> display;
    };
  }

  /** A repetition's display name says only its number or argument. */
  private static String shown(MethodSource method, String display) {
    return display.startsWith(method.getMethodName())
        ? method.getMethodName()
        : "%s (%s)".formatted(method.getMethodName(), display);
  }

  private static String simple(String className) {
    return Optional.of(className).map(name -> name.substring(name.lastIndexOf('.') + 1)).get();
  }
}
