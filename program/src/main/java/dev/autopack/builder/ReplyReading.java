package dev.autopack.builder;

import dev.autopack.budget.Format;
import dev.autopack.code.SourceFiles;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.model.CallEnd;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.output.Dialect;
import dev.autopack.output.ForeignReply;
import dev.autopack.output.Partial;
import dev.autopack.output.ReaderLimits;
import dev.autopack.output.Recognition;
import dev.autopack.output.ReplyEnd;
import dev.autopack.output.TextPart;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitReader;
import dev.autopack.output.UnitReader.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Listens to one reply: each unit goes on the moment it closes, and nothing goes on once the sink
 * said stop.
 */
final class ReplyReading implements TextSink {
  private static final int MAX_REJECTED = 50;

  private final Format asked;
  private final UnitReader reader;
  private final UnitSink sink;
  private final Tree tree;
  private final StringBuilder text = new StringBuilder();
  private final List<String> rejected = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();
  private int units;
  private int operations;
  private Flow flow = Flow.CONTINUE;

  ReplyReading(Format asked, UnitReader reader, UnitSink sink, Tree tree) {
    this.asked = asked;
    this.reader = reader;
    this.sink = sink;
    this.tree = tree;
  }

  @Override
  public Flow accept(String piece) {
    if (flow == Flow.CANCEL) {
      return flow;
    }
    text.append(piece);
    take(reader.feed(piece));
    if (text.length() > ReaderLimits.STANDARD.replyChars()) {
      flow = Flow.CANCEL;
    }
    return flow;
  }

  CallReport report(CallEnd end) {
    var ending = reader.finish();
    take(ending.reads());
    var foreign = foreign(end, ending.end());
    if (foreign.isPresent()) {
      return report(end, foreign.get());
    }
    keepOpen(ending.open());
    return report(end, ending.end(), Dialect.of(asked));
  }

  private CallReport report(CallEnd end, ReplyEnd reply, Dialect written) {
    return new CallReport(end, reply, units, rejected, passedOver, written, text.toString());
  }

  /**
   * Only where the format asked for gave no operation: what it gave is stored already. A
   * declaration may stand before anything.
   */
  private Optional<ForeignReply> foreign(CallEnd end, ReplyEnd own) {
    return operations > 0 || flow == Flow.CANCEL || own instanceof ReplyEnd.Complete
        ? Optional.empty()
        : Recognition.read(text.toString(), asked, ended(end), tree);
  }

  private static Recognition.Ended ended(CallEnd end) {
    return end instanceof CallEnd.Finished(var reason, _, _, _) && reason != StopReason.MAX_TOKENS
        ? Recognition.Ended.BY_ITSELF
        : Recognition.Ended.STOPPED;
  }

  private CallReport report(CallEnd end, ForeignReply foreign) {
    rejected.clear();
    foreign.problems().forEach(this::reject);
    // All of it or nothing: what is kept of half a reply would be taken for what was asked for.
    if (foreign.units().stream().allMatch(it -> maskedPath(it.unit()).isEmpty())) {
      take(List.copyOf(foreign.units()));
      keepOpen(foreign.open());
    } else {
      foreign.units().stream()
          .flatMap(it -> maskedPath(it.unit()).stream())
          .forEach(this::rejectMasked);
    }
    return report(end, foreign.end(), foreign.dialect());
  }

  private void take(List<Read> reads) {
    for (var read : reads) {
      if (flow == Flow.CANCEL) {
        return;
      }
      switch (read) {
        case Read.Closed(var unit, _) -> keep(unit);
        case Read.Rejected(var _, var why) -> reject(why);
        case Read.PassedOver(var _, var why) -> passOver(why);
      }
    }
  }

  private void keep(Unit unit) {
    var masked = maskedPath(unit);
    if (masked.isPresent()) {
      rejectMasked(masked.get());
      return;
    }
    flow = sink.keep(unit);
    units++;
    operations += unit instanceof Unit.Declare ? 0 : 1;
  }

  private void keepOpen(Optional<Partial> open) {
    if (flow == Flow.CONTINUE) {
      open.flatMap(this::withoutMask).ifPresent(sink::keep);
    }
  }

  /** What is open, up to where a mask could stand; empty where a whole one does. */
  private Optional<Partial> withoutMask(Partial open) {
    var last = open.last().text();
    var length = Math.min(last.length(), Scrubber.MASK.length() - 1);
    while (length > 1 && !last.endsWith(Scrubber.MASK.substring(0, length))) {
      length--;
    }
    var kept =
        length > 1 ? open.endingWith(last.substring(0, last.length() - length)) : Optional.of(open);
    return kept.filter(
        it -> maskedPath(it.path(), it.texts().stream().map(TextPart::text)).isEmpty());
  }

  /** Applied, it would put the mask into the file where the secret stands. */
  private void rejectMasked(String path) {
    reject(
        "'%s' would write '%s', which only stands for a masked secret; leave that line alone"
            .formatted(path, Scrubber.MASK));
  }

  private void reject(String why) {
    if (rejected.size() < MAX_REJECTED) {
      rejected.add(why);
    }
  }

  private void passOver(String why) {
    if (passedOver.size() < MAX_REJECTED) {
      passedOver.add(why);
    }
  }

  /** The path that a unit would write a mask to, unless the file holds that very text itself. */
  private Optional<String> maskedPath(Unit unit) {
    return switch (unit) {
      case Unit.Declare _ -> Optional.empty();
      case Unit.Change(var edit) -> maskedPath(edit.path(), texts(edit));
      case Unit.Continue(var path, var texts) ->
          maskedPath(path, texts.stream().map(TextPart::text));
    };
  }

  private Optional<String> maskedPath(RepoPath path, Stream<String> texts) {
    return texts.anyMatch(it -> it.contains(Scrubber.MASK))
            && SourceFiles.text(tree, path).filter(it -> it.contains(Scrubber.MASK)).isEmpty()
        ? Optional.of(path.value())
        : Optional.empty();
  }

  private static Stream<String> texts(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create(var _, var content) -> Stream.of(content);
      case FileEdit.Rewrite(var _, var content) -> Stream.of(content);
      case FileEdit.Edit(var _, var replacements) ->
          replacements.stream().flatMap(it -> Stream.of(it.before(), it.after()));
      case FileEdit.Delete _ -> Stream.empty();
      case FileEdit.Rename(var _, var _, var replacements) ->
          replacements.stream().flatMap(it -> Stream.of(it.before(), it.after()));
    };
  }
}
