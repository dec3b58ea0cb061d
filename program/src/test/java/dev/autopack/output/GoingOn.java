package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A builder that knows what it wants to say, and goes on where a reply of its was cut. */
final class GoingOn {
  private final List<Unit> all;

  GoingOn(List<Unit> all) {
    this.all = all;
  }

  /** How the builder treats the lines that it was asked to begin with. */
  enum Manner {
    OBEDIENT,
    /** Trailing white space, tabs for spaces, other indentation. */
    OTHER_SPACE,
    LONGER,
    SHORTER,
    NO_ANCHOR,
    /** Whole operations again, from the beginning of what was open. */
    RESTARTS,
    REPEATS_A_FINISHED_UNIT
  }

  /** The units that it sends, given what was kept. */
  List<Unit> rest(Merged kept, Manner manner, long seed) {
    var random = new Random(seed);
    var units = new ArrayList<Unit>();
    var done = kept.edits().stream().map(FileEdit::path).collect(Collectors.toSet());
    var open = kept.open().stream().collect(Collectors.toMap(Partial::path, it -> it));
    if (manner == Manner.REPEATS_A_FINISHED_UNIT && !kept.edits().isEmpty()) {
      units.add(new Unit.Change(kept.edits().get(random.nextInt(kept.edits().size()))));
    }
    for (var unit : all) {
      switch (unit) {
        case Unit.Change(var edit) when open.containsKey(edit.path()) ->
            units.add(
                manner == Manner.RESTARTS
                    ? unit
                    : goOn(open.get(edit.path()), edit, text -> spelt(text, manner, random)));
        case Unit.Change(var edit) when !done.contains(edit.path()) -> units.add(unit);
        case Unit.Change _, Unit.Declare _, Unit.Continue _ -> {}
      }
    }
    return units;
  }

  private Unit goOn(Partial partial, FileEdit whole, UnaryOperator<String> spelling) {
    var texts = TextParts.of(whole);
    var came = partial.texts().size();
    var rest = new ArrayList<TextPart>();
    if (partial.tail() == Partial.Tail.OPEN) {
      var text = texts.get(came - 1);
      var kept = partial.last().text();
      rest.add(
          new TextPart(text.role(), spelling.apply(kept) + text.text().substring(kept.length())));
    }
    rest.addAll(texts.subList(came, texts.size()));
    return new Unit.Continue(partial.path(), rest);
  }

  private static String spelt(String kept, Manner manner, Random random) {
    var anchor = Anchor.of(kept);
    return switch (manner) {
      case OBEDIENT, REPEATS_A_FINISHED_UNIT, RESTARTS -> anchor;
      case OTHER_SPACE -> respaced(anchor, random);
      case LONGER -> ofLines(kept, lines(anchor) + 1 + random.nextInt(3));
      case SHORTER -> ofLines(kept, Math.max(1, lines(anchor) - 1));
      case NO_ANCHOR -> "";
    };
  }

  private static String respaced(String anchor, Random random) {
    var out = new StringBuilder();
    for (var line : anchor.split("(?<=\n)", 0)) {
      var ended = line.endsWith("\n");
      var words = ended ? line.substring(0, line.length() - 1) : line;
      out.append(
          switch (random.nextInt(3)) {
            case 0 -> ended ? words + "  " : words;
            case 1 -> words.isBlank() ? words : "  " + words;
            default -> words.isBlank() ? words : words.replaceFirst("^ +", "\t");
          });
      out.append(ended ? "\n" : "");
    }
    return out.toString();
  }

  private static int lines(String text) {
    return text.split("(?<=\n)", 0).length;
  }

  private static String ofLines(String text, int count) {
    var lines = List.of(text.split("(?<=\n)", 0));
    return String.join("", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  /** What is there after a reply that was cut, and the open text of it. */
  static Merge cut(UnitReader reader, String reply) {
    var merge = new Merge();
    merge.nextCall();
    addTo(merge, reader, reply);
    return merge;
  }

  /** Adds what a reply brings; answers how it ended. */
  static ReplyEnd addTo(Merge merge, UnitReader reader, String reply) {
    var reads = new ArrayList<>(reader.feed(reply));
    var ending = reader.finish();
    reads.addAll(ending.reads());
    for (var read : reads) {
      if (read instanceof UnitReader.Read.Closed(var unit, _)) {
        merge.add(unit);
      }
    }
    ending.open().ifPresent(merge::add);
    return ending.end();
  }

  /**
   * Only the first unit of each path, and no rename from one: so that each is known by its path.
   */
  static List<Unit> distinct(List<Unit> units) {
    var seen = new ArrayList<RepoPath>();
    var distinct = new ArrayList<Unit>();
    for (var unit : units) {
      var path =
          unit instanceof Unit.Change(var edit)
              ? Optional.of(edit.path())
              : Optional.<RepoPath>empty();
      if (path.filter(seen::contains).isEmpty()) {
        path.ifPresent(seen::add);
        distinct.add(unit);
      }
    }
    return distinct;
  }

  static List<FileEdit> edits(List<Unit> units) {
    return units.stream()
        .filter(Unit.Change.class::isInstance)
        .map(unit -> ((Unit.Change) unit).edit())
        .toList();
  }
}
