package dev.autopack.code;

import dev.autopack.edit.RepoPath;

/**
 * What something was read of.
 *
 * @param kind what the text was read as: the end of its file's name
 * @param objectId names the content
 */
record ContentKey(String kind, String objectId) {
  static ContentKey of(RepoPath path, String objectId) {
    return new ContentKey(path.extension(), objectId);
  }
}
