package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Stratum;
import dev.autopack.bench.replay.ReplayedCommit.Result;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rows as people or programs read them. */
final class Table {
  private static final int MAX_NAMED = 40;

  private final ReplayOptions options;
  private final List<Row> rows;

  Table(ReplayOptions options, List<Row> rows) {
    this.options = options;
    this.rows = List.copyOf(rows);
  }

  /** Whether every tree that should have come out came out, and no other. */
  boolean isRight() {
    return options.faults().isPresent()
        ? rows.stream().allMatch(row -> row.wrong() == 0)
        : rows.stream().allMatch(row -> row.exact() == row.measured().size());
  }

  void print(PrintStream out) {
    switch (options.output().form()) {
      case TABLE -> table(out);
      case JSON ->
          out.println(
              JsonMapper.builder()
                  .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                  .build()
                  .writeValueAsString(json()));
    }
  }

  private void table(PrintStream out) {
    var head =
        new ArrayList<>(List.of("format", "cut", "commits", "exact", "not done", "silently wrong"));
    for (var stratum : Stratum.values()) {
      head.add("exact, %s file%s".formatted(stratum.label(), stratum == Stratum.ONE ? "" : "s"));
    }
    head.addAll(
        List.of(
            "calls",
            "again, of all tokens",
            "text thrown away, 1 file",
            "with names and marks",
            "first call cut",
            "budget ÷ true",
            "tokens emitted",
            "whole reply ÷ NDJSON edits"));
    line(out, head);
    line(out, head.stream().map(_ -> "---").toList());
    rows.forEach(row -> line(out, cells(row)));
    notes(out);
  }

  private static List<String> cells(Row row) {
    var cells = new ArrayList<String>();
    cells.add(row.format());
    cells.add(row.cut().label());
    cells.add(Integer.toString(row.measured().size()));
    cells.add(percent((double) row.exact() / Math.max(1, row.measured().size())));
    cells.add(Long.toString(row.refused()));
    cells.add(Long.toString(row.wrong()));
    for (var stratum : Stratum.values()) {
      var in = row.in(stratum);
      cells.add("%d/%d".formatted(in.stream().filter(ReplayedCommit::isExact).count(), in.size()));
    }
    cells.add(Long.toString(row.calls()));
    cells.add(percent(row.again()));
    cells.add(percent(row.textThrownAway()));
    cells.add(percent(row.thrownAway()));
    cells.add(percent(row.firstCut()));
    cells.add(number(row.budgetOverTrue()));
    cells.add(Long.toString(row.tokens()));
    cells.add(number(row.againstEdits()));
    return cells;
  }

  private static void line(PrintStream out, List<String> cells) {
    out.println("| " + String.join(" | ", cells) + " |");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : "-";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "-";
  }

  private void notes(PrintStream out) {
    for (var row : rows) {
      var bad =
          row.commits().stream()
              .filter(each -> !each.isExact())
              .map(
                  each -> "- %s, cut %s: %s".formatted(row.format(), row.cut().label(), said(each)))
              .toList();
      bad.stream().limit(MAX_NAMED).forEach(out::println);
      if (bad.size() > MAX_NAMED) {
        out.printf("- %d more of this row%n", bad.size() - MAX_NAMED);
      }
    }
  }

  private static String said(ReplayedCommit each) {
    var name = "%s (%d files)".formatted(each.commit().name(), each.commit().files().size());
    return switch (each.result()) {
      case Result.Exact() -> name + " exact";
      case Result.Wrong(var how) -> name + " WRONG: " + shortened(how);
      case Result.NotDone(var why) -> name + " not done: " + shortened(why);
      case Result.NotReplayable(var why) -> name + " not replayable: " + shortened(why);
    };
  }

  private static String shortened(String text) {
    var line = text.replaceAll("\\s+", " ");
    return line.length() <= 400 ? line : line.substring(0, 400) + " …";
  }

  private ObjectNode json() {
    var json = JsonMapper.shared().createObjectNode().put("version", 1);
    json.put("profile", options.kind().framing().name().toLowerCase(Locale.ROOT));
    json.put("oracle", options.kind().temper().name().toLowerCase(Locale.ROOT));
    options.kind().cap().ifPresent(cap -> json.put("cap", cap));
    options.faults().ifPresent(seed -> json.put("faults", seed));
    json.put("right", isRight());
    var list = json.putArray("rows");
    rows.forEach(row -> add(list.addObject(), row));
    return json;
  }

  private static void add(ObjectNode json, Row row) {
    json.put("format", row.format()).put("cut", row.cut().label());
    json.put("commits", row.measured().size()).put("exact", row.exact());
    json.put("not_done", row.refused()).put("wrong", row.wrong());
    var written = json.putObject("formats");
    row.scripts().forEach(written::put);
    var strata = json.putObject("strata");
    for (var stratum : Stratum.values()) {
      var in = row.in(stratum);
      strata
          .putObject(stratum.label())
          .put("commits", in.size())
          .put("exact", in.stream().filter(ReplayedCommit::isExact).count());
    }
    json.put("calls", row.calls()).put("again", row.again());
    put(json, "thrown_away_one_file", row.textThrownAway());
    put(json, "thrown_away_with_names_one_file", row.thrownAway());
    json.put("first_call_cut", row.firstCut());
    put(json, "budget_over_true", row.budgetOverTrue());
    json.put("tokens", row.tokens());
    put(json, "whole_reply_over_ndjson_edits", row.againstEdits());
    var bad = json.putArray("not_exact");
    row.commits().stream()
        .filter(each -> !each.isExact())
        .forEach(
            each -> bad.addObject().put("commit", each.commit().name()).put("why", said(each)));
  }

  private static void put(ObjectNode json, String name, OptionalDouble value) {
    value.ifPresentOrElse(number -> json.put(name, number), () -> json.putNull(name));
  }
}
