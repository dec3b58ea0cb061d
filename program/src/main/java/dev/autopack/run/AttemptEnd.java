package dev.autopack.run;

import dev.autopack.failure.Failure;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param failure empty where it ended in a commit
 */
public record AttemptEnd(Optional<Failure> failure) {}
