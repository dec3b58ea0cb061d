package dev.autopack.gate.testing;

import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays the tools that an adapter starts, and remembers what they were started with. A tool that
 * has no part is not there.
 */
public final class PlayedTools implements ProcessRunner {
  private final List<Part> parts = new ArrayList<>();
  private final List<Command> started = new ArrayList<>();

  /** What a tool does once it is started. */
  public interface Deed {
    Exit in(Command command) throws IOException;
  }

  private record Part(String words, Deed deed) {}

  /** Of commands whose line holds the words; of several parts the one given last is played. */
  public PlayedTools on(String words, Deed deed) {
    parts.addFirst(new Part(words, deed));
    return this;
  }

  /** The same of a tool that only speaks and ends. */
  public PlayedTools on(String words, int code, String out) {
    return on(words, _ -> ended(code, out));
  }

  @Override
  public Exit run(Command command) {
    started.add(command);
    var line = String.join(" ", command.argv());
    for (var part : parts) {
      if (line.contains(part.words())) {
        try {
          return part.deed().in(command);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new EnvironmentException("no such program", "Install it.");
  }

  /** All commands, in their order. */
  public List<Command> started() {
    return List.copyOf(started);
  }

  /** Their lines, with names for the folders of the checkout. */
  public List<String> lines(Checkout checkout) {
    return started.stream().map(command -> line(command, checkout)).toList();
  }

  private static String line(Command command, Checkout checkout) {
    return String.join(" ", command.argv())
        .replace(checkout.request().caches().toString(), "{caches}")
        .replace(checkout.reports().toString(), "{reports}")
        .replace(checkout.folder().toString(), "{tree}");
  }

  /** The last one whose line holds the words. */
  public Command last(String words) {
    return started.reversed().stream()
        .filter(command -> String.join(" ", command.argv()).contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing was started with '%s'".formatted(words)));
  }

  /** A tool that came to its own end, after a second. */
  public static Exit ended(int code, String out) {
    return ended(code, out, "");
  }

  public static Exit ended(int code, String out, String err) {
    return exit(Exit.Ending.EXITED, code, out, err, 0);
  }

  /** One that was stopped. */
  public static Exit stopped(Exit.Ending ending, String out) {
    return exit(ending, 137, out, "", 0);
  }

  /** One of whose words some were not kept. */
  public static Exit cut(int code, String out) {
    return exit(Exit.Ending.EXITED, code, out, "", 1);
  }

  private static Exit exit(Exit.Ending ending, int code, String out, String err, long dropped) {
    return new Exit(ending, code, bytes(out), bytes(err), dropped, Duration.ofSeconds(1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
