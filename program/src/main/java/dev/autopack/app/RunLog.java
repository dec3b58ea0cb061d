package dev.autopack.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The log that a run leaves in its folder: a line for each model call, and whatever is a warning or
 * worse. For developers; what a person should know is an event.
 *
 * <p>All loggers of this process write to it while it is open.
 */
final class RunLog implements AutoCloseable {
  private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %msg%n";

  private final Logger loggers;
  private final FileAppender<ILoggingEvent> file;

  private RunLog(Logger loggers, FileAppender<ILoggingEvent> file) {
    this.loggers = loggers;
    this.file = file;
  }

  /** Opens the file to write at its end; it is made with the folders above it. */
  static RunLog open(Path path) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var file = new FileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setName(path.toString());
    file.setFile(path.toString());
    file.setEncoder(encoder);
    file.start();
    var loggers = context.getLogger("dev.autopack");
    loggers.addAppender(file);
    return new RunLog(loggers, file);
  }

  @Override
  public void close() {
    loggers.detachAppender(file);
    file.stop();
  }
}
