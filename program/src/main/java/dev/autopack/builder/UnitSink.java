package dev.autopack.builder;

import dev.autopack.model.TextSink;
import dev.autopack.output.Kept;

/**
 * Stores a unit the moment it closes, then says whether the reply may go on; at the end of a cut
 * reply it stores what was open.
 */
@FunctionalInterface
public interface UnitSink {
  TextSink.Flow keep(Kept kept);
}
