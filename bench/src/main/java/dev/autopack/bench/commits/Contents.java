package dev.autopack.bench.commits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts of one commit's files, exact to the byte. */
public record Contents(List<FileTexts> files) {
  public Contents {
    files = List.copyOf(files);
  }

  /**
   * One touched file.
   *
   * @param before empty where the commit adds it
   * @param after empty where the commit deletes it
   */
  public record FileTexts(
      Commit.Status status,
      String path,
      Optional<String> oldPath,
      Optional<String> before,
      Optional<String> after) {}

  /** The touched files by path, as the parent has them. */
  public Map<String, String> before() {
    var texts = new LinkedHashMap<String, String>();
    files.forEach(file ->
        file.before().ifPresent(text -> texts.put(file.oldPath().orElse(file.path()), text)));
    return texts;
  }

  /** The touched files by path, as the commit leaves them. */
  public Map<String, String> after() {
    var texts = new LinkedHashMap<String, String>();
    files.forEach(file -> file.after().ifPresent(text -> texts.put(file.path(), text)));
    return texts;
  }

  /** Where contents come from. */
  @FunctionalInterface
  public interface Source {
    /** What the source holds of the commit; empty where it does not know it. */
    Optional<Contents> find(Commit commit);
  }
}
