package dev.autopack.builder;

import dev.autopack.model.TextSink;
import dev.autopack.output.Unit;

/** Stores a unit the moment it closes, then says whether the reply may go on. */
@FunctionalInterface
public interface UnitSink {
  TextSink.Flow keep(Unit unit);
}
