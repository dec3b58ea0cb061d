/**
 * Runs every child process of the program, under one set of rules.
 *
 * <p>argv only, an environment built from an allow-list, no terminal, time and output limits, the
 * whole tree killed. The only package that starts processes. Start at {@link ProcessRunner}.
 */
@NullMarked
package dev.autopack.process;

import org.jspecify.annotations.NullMarked;
