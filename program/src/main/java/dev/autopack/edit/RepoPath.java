package dev.autopack.edit;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file's path inside the repository: relative, normalised, with forward slashes.
 *
 * <p>Decided on the text alone, so the answer is the same on every system and needs no disk. A name
 * that any supported system would read as another file, or as a device, is refused here, once.
 */
public record RepoPath(String value) implements Comparable<RepoPath> {
  private static final int MAX_CHARS = 1024;
  private static final int MAX_NAME_BYTES = 255;

  /** {@code com1}: the devices with stranger letters in their names are longer. */
  private static final int MAX_PLAIN_DEVICE = 4;

  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$");
  private static final Pattern NUMBERED_DEVICE = Pattern.compile("(com|lpt)[0-9¹²³]");

  /**
   * What Windows gives a longer name as a second, short one: {@code GIT~1}, {@code AUTOPA~1.YAM}.
   */
  private static final Pattern SHORT_NAME = Pattern.compile("[^.]{1,6}~[0-9]{1,6}(\\.[^.]{0,3})?");

  /**
   * Normalises the text, or refuses it.
   *
   * @throws InvalidPathException naming the path and the reason
   */
  public RepoPath {
    if (!isPlain(value)) {
      value = checked(value);
    }
  }

  /**
   * Whether nothing in the text could be refused or normalised. Most paths are such, and a tree has
   * ten thousands of them. What this does not know it leaves to the whole check.
   */
  private static boolean isPlain(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_NAME_BYTES) {
      return false;
    }
    int start = 0;
    int dot = -1;
    for (int i = 0; i <= length; i++) {
      char c = i == length ? '/' : text.charAt(i);
      if (c == '/') {
        // A name that begins or ends with a dot may be "..", and a short one a device.
        boolean isOdd = i == start || text.charAt(start) == '.' || text.charAt(i - 1) == '.';
        int stem = (dot < 0 ? i : dot) - start;
        if (isOdd || (stem <= MAX_PLAIN_DEVICE && isDevice(text.substring(start, start + stem)))) {
          return false;
        }
        start = i + 1;
        dot = -1;
      } else if (c == '.') {
        dot = dot < 0 ? i : dot;
      } else if (!isPlain(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '+';
  }

  private static String checked(String value) {
    require(!value.isEmpty(), value, "it is empty");
    require(value.length() <= MAX_CHARS, value, "it is longer than " + MAX_CHARS + " characters");
    // Slashes first: to Linux a backslash is a letter like any other, and would hide a "..".
    var slashed = value.replace('\\', '/');
    require(!slashed.startsWith("/"), value, "it is absolute");
    require(!slashed.startsWith("~"), value, "a shell would read it as a home folder");
    require(!slashed.endsWith("/"), value, "it names a folder");
    var names = new ArrayDeque<String>();
    for (var name : slashed.split("/", -1)) {
      switch (name) {
        case "", "." -> {}
        case ".." -> require(names.pollLast() != null, value, "it leaves the repository");
        default -> {
          checkName(name, value);
          names.add(name);
        }
      }
    }
    require(!names.isEmpty(), value, "it names no file");
    require(!slashed.endsWith("/.") && !slashed.endsWith("/.."), value, "it names a folder");
    return String.join("/", names);
  }

  private static void checkName(String name, String whole) {
    name.codePoints().forEach(c -> require(isVisible(c), whole, "it holds " + named(c)));
    require(
        name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES,
        whole,
        "a name in it is longer than " + MAX_NAME_BYTES + " bytes");
    // A drive ("C:") as well as an NTFS stream ("a.txt:hidden", ".git::$INDEX_ALLOCATION").
    require(name.indexOf(':') < 0, whole, "it names a drive or an NTFS stream");
    require(!name.endsWith("."), whole, "Windows drops a trailing dot");
    require(!name.endsWith(" "), whole, "Windows drops a trailing space");
    var folded = folded(name);
    require(!folded.equals(".git"), whole, "it enters .git");
    require(
        !SHORT_NAME.matcher(folded).matches(), whole, "Windows may read it as another file's name");
    var dot = folded.indexOf('.');
    var stem = (dot < 0 ? folded : folded.substring(0, dot)).stripTrailing();
    require(!isDevice(stem), whole, "Windows reads it as a device");
  }

  private static boolean isDevice(String stem) {
    var folded = folded(stem);
    return DEVICES.contains(folded) || NUMBERED_DEVICE.matcher(folded).matches();
  }

  /** Invisible ones hide what a name is from people, and HFS+ ignores some when it compares. */
  static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String named(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> "a control character";
      case Character.SURROGATE -> "half a character";
      default -> "an invisible character";
    };
  }

  /**
   * The same for all spellings that a file system which ignores case, or Unicode's composed and
   * decomposed forms, takes for one name.
   */
  static String folded(String text) {
    var composed = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    // Upper case first: it joins letters such as the dotless i that lower case keeps apart.
    return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
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

  /** The path in the form that is the same for all its case and Unicode twins. */
  public String folded() {
    return folded(value);
  }

  /** The last name of the path, folded. */
  public String foldedName() {
    return folded(fileName());
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
