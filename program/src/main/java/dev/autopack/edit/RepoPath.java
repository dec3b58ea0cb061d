package dev.autopack.edit;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Set;

/**
 * A file's path inside the repository: relative, normalised, with forward slashes.
 *
 * <p>Decided on the text alone, so the answer is the same on every system and needs no disk. A name
 * that any supported system would read as another file, or as a device, is refused here, once.
 */
public record RepoPath(String value) implements Comparable<RepoPath> {
  private static final int MAX_CHARS = 1024;

  /** What HFS+ ignores when it compares names, so that {@code .g‌it} would be {@code .git}. */
  private static final String IGNORED_BY_HFS =
      "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
          + "\u206a\u206b\u206c\u206d\u206e\u206f\ufeff";

  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

  /**
   * Normalises the text, or refuses it.
   *
   * @throws InvalidPathException naming the path and the reason
   */
  public RepoPath {
    require(!value.isEmpty(), value, "it is empty");
    require(value.length() <= MAX_CHARS, value, "it is longer than " + MAX_CHARS + " characters");
    // Slashes first: to Linux a backslash is a letter like any other, and would hide a "..".
    var slashed = value.replace('\\', '/');
    require(!slashed.startsWith("/"), value, "it is absolute");
    require(!slashed.startsWith("~"), value, "a shell would read it as a home folder");
    require(!slashed.endsWith("/"), value, "it names a folder");
    var segments = new ArrayDeque<String>();
    for (var segment : slashed.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> require(segments.pollLast() != null, value, "it leaves the repository");
        default -> {
          checkSegment(segment, value);
          segments.add(segment);
        }
      }
    }
    require(!segments.isEmpty(), value, "it names no file");
    value = String.join("/", segments);
  }

  private static void checkSegment(String segment, String whole) {
    segment
        .codePoints()
        .forEach(c -> {
          require(!Character.isISOControl(c), whole, "it holds a control character");
          require(Character.getType(c) != Character.SURROGATE, whole, "it holds half a character");
          require(IGNORED_BY_HFS.indexOf(c) < 0, whole, "it holds an invisible character");
        });
    // A drive ("C:") as well as an NTFS stream ("a.txt:hidden", ".git::$INDEX_ALLOCATION").
    require(segment.indexOf(':') < 0, whole, "it names a drive or an NTFS stream");
    require(!segment.endsWith("."), whole, "Windows drops a trailing dot");
    require(!segment.endsWith(" "), whole, "Windows drops a trailing space");
    var folded = segment.toLowerCase(Locale.ROOT);
    require(!folded.equals(".git"), whole, "it enters .git");
    require(!folded.matches("git~[0-9]+"), whole, "NTFS may read it as .git");
    var stem = folded.indexOf('.') < 0 ? folded : folded.substring(0, folded.indexOf('.'));
    require(
        !DEVICES.contains(stem) && !stem.matches("(com|lpt)[0-9¹²³]"),
        whole,
        "Windows reads it as a device");
  }

  private static void require(boolean holds, String path, String why) {
    if (!holds) {
      throw new InvalidPathException(path, why);
    }
  }

  /** The last name of the path: {@code c.txt} of {@code a/b/c.txt}. */
  public String fileName() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The folder it lies in, without a trailing slash; empty at the top of the repository. */
  public String folder() {
    var slash = value.lastIndexOf('/');
    return slash < 0 ? "" : value.substring(0, slash);
  }

  /** What follows the last dot of the name, lower case; empty where there is none. */
  public String extension() {
    var name = fileName();
    var dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(RepoPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
