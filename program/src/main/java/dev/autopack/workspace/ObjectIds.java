package dev.autopack.workspace;

import java.util.regex.Pattern;

/** What git's object ids look like: SHA-1 or SHA-256, in full and in lower case. */
final class ObjectIds {
  private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private ObjectIds() {}

  static void require(String id) {
    if (!FULL.matcher(id).matches()) {
      throw new IllegalArgumentException("'%s' is no full object id".formatted(id));
    }
  }
}
