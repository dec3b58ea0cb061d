/**
 * Proofs on the packaged program, started as a user starts it, on real repositories and toolchains,
 * against an oracle that sees only the request.
 */
@NullMarked
package dev.autopack.e2e;

import org.jspecify.annotations.NullMarked;
