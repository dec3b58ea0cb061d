package dev.autopack.cli;

import dev.autopack.plan.PhaseId;
import dev.autopack.run.RunCheck;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows a run's events as they happen: lines for people, or JSON Lines for programs. On a terminal
 * a last line says what is being waited for, and for how long.
 */
final class Live implements RunExecutor.Onlooker, AutoCloseable {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final String ERASE_LINE = "\r\u001b[2K";
  private static final int WIDTH = 100;

  private final Program program;
  private final boolean json;
  private final Optional<Thread> ticker;
  private String waitingFor = "";
  private boolean checking;
  private Instant since;

  Live(Program program, boolean json) {
    this.program = program;
    this.json = json;
    this.since = program.clock().instant();
    this.ticker =
        program.console().terminal() && !json
            ? Optional.of(Thread.ofVirtual().start(this::tick))
            : Optional.empty();
  }

  @Override
  public synchronized void see(Optional<PhaseId> phase, RunEvent event) {
    var now = program.clock().instant();
    if (json) {
      program.console().print(line(now, phase, event));
      return;
    }
    if (!checking) {
      say(text(now, phase, event));
    }
    waitingFor = phase.map(id -> id + ": ").orElse("") + firstLine(event.text());
    since = now;
  }

  /** What the check says in events it says again in its own lines; people read it once. */
  RunCheck duringCheck(Checking check) throws InterruptedException {
    waitFor("checking", true);
    try {
      return check.run();
    } finally {
      erase();
      waitFor("", false);
    }
  }

  private synchronized void waitFor(String what, boolean isCheck) {
    waitingFor = what;
    checking = isCheck;
    since = program.clock().instant();
  }

  /** A check that may be interrupted. */
  @FunctionalInterface
  interface Checking {
    RunCheck run() throws InterruptedException;
  }

  /** A line of the program's own, above the one that tells the time. */
  synchronized void say(String line) {
    erase();
    program.console().say(line);
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK);
        showWaiting();
      }
    } catch (InterruptedException e) {
      // Told to stop: the run ended.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void showWaiting() {
    var waited = Duration.between(since, program.clock().instant());
    if (!waitingFor.isEmpty() && waited.compareTo(TICK.multipliedBy(2)) >= 0) {
      var line = "… %s (%s)".formatted(waitingFor, Ages.show(waited));
      program
          .console()
          .err()
          .print(ERASE_LINE + (line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…"));
      program.console().err().flush();
    }
  }

  private synchronized void erase() {
    if (ticker.isPresent()) {
      program.console().err().print(ERASE_LINE);
    }
  }

  @Override
  public void close() {
    finish();
  }

  /** Takes the waiting line away, for good. */
  void finish() {
    ticker.ifPresent(Thread::interrupt);
    synchronized (this) {
      erase();
      waitingFor = "";
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  static String line(Instant at, Optional<PhaseId> phase, RunEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", at.toString());
    phase.ifPresent(id -> fields.put("phase", id.value()));
    fields.put("type", event.type());
    fields.put("version", RunEvent.VERSION);
    fields.put("text", event.text());
    fields.put("facts", event.facts());
    return Json.line("event", fields);
  }

  static String text(Instant at, Optional<PhaseId> phase, RunEvent event) {
    return "%s  %s%s"
        .formatted(
            CLOCK.format(at.atZone(ZoneId.systemDefault())),
            phase.map(id -> id + ": ").orElse(""),
            event.type().equals("waivers") ? "waivers: " + event.text() : shown(event.text()));
  }

  /** Later lines stand below the first one's text; Markdown's fences say nothing here. */
  private static String shown(String text) {
    return text.lines()
        .filter(line -> !line.strip().equals("```"))
        .collect(Collectors.joining("\n          "));
  }
}
