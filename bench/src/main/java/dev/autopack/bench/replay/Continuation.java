package dev.autopack.bench.replay;

import dev.autopack.bench.replay.Hand.Resume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rest of a reply, as a request asks for it: which operations are kept, which are open and how
 * far they came, read from the request's own words.
 */
final class Continuation {
  private static final String HEADING = "# Your reply was cut off";
  private static final Pattern KEPT = Pattern.compile("(?m)^- (\\w+) `(.*)`$");
  private static final Pattern OPEN = Pattern.compile("(?m)^The \\w+ of `(.*)` is open\\.");

  private final Asked asked;
  private final List<Operation> operations;

  /** By path, the words for what was done to it. */
  private final Map<String, Set<String>> kept = new HashMap<>();

  private final Map<String, Resume> open = new LinkedHashMap<>();

  private Continuation(Asked asked, Truth truth, String words) {
    this.asked = asked;
    this.operations = truth.operations(asked.script(), asked.writing(), asked.deliverables());
    Quoted.find(words, "kept")
        .ifPresent(list ->
            KEPT.matcher(list)
                .results()
                .forEach(it ->
                    kept.computeIfAbsent(it.group(2), _ -> new HashSet<>()).add(it.group(1))));
    var found = OPEN.matcher(words).results().toList();
    for (int i = 0; i < found.size(); i++) {
      int end = i + 1 < found.size() ? found.get(i + 1).start() : words.length();
      var said = words.substring(found.get(i).start(), end);
      find(found.get(i).group(1))
          .ifPresent(operation ->
              OpenWords.resume(said, operation)
                  .ifPresent(resume -> open.put(operation.path(), resume)));
    }
  }

  /** Empty where the request asks for the whole. */
  static Optional<Continuation> of(Asked asked, Truth truth) {
    int heading = asked.turn().lastIndexOf(HEADING);
    return heading < 0
        ? Optional.empty()
        : Optional.of(new Continuation(asked, truth, asked.turn().substring(heading)));
  }

  /** Of a file that is deleted and made anew, the making. */
  private Optional<Operation> find(String path) {
    return operations.stream()
        .filter(operation -> operation.path().equals(path))
        .reduce((_, last) -> last);
  }

  private boolean isKept(Operation operation) {
    var words = kept.getOrDefault(operation.path(), Set.of());
    return isSecond(operation) ? !Set.of("delete").containsAll(words) : !words.isEmpty();
  }

  private boolean isOpen(Operation operation) {
    return open.containsKey(operation.path()) && isLast(operation);
  }

  private boolean isLast(Operation operation) {
    return find(operation.path()).filter(operation::equals).isPresent();
  }

  /** Whether it makes a file anew that was deleted before. */
  private boolean isSecond(Operation operation) {
    return !(operation instanceof Operation.Removal)
        && operations.contains(new Operation.Removal(operation.path()));
  }

  /** The rest, cut into its opening, its operations and its closing. */
  List<String> pieces(Manner.Temper temper) {
    var random = new Random(asked.turn().hashCode());
    var whim =
        temper == Manner.Temper.OBEDIENT || random.nextInt(3) > 0
            ? Whim.NONE
            : Whim.values()[1 + random.nextInt(Whim.values().length - 1)];
    var hand = asked.script().hand();
    var pieces = new ArrayList<String>();
    if (whim == Whim.PROSE) {
      pieces.add("I will go on where my reply broke off.\n\n");
    }
    pieces.add(hand.opening());
    int count = 0;
    for (var operation : written(whim, random)) {
      var resume = Optional.of(operation).filter(this::isOpen).map(it -> open.get(it.path()));
      boolean isFirst = count == 0;
      pieces.add(
          resume
              .map(where -> hand.rest(operation, restless(where, whim, random), isFirst))
              .orElseGet(() -> hand.operation(operation, isFirst)));
      count++;
    }
    pieces.add(hand.closing(count));
    return pieces;
  }

  /** What a model does of its own accord. */
  private enum Whim {
    NONE,
    ANCHOR,
    REPEAT,
    PROSE
  }

  /** The open ones first, then those that are missing. */
  private List<Operation> written(Whim whim, Random random) {
    var written = new ArrayList<Operation>();
    if (whim == Whim.REPEAT) {
      var finished =
          operations.stream()
              .filter(this::isKept)
              // Deleted again it would be gone.
              .filter(this::isLast)
              .toList();
      if (!finished.isEmpty()) {
        written.add(finished.get(random.nextInt(finished.size())));
      }
    }
    operations.stream().filter(this::isOpen).forEach(written::add);
    operations.stream()
        .filter(operation -> !isOpen(operation) && !isKept(operation))
        .forEach(written::add);
    return written;
  }

  /** With other white space in what is said again. */
  private static Resume restless(Resume where, Whim whim, Random random) {
    if (whim != Whim.ANCHOR || where.anchor().isBlank()) {
      return where;
    }
    var lines = LineDiff.lines(where.anchor());
    var changed = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean isLast = i == lines.size() - 1;
      var line = lines.get(i);
      changed.append(line.isBlank() ? line : restless(line, isLast, random));
    }
    return new Resume(where.text(), changed.toString(), where.from());
  }

  private static String restless(String line, boolean isLast, Random random) {
    var words = line.stripLeading();
    return switch (random.nextInt(3)) {
      case 0 -> words;
      case 1 -> "\t" + words;
      // What follows the last line's end is what goes on.
      default -> isLast ? "  " + words : line.stripTrailing() + "  \n";
    };
  }

  /** How many characters of a whole reply the request says are there. */
  int arrived() {
    var hand = asked.script().hand();
    int chars = hand.opening().length();
    boolean isFirst = true;
    for (var operation : operations) {
      if (isKept(operation)) {
        chars += hand.operation(operation, isFirst).length();
        isFirst = false;
      }
    }
    for (var entry : open.entrySet()) {
      var operation = find(entry.getKey()).orElseThrow();
      var where = entry.getValue();
      chars +=
          where.text() < operation.texts().size()
              ? hand.written(operation, where.text(), where.from())
              : hand.operation(operation, isFirst).length();
    }
    return chars;
  }

  /** What of a stretch of a whole reply is text of files, and neither name nor mark. */
  List<String> texts(String reply, int from) {
    var hand = asked.script().hand();
    var texts = new ArrayList<String>();
    int begin = hand.opening().length();
    for (int i = 0; i < operations.size(); i++) {
      var operation = operations.get(i);
      int length = hand.operation(operation, i == 0).length();
      int mark = length - hand.operation(operation, true).length();
      for (int text = 0; text < operation.texts().size(); text++) {
        int first = begin + mark + hand.written(operation, text, 0);
        int end = begin + mark + end(hand, operation, text);
        if (end > from && first < reply.length()) {
          texts.add(reply.substring(Math.max(first, from), Math.min(end, reply.length())));
        }
      }
      begin += length;
    }
    return texts;
  }

  private static int end(Hand hand, Operation operation, int text) {
    int length = operation.texts().get(text).length();
    return operation instanceof Operation.Patch
        ? hand.written(operation, text, 0) + length
        : hand.written(operation, text, length);
  }
}
