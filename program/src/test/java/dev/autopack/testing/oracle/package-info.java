/**
 * A model server on loopback that speaks the providers' wire protocols, streamed as they stream.
 *
 * <p>What it answers is a function of the request alone ({@link Answerer}); what goes wrong on the
 * way is scripted apart from it ({@link Fault}). It knows nothing of phases or formats. Start at
 * {@link OracleServer}.
 */
@NullMarked
package dev.autopack.testing.oracle;

import org.jspecify.annotations.NullMarked;
