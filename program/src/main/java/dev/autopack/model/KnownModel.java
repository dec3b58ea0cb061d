package dev.autopack.model;

import dev.autopack.budget.ModelProfile;

/**
 * A model of the catalogue.
 *
 * @param note what a person should know of it; may be empty
 * @param structure how it is held to an answer's JSON Schema
 */
public record KnownModel(ModelProfile profile, KeySource key, String note, Structure structure) {
  /** Who makes sure that an answer is as its schema says. */
  public enum Structure {
    /** The provider, which gets the schema with the request. */
    BY_SCHEMA,
    /** The prompt alone: the server may not know schemas, and refuse the request. */
    BY_PROMPT
  }
}
