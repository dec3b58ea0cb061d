package dev.autopack.output;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds JSON objects in a stream of text and hands each on as it closes.
 *
 * <p>Text around the objects is skipped: prose, code fences, a byte order mark. Inside one, what
 * models commonly get wrong and what has only one reading is repaired and reported: raw line breaks
 * and control characters in strings, trailing commas, single and typographic quotes, Python's
 * spelling of constants. Anything else makes the object malformed; it is never guessed at, and an
 * object that is open when the text ends stays open.
 */
final class JsonTokenizer {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_WORD_CHARS = 40;
  private static final int SHOWN_CHARS = 200;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** What the text so far completed. */
  sealed interface Event {
    /**
     * An object closed.
     *
     * @param start how its text begins
     */
    record Closed(JsonValue.Members object, Placing placing, String start, List<String> repairs)
        implements Event {}

    /** Something that began as an object is none. */
    record Malformed(String start, String why) implements Event {}
  }

  /** Where an object stood that closed. */
  enum Placing {
    OUTERMOST,
    ELEMENT
  }

  /** Which objects are handed on, and how reading goes on behind a malformed one. */
  enum Framing {
    /** Each outermost object; a line that begins an operation ends one that is still open. */
    LINES,
    /** The objects in the list {@code files} of the outermost object, and then that one. */
    FILES
  }

  private enum State {
    OUTSIDE,
    OPENED,
    KEY,
    COLON,
    VALUE,
    NEXT,
    STRING,
    ESCAPE,
    UNICODE,
    WORD,
    SKIPPING
  }

  private final Framing framing;
  private final int maxChars;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final StringBuilder string = new StringBuilder();
  private final StringBuilder start = new StringBuilder();
  private final Set<String> repairs = new LinkedHashSet<>();
  private final OpLine opLine = new OpLine();
  private List<Event> events = new ArrayList<>();
  private State state = State.OUTSIDE;
  private boolean stringIsKey;
  private boolean afterComma;
  private char quote;
  private int codeUnit;
  private int hexDigits;
  private long chars;

  /** Where in the string the last raw line break stands; -1 without one. */
  private int rawBreak = -1;

  JsonTokenizer(Framing framing, int maxChars) {
    this.framing = framing;
    this.maxChars = maxChars;
  }

  List<Event> feed(String text) {
    events = new ArrayList<>();
    var at = 0;
    while (at < text.length()) {
      if (state == State.STRING && !opLine.isPossible()) {
        at = takePlain(text, at);
        if (at == text.length()) {
          break;
        }
      }
      take(text.charAt(at));
      at++;
    }
    return events;
  }

  /** What is open: a path, where the object has named it already. */
  Optional<String> open() {
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    var path =
        frames.stream()
            .map(frame -> frame.members.get("path"))
            .filter(JsonValue.Text.class::isInstance)
            .map(value -> "'" + ((JsonValue.Text) value).value() + "'")
            .findFirst();
    return Optional.of(path.orElse("an open object"));
  }

  /**
   * The object that is open, as far as it came, and whether the cut is inside its last text; empty
   * where there is none.
   */
  Optional<Open> openObject() {
    var around = framing == Framing.FILES ? 2 : 0;
    if (frames.size() <= around || (framing == Framing.FILES && !hasFiles())) {
      return Optional.empty();
    }
    var inText = isInText();
    var inner =
        inText
            ? Optional.<JsonValue>of(new JsonValue.Text(openText()))
            : Optional.<JsonValue>empty();
    // From the innermost out: each holds what is open inside it.
    for (var frame : frames.stream().limit((long) frames.size() - around).toList()) {
      inner = Optional.of(frame.soFar(inner));
    }
    return inner
        .filter(JsonValue.Members.class::isInstance)
        .map(object -> new Open((JsonValue.Members) object, inText));
  }

  /** An object that is not closed, with everything that is open inside it closed. */
  record Open(JsonValue.Members object, boolean inText) {}

  private boolean isInText() {
    return switch (state) {
      case STRING, ESCAPE, UNICODE -> !stringIsKey;
      // What closed the text may have been the first quote of the next operation's line.
      case NEXT -> isAtNextOperation() && frames.getFirst().endsWith(string.toString());
      case OUTSIDE, OPENED, KEY, COLON, VALUE, WORD, SKIPPING -> false;
    };
  }

  /** A raw line that could still become the next operation is none of the text's. */
  private String openText() {
    return OpenText.certain(
        isAtNextOperation() ? string.substring(0, rawBreak) : string.toString());
  }

  private boolean isAtNextOperation() {
    return framing == Framing.LINES && opLine.isPossible() && rawBreak >= 0;
  }

  boolean isSkipping() {
    return state == State.SKIPPING;
  }

  /** The long middle of a string in one go: nothing in it can end it or need a repair. */
  private int takePlain(String text, int from) {
    var at = from;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == quote || c == '\\' || c < ' ' || c == '\u201c' || c == '\u201d') {
        break;
      }
      at++;
    }
    string.append(text, from, at);
    remember(text, from, at);
    return at;
  }

  private void take(char c) {
    var line = opLine.take(c, state == State.OUTSIDE);
    if (line == OpLine.Seen.NEW_OBJECT && framing == Framing.LINES) {
      beginAtOp();
      return;
    }
    if (state != State.OUTSIDE && state != State.SKIPPING) {
      remember(String.valueOf(c), 0, 1);
    }
    while (!step(c)) {
      // The character ended one thing and begins the next.
    }
  }

  /** The object that was open never closed; its text cannot hold this line if it is in order. */
  private void beginAtOp() {
    if (state != State.SKIPPING) {
      malformed("the next line begins another operation before this one is closed");
    }
    begin();
    remember("{\"op\"", 0, 5);
    frames.push(new Frame(false));
    frames.getFirst().key = "op";
    state = State.COLON;
  }

  private void begin() {
    frames.clear();
    string.setLength(0);
    start.setLength(0);
    repairs.clear();
    chars = 0;
    afterComma = false;
  }

  private void remember(CharSequence text, int from, int to) {
    chars += to - from;
    if (start.length() < SHOWN_CHARS) {
      start.append(text, from, Math.min(to, from + SHOWN_CHARS - start.length()));
    }
    if (chars > maxChars && !frames.isEmpty()) {
      malformed("it is longer than %d characters".formatted(maxChars));
    }
  }

  /** Answers whether the character was used up. */
  private boolean step(char c) {
    return switch (state) {
      case OUTSIDE -> outside(c);
      case OPENED -> opened(c);
      case KEY -> key(c);
      case COLON -> colon(c);
      case VALUE -> value(c);
      case NEXT -> next(c);
      case STRING -> string(c);
      case ESCAPE -> escape(c);
      case UNICODE -> unicode(c);
      case WORD -> word(c);
      case SKIPPING -> true;
    };
  }

  private boolean outside(char c) {
    if (c == '{') {
      begin();
      remember("{", 0, 1);
      state = State.OPENED;
    }
    return true;
  }

  /** A brace in prose is no object: one goes on with a quoted name. */
  private boolean opened(char c) {
    if (isSpace(c)) {
      return true;
    }
    if (!isQuote(c)) {
      state = State.OUTSIDE;
      return c == '}';
    }
    frames.push(new Frame(false));
    openString(c, true);
    return true;
  }

  private boolean key(char c) {
    if (isSpace(c)) {
      return true;
    }
    if (c == '}') {
      close();
    } else if (isQuote(c)) {
      openString(c, true);
    } else {
      malformed("a name in double quotes must stand %s, not %s".formatted(where(), shown(c)));
    }
    return true;
  }

  private boolean colon(char c) {
    if (c == ':') {
      state = State.VALUE;
      afterComma = false;
    } else if (!isSpace(c)) {
      malformed("after %s a colon must stand, not %s".formatted(where(), shown(c)));
    }
    return true;
  }

  private boolean value(char c) {
    if (isSpace(c)) {
      return true;
    }
    if (c == '{' || c == '[') {
      push(c == '[');
    } else if (c == ']' && frames.getFirst().list && frames.getFirst().mayClose(afterComma)) {
      close();
    } else if (isQuote(c)) {
      openString(c, false);
    } else if (Character.isLetterOrDigit(c) || c == '-') {
      string.setLength(0);
      string.append(c);
      state = State.WORD;
    } else {
      malformed("a value must stand %s, not %s".formatted(where(), shown(c)));
    }
    return true;
  }

  private void push(boolean list) {
    if (frames.size() >= MAX_DEPTH) {
      malformed("it is nested more than %d deep".formatted(MAX_DEPTH));
      return;
    }
    if (isElement(list)) {
      start.setLength(0);
      chars = 0;
      repairs.clear();
      remember("{", 0, 1);
    }
    frames.push(new Frame(list));
    state = list ? State.VALUE : State.KEY;
    afterComma = false;
  }

  private boolean isElement(boolean list) {
    return framing == Framing.FILES
        && !list
        && frames.size() == 2
        && frames.getFirst().list
        && frames.getLast().key.equals("files");
  }

  private boolean next(char c) {
    if (isSpace(c)) {
      return true;
    }
    var top = frames.getFirst();
    if (c == ',') {
      afterComma = true;
      state = top.list ? State.VALUE : State.KEY;
    } else if (c == (top.list ? ']' : '}')) {
      close();
    } else if (opLine.isPossible()) {
      // What closed the text just now was the first quote of the next line.
      malformed("a line begins with '{\"' before %s is closed".formatted(where()));
    } else {
      malformed(
          "after the value of %s stands %s instead of a comma or '%s'; inside a text a double quote"
                  .formatted(where(), shown(c), top.list ? "]" : "}")
              + " is written \\\"");
    }
    return true;
  }

  private void openString(char c, boolean asKey) {
    quote = c == '\u201c' ? '\u201d' : c;
    if (c == '\'') {
      repairs.add("single quotes around a text");
    } else if (c != '"') {
      repairs.add("typographic quotes around a text");
    }
    string.setLength(0);
    rawBreak = -1;
    stringIsKey = asKey;
    state = State.STRING;
  }

  private boolean string(char c) {
    if (c == quote) {
      closeString();
    } else if (c == '\\') {
      state = State.ESCAPE;
    } else {
      if (c == '\n' || c == '\r') {
        repairs.add("a raw line break in a text");
        rawBreak = endsInRawReturn(c) ? rawBreak : string.length();
      } else if (c < ' ') {
        repairs.add("a raw control character in a text");
      }
      string.append(c);
    }
    return true;
  }

  /** The two characters of one raw line break. */
  private boolean endsInRawReturn(char c) {
    return c == '\n' && rawBreak >= 0 && rawBreak == string.length() - 1;
  }

  private void closeString() {
    if (!stringIsKey) {
      add(new JsonValue.Text(string.toString()));
      return;
    }
    var name = string.toString();
    if (frames.getFirst().members.containsKey(name)) {
      malformed("it holds '%s' twice".formatted(name));
      return;
    }
    frames.getFirst().key = name;
    state = State.COLON;
  }

  private boolean escape(char c) {
    state = State.STRING;
    switch (c) {
      case '"', '\\', '/' -> string.append(c);
      case 'b' -> string.append('\b');
      case 'f' -> string.append('\f');
      case 'n' -> string.append('\n');
      case 'r' -> string.append('\r');
      case 't' -> string.append('\t');
      case '\'' -> {
        repairs.add("an escaped single quote");
        string.append(c);
      }
      case 'u' -> {
        state = State.UNICODE;
        codeUnit = 0;
        hexDigits = 0;
      }
      default ->
          malformed(
              "%s holds \\%s, which is no JSON escape; a backslash in a text is written \\\\"
                  .formatted(where(), shown(c)));
    }
    return true;
  }

  private boolean unicode(char c) {
    var digit = Character.digit(c, 16);
    if (digit < 0 || c > 'f') {
      malformed("%s holds \\u without four hexadecimal digits".formatted(where()));
      return true;
    }
    codeUnit = codeUnit * 16 + digit;
    hexDigits++;
    if (hexDigits == 4) {
      string.append((char) codeUnit);
      state = State.STRING;
    }
    return true;
  }

  private boolean word(char c) {
    if (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '+') {
      string.append(c);
      if (string.length() > MAX_WORD_CHARS) {
        malformed("a value without quotes stands %s".formatted(where()));
      }
      return true;
    }
    closeWord(string.toString());
    return false;
  }

  private void closeWord(String word) {
    switch (word) {
      case "true", "false" -> add(new JsonValue.Truth(word.equals("true")));
      case "null" -> add(new JsonValue.Null());
      case "True", "False" -> {
        repairs.add("Python's spelling of a constant");
        add(new JsonValue.Truth(word.equals("True")));
      }
      case "None" -> {
        repairs.add("Python's spelling of a constant");
        add(new JsonValue.Null());
      }
      default -> {
        if (NUMBER.matcher(word).matches()) {
          add(new JsonValue.Digits(word));
        } else {
          malformed("the value '%s' stands %s without quotes".formatted(word, where()));
        }
      }
    }
  }

  private void add(JsonValue value) {
    frames.getFirst().add(value);
    state = State.NEXT;
    afterComma = false;
  }

  private void close() {
    if (afterComma) {
      repairs.add("a trailing comma");
      afterComma = false;
    }
    var closed = frames.pop().value();
    if (frames.isEmpty()) {
      state = State.OUTSIDE;
      announce(closed, Placing.OUTERMOST);
    } else if (isElement(closed instanceof JsonValue.Items)) {
      state = State.NEXT;
      announce(closed, Placing.ELEMENT);
      frames.getFirst().elements++;
    } else {
      add(closed);
    }
  }

  private void announce(JsonValue closed, Placing placing) {
    events.add(
        new Event.Closed(
            (JsonValue.Members) closed, placing, start.toString(), List.copyOf(repairs)));
    repairs.clear();
    start.setLength(0);
    chars = 0;
  }

  private void malformed(String why) {
    events.add(new Event.Malformed(start.toString(), why));
    // Before there are files it was an object in prose; after that nothing says where one begins.
    var mayGoOn = framing == Framing.FILES && !hasFiles();
    frames.clear();
    state = mayGoOn ? State.OUTSIDE : State.SKIPPING;
  }

  private boolean hasFiles() {
    return !frames.isEmpty()
        && (frames.getLast().key.equals("files") || frames.getLast().members.containsKey("files"));
  }

  private String where() {
    var top = frames.getFirst();
    if (!top.list && !top.key.isEmpty()) {
      return "'" + top.key + "'";
    }
    return top.list ? "in the list" : "at the start of the object";
  }

  private static String shown(char c) {
    return c < ' ' ? "a control character" : "'" + c + "'";
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\ufeff';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '\u201c' || c == '\u201d';
  }

  /** An object or list that is still open. */
  private static final class Frame {
    private final boolean list;
    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    private final List<JsonValue> items = new ArrayList<>();
    private String key = "";
    private int elements;

    private Frame(boolean list) {
      this.list = list;
    }

    private boolean mayClose(boolean afterComma) {
      return afterComma || (items.isEmpty() && elements == 0);
    }

    private void add(JsonValue value) {
      if (list) {
        items.add(value);
      } else {
        members.put(key, value);
      }
    }

    private boolean endsWith(String text) {
      return new JsonValue.Text(text).equals(members.get(key));
    }

    /** With what is open inside it as the last thing. */
    private JsonValue soFar(Optional<JsonValue> inner) {
      if (list) {
        var all = new ArrayList<>(items);
        inner.ifPresent(all::add);
        return new JsonValue.Items(all);
      }
      var all = new LinkedHashMap<>(members);
      inner.ifPresent(value -> all.put(key, value));
      return new JsonValue.Members(all);
    }

    private JsonValue value() {
      return list ? new JsonValue.Items(items) : new JsonValue.Members(members);
    }
  }
}
