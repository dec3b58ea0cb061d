/**
 * Asking people, and what their answers allow.
 *
 * <p>An answer is for one content, once, until it expires. No answer is a no. Start at {@link
 * GovernanceRequest}.
 */
@NullMarked
package dev.autopack.governance;

import org.jspecify.annotations.NullMarked;
