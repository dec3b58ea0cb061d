package dev.autopack.model;

/**
 * What a reply must look like: sent along where the provider can hold the model to it.
 *
 * @param name letters, digits and underscores
 * @param json a JSON Schema in which every property is required and no other allowed, since some
 *     providers take no other
 */
public record AnswerSchema(String name, String json) {}
