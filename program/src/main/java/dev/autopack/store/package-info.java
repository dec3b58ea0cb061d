/**
 * Keeps what must outlive the process: runs, steps and their results in a database, large content
 * in files, one lock a run.
 *
 * <p>Implements the ports of {@code run} with one SQL for SQLite and PostgreSQL; decides nothing
 * about a run. Start at {@link Store}.
 */
@NullMarked
package dev.autopack.store;

import org.jspecify.annotations.NullMarked;
