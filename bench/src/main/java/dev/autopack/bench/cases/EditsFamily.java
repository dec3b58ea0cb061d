package dev.autopack.bench.cases;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.edit.Rung;
import dev.autopack.edit.Tree;
import dev.autopack.error.OperatorException;
import dev.autopack.output.ForeignReply;
import dev.autopack.output.ParsedBlocks;
import dev.autopack.output.Recognition;
import dev.autopack.output.ReplyEnd;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitReader.Ending;
import dev.autopack.output.UnitReader.Read;
import dev.autopack.workspace.RefusedChangeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A whole reply applied to a small tree: recognised, read, matched and applied as in a run that had
 * asked for another format.
 */
final class EditsFamily implements Family {
  private final From from;

  private EditsFamily(From from) {
    this.from = from;
  }

  /** What the edits of a case are taken from. */
  private enum From {
    REPLY,
    /** The blocks that the case holds parsed already. */
    EDITS
  }

  /**
   * The family.
   *
   * @param from the part to begin at: nothing, or {@code edits}
   */
  static EditsFamily from(Optional<String> from) {
    return switch (from.orElse("reply")) {
      case "reply" -> new EditsFamily(From.REPLY);
      case "edits" -> new EditsFamily(From.EDITS);
      case String other ->
          throw new OperatorException(
              "The family 'edits' has no part '%s'.".formatted(other), "Write '--from edits'.");
    };
  }

  @Override
  public Result run(Case given, Scratch scratch) throws IOException, InterruptedException {
    var before = texts(given.find("before"));
    var links = texts(given.find("links"));
    try (var world = CaseRepository.make(scratch.folder(), before, links)) {
      var done = apply(given, world);
      var tree = world.texts();
      var isUntouched = tree.equals(before) && world.links().equals(links);
      var after = given.find("after");
      var isRight =
          after.isPresent()
              ? tree.equals(texts(after)) && world.links().equals(links)
              : isUntouched && !done.outcome().equals("applied");
      var mayRefuse = after.isPresent() && given.isTrue("refusal_ok") && isUntouched;
      return new Result(
          isRight || mayRefuse,
          done.outcome(),
          done.why().isEmpty() ? tree.toString() : done.why(),
          done.rung()
              .<Map<String, JsonNode>>map(rung -> Map.of("rung", StringNode.valueOf(rung)))
              .orElse(Map.of()));
    }
  }

  private static Map<String, String> texts(Optional<JsonNode> node) {
    var texts = new TreeMap<String, String>();
    node.ifPresent(it ->
        it.properties()
            .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue())));
    return texts;
  }

  /**
   * How far a case came.
   *
   * @param rung how the loosest of its edits was found, where that was not exactly
   * @param why what stood in its way
   */
  private record Done(String outcome, Optional<String> rung, String why) {
    static Done not(String outcome, List<String> why) {
      return new Done(outcome, Optional.empty(), String.join("; ", why));
    }
  }

  private Done apply(Case given, CaseRepository world) {
    var asked = asked(given, world.tree());
    if (asked.isEmpty()) {
      return Done.not("unrecognised", List.of("no edit was recognised"));
    }
    if (!asked.get().problems().isEmpty()) {
      return Done.not("refused", asked.get().problems());
    }
    return switch (Resolver.resolve(world.tree(), new Proposal(asked.get().edits()))) {
      case Resolution.Refused(var problems) ->
          Done.not("refused", problems.stream().map(Resolution.Problem::text).toList());
      case Resolution.Resolved resolved -> apply(world, resolved);
    };
  }

  private static Done apply(CaseRepository world, Resolution.Resolved resolved) {
    var rung =
        resolved.changes().changes().stream()
            .map(FileChange::rung)
            .reduce(Rung.EXACT, Rung::orLooser);
    var name = Optional.of(rung.name().toLowerCase(Locale.ROOT));
    try {
      world.apply(resolved.changes());
      return new Done("applied", name.filter(_ -> rung != Rung.EXACT), "");
    } catch (RefusedChangeException refused) {
      return Done.not("refused", List.of(refused.reason()));
    }
  }

  /** The edits that a case asks for, or why they are not taken. */
  private record Asked(List<FileEdit> edits, List<String> problems) {}

  private Optional<Asked> asked(Case given, Tree tree) {
    return switch (from) {
      case REPLY ->
          Recognition.read(given.text("reply"), Format.NDJSON, Recognition.Ended.BY_ITSELF, tree)
              .map(EditsFamily::of);
      case EDITS -> given.find("edits").map(blocks -> of(ParsedBlocks.read(blocks(blocks), tree)));
    };
  }

  private static List<ParsedBlocks.Block> blocks(JsonNode edits) {
    var blocks = new ArrayList<ParsedBlocks.Block>();
    for (var edit : edits) {
      blocks.add(
          new ParsedBlocks.Block(
              edit.get("path").stringValue(),
              edit.get("search").stringValue(),
              edit.get("replace").stringValue()));
    }
    return blocks;
  }

  private static Asked of(ForeignReply foreign) {
    return new Asked(edits(foreign.units()), problems(foreign.problems(), foreign.end()));
  }

  private static Asked of(Ending ending) {
    var rejected =
        ending.reads().stream()
            .flatMap(read ->
                read instanceof Read.Rejected(_, var why) ? Stream.of(why) : Stream.<String>of())
            .toList();
    return new Asked(edits(ending.reads()), problems(rejected, ending.end()));
  }

  private static List<String> problems(List<String> problems, ReplyEnd end) {
    return problems.isEmpty() && !(end instanceof ReplyEnd.Complete)
        ? List.of(end.toString())
        : problems;
  }

  private static List<FileEdit> edits(List<? extends Read> reads) {
    return reads.stream()
        .flatMap(read ->
            read instanceof Read.Closed(Unit.Change(var edit), _)
                ? Stream.of(edit)
                : Stream.<FileEdit>of())
        .toList();
  }
}
