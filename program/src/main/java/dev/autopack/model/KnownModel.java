package dev.autopack.model;

import dev.autopack.budget.ModelProfile;

/**
 * A model of the catalogue.
 *
 * @param note what a person should know of it; may be empty
 */
public record KnownModel(ModelProfile profile, KeySource key, String note) {}
