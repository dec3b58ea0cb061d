package dev.autopack.model.langchain;

/**
 * One server-sent event.
 *
 * @param name empty where the server gave none
 */
record ServerEvent(String name, String data) {}
