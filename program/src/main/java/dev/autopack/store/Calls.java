package dev.autopack.store;

import dev.autopack.budget.Budget;
import dev.autopack.budget.Estimate;
import dev.autopack.budget.Format;
import dev.autopack.budget.Usage;
import dev.autopack.budget.Writing;
import dev.autopack.model.StopReason;
import dev.autopack.output.Kept;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.run.CallKey;
import dev.autopack.run.CallRecord;
import dev.autopack.run.CallReservation;
import dev.autopack.run.CallSettlement;
import dev.autopack.run.RunStore.StoredUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * The ledger: one row a call with what was predicted, reserved and really taken, each in its own
 * column so that telemetry can ask for it; and the units that closed in it.
 */
final class Calls {
  private static final String OF_BATCH =
      " where run = :run and phase = :phase and attempt = :attempt and batch = :batch";

  private static final String OF_KEY = OF_BATCH + " and number = :call";

  private Calls() {}

  static void reserve(Handle transaction, CallReservation call, Instant now) {
    var estimate = call.budget().estimate();
    var sql =
        """
        insert into calls (run, phase, attempt, batch, number, sequence,
          model, format, writing, predicted_p50, predicted_p95, predicted_because, calibrated_by,
          max_output_tokens, allowed_because, category, complexity, scope_files, batched,
          reserved_input_tokens, reserved_usd, purpose, reserved_at)
        values (:run, :phase, :attempt, :batch, :call,
          (select coalesce(max(sequence), 0) + 1 from calls where run = :run),
          :model, :format, :writing, :p50, :p95, :because, :calibrated,
          :max, :allowed, :category, :complexity, :files, :batched,
          :input, :usd, :purpose, :at)
        on conflict do nothing
        """;
    bind(transaction.createUpdate(sql), call.key())
        .bind("model", Row.column(call.model()))
        .bind("format", estimate.format().name())
        .bind("writing", estimate.writing().name())
        .bind("p50", estimate.p50())
        .bind("p95", estimate.p95())
        .bind("because", Row.column(estimate.reason()))
        .bind("calibrated", Double.toString(estimate.calibratedBy()))
        .bind("max", call.budget().maxOutputTokens())
        .bind("allowed", Row.column(call.budget().reason()))
        .bind("category", call.shape().category().name())
        .bind("complexity", call.shape().complexity().name())
        .bind("files", call.shape().scopeFiles())
        .bind("batched", call.shape().batched())
        .bind("input", call.inputTokens())
        .bind("usd", call.usd().toString())
        .bind("purpose", call.purpose().name())
        .bind("at", Row.column(now))
        .execute();
  }

  static void settle(Handle transaction, CallKey call, CallSettlement settlement, Instant now) {
    requireReserved(transaction, call);
    var usage = settlement.bill().usage();
    var sql =
        """
        update calls set ending = :ending, stop = :stop, bill_source = :source,
          input_tokens = :input, cache_read_tokens = :cacheRead,
          cache_write_tokens = :cacheWrite, output_tokens = :output,
          reasoning_tokens = :reasoning, usd = :usd, units = :units, rejected = :rejected,
          first_text_millis = :firstText, total_millis = :total,
          stopped = :stopped, reply_chars = :chars, foreign_format = :foreign,
          refined_p50 = :refined50, refined_p95 = :refined95, refined_because = :refinedBecause,
          reply_sha256 = :kept,
          settled_at = :at
        """;
    var update = bind(transaction.createUpdate(sql + OF_KEY + " and ending is null"), call);
    bind(update, settlement.reply())
        .bind("ending", settlement.ending().name())
        .bind("stop", Row.column(settlement.stop()))
        .bind("source", settlement.bill().source().name())
        .bind("input", usage.input())
        .bind("cacheRead", usage.cacheRead())
        .bind("cacheWrite", usage.cacheWrite())
        .bind("output", usage.output())
        .bind("reasoning", usage.reasoning())
        .bind("usd", settlement.bill().usd().toString())
        .bind("units", settlement.units())
        .bind("rejected", settlement.rejected())
        .bind("firstText", settlement.timing().firstTextMillis())
        .bind("total", settlement.timing().totalMillis())
        .bind("at", Row.column(now))
        .execute();
  }

  private static Update bind(Update update, CallSettlement.Reply reply) {
    return update
        .bind("stopped", reply.stopped().map(StopReason::name))
        .bind("chars", reply.chars())
        .bind("foreign", reply.foreign().map(Row::column))
        .bind("refined50", reply.refined().map(Estimate::p50))
        .bind("refined95", reply.refined().map(Estimate::p95))
        .bind("refinedBecause", reply.refined().map(Estimate::reason).map(Row::column))
        .bind("kept", reply.kept());
  }

  /** How many of a call's output tokens a commit holds. */
  static void credit(Handle transaction, CallKey call, long tokens) {
    requireReserved(transaction, call);
    bind(
            transaction.createUpdate(
                "update calls set committed_tokens = :tokens"
                    + OF_KEY
                    + " and committed_tokens is null"),
            call)
        .bind("tokens", tokens)
        .execute();
  }

  private static void requireReserved(Handle transaction, CallKey call) {
    if (bind(transaction.createQuery("select 1 from calls" + OF_KEY), call)
        .mapTo(Integer.class)
        .findOne()
        .isEmpty()) {
      throw new IllegalStateException("%s was never reserved".formatted(call));
    }
  }

  static List<CallRecord> list(Handle handle, RunId run) {
    var query = handle.select("select * from calls where run = ? order by sequence", run.value());
    return Row.each(query, Calls::call).list();
  }

  private static CallRecord call(Row row) {
    return new CallRecord(reservation(row), row.instant("reserved_at"), settlement(row));
  }

  private static CallReservation reservation(Row row) {
    return new CallReservation(
        key(row, "number"),
        row.text("model"),
        budget(row),
        new CallReservation.Shape(
            row.value("category", Category.class),
            row.value("complexity", Complexity.class),
            row.number("scope_files"),
            row.flag("batched")),
        row.number("reserved_input_tokens"),
        row.value("reserved_usd", BigDecimal.class),
        row.value("purpose", CallReservation.Purpose.class));
  }

  private static Optional<CallSettlement> settlement(Row row) {
    return row.optional("ending")
        .map(_ ->
            new CallSettlement(
                row.value("ending", CallSettlement.Ending.class),
                row.text("stop"),
                bill(row),
                row.number("units"),
                row.number("rejected"),
                new CallSettlement.Timing(
                    row.longNumber("first_text_millis"), row.longNumber("total_millis")),
                reply(row)));
  }

  private static CallSettlement.Reply reply(Row row) {
    return new CallSettlement.Reply(
        row.optionalValue("stopped", StopReason.class),
        row.optionalLong("reply_chars"),
        row.optional("foreign_format"),
        row.optional("refined_p50").map(_ -> estimate(row, "refined")),
        row.optional("reply_sha256"));
  }

  /** What was predicted before the call, or refined in it. */
  static Estimate estimate(Row row, String stage) {
    return new Estimate(
        row.value("format", Format.class),
        row.value("writing", Writing.class),
        row.longNumber(stage + "_p50"),
        row.longNumber(stage + "_p95"),
        Double.parseDouble(row.text("calibrated_by")),
        row.text(stage + "_because"));
  }

  static Budget budget(Row row) {
    return new Budget(
        estimate(row, "predicted"), row.number("max_output_tokens"), row.text("allowed_because"));
  }

  private static CallSettlement.Bill bill(Row row) {
    return new CallSettlement.Bill(
        row.value("bill_source", CallSettlement.Bill.Source.class),
        new Usage(
            row.longNumber("input_tokens"),
            row.longNumber("cache_read_tokens"),
            row.longNumber("cache_write_tokens"),
            row.longNumber("output_tokens"),
            row.longNumber("reasoning_tokens")),
        row.value("usd", BigDecimal.class));
  }

  static void saveUnit(Handle transaction, CallKey call, int index, Kept kept) {
    requireReserved(transaction, call);
    var sql =
        """
        insert into units (run, phase, attempt, batch, call, position, unit)
        values (:run, :phase, :attempt, :batch, :call, :index, :unit) on conflict do nothing
        """;
    bind(transaction.createUpdate(sql), call)
        .bind("index", index)
        .bind("unit", Json.write(Kept.class, kept))
        .execute();
  }

  static List<StoredUnit> units(Handle handle, RunId run, PhaseId phase, int attempt, int batch) {
    var query = handle.createQuery("select * from units" + OF_BATCH + " order by call, position");
    return Row.each(
            bindBatch(query, run, phase, attempt, batch),
            row ->
                new StoredUnit(
                    key(row, "call"), row.number("position"), row.json("unit", Kept.class)))
        .list();
  }

  private static CallKey key(Row row, String number) {
    return new CallKey(
        row.value("run", RunId.class),
        row.value("phase", PhaseId.class),
        row.number("attempt"),
        row.number("batch"),
        row.number(number));
  }

  private static <S extends SqlStatement<S>> S bind(S statement, CallKey key) {
    return bindBatch(statement, key.run(), key.phase(), key.attempt(), key.batch())
        .bind("call", key.call());
  }

  private static <S extends SqlStatement<S>> S bindBatch(
      S statement, RunId run, PhaseId phase, int attempt, int batch) {
    return statement
        .bind("run", run.value())
        .bind("phase", phase.value())
        .bind("attempt", attempt)
        .bind("batch", batch);
  }
}
