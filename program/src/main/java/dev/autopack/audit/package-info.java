/**
 * What an auditor is shown of a finished change, and what its answer is worth.
 *
 * <p>Pure: plan, diff and evidence go in, a prompt comes out; an answer goes in, remarks that the
 * diff bears out come back. It makes no call and decides nothing. Start at {@link AuditPrompt}.
 */
@NullMarked
package dev.autopack.audit;

import org.jspecify.annotations.NullMarked;
