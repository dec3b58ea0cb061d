/**
 * What a person asked for: the plan, its phases, and the strict reader that checks it.
 *
 * <p>Parses text it is given; opens no file. Start at {@link Plan}.
 */
@NullMarked
package dev.autopack.plan;

import org.jspecify.annotations.NullMarked;
