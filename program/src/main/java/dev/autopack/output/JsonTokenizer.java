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

/**
 * Finds JSON in a stream of text and hands it on as it closes.
 *
 * <p>Text around is skipped: prose, code fences, a byte order mark. Inside, what builders commonly
 * get wrong and what has only one reading is repaired and reported: raw line breaks and control
 * characters in texts, wrong and unescaped quotes, backslashes that begin no escape, commas
 * missing, doubled or trailing, names without quotes, comments, other languages' constants and
 * numbers. Anything else makes the value malformed; it is never guessed at, and a value that is
 * open when the text ends stays open.
 */
final class JsonTokenizer {
  private static final int SHOWN_CHARS = 200;

  /** What the text so far completed. */
  sealed interface Event {
    /**
     * A value closed.
     *
     * @param start how its text begins
     */
    record Closed(JsonValue value, Placing placing, String start, List<String> repairs)
        implements Event {

      /** The value of a framing that hands on objects alone. */
      JsonValue.Members object() {
        return (JsonValue.Members) value;
      }
    }

    /**
     * Something that began as a value is none.
     *
     * @param begun whether a part of it was read before that: then it was meant as JSON
     */
    record Malformed(String start, String why, boolean begun) implements Event {}
  }

  /** Where an object stood that closed. */
  enum Placing {
    OUTERMOST,
    ELEMENT
  }

  /** Which values are handed on, and how reading goes on behind a malformed one. */
  enum Framing {
    /** Each outermost object; a line that begins an operation ends one that is still open. */
    LINES(32),
    /** The objects in the list {@code files} of the outermost object, and then that one. */
    FILES(32),
    /** The first object or list, and nothing behind it. */
    VALUE(2_000);

    private final int maxDepth;

    Framing(int maxDepth) {
      this.maxDepth = maxDepth;
    }
  }

  private enum State {
    OUTSIDE,
    OPENED,
    KEY,
    BARE_KEY,
    COLON,
    VALUE,
    NEXT,
    STRING,
    ESCAPE,
    HEX,
    WORD,
    SLASH,
    LINE_COMMENT,
    BLOCK_COMMENT,
    HELD,
    SKIPPING
  }

  private final Framing framing;
  private final int maxChars;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final UnclosedText text = new UnclosedText();
  private final StringBuilder word = new StringBuilder();
  private final StringBuilder start = new StringBuilder();
  private final StringBuilder pending = new StringBuilder();
  private final Set<String> repairs = new LinkedHashSet<>();
  private final OpLine opLine = new OpLine();
  private List<Event> events = new ArrayList<>();
  private Optional<ClosingQuote> looking = Optional.empty();
  private Optional<Event.Closed> held = Optional.empty();
  private State state = State.OUTSIDE;
  private State behindComment = State.OUTSIDE;
  private char quote;
  private char last;
  private boolean afterComma;
  private boolean unescaped;
  private boolean closedOnLine;
  private boolean commented;
  private int codeUnit;
  private int hexDigits;
  private int hexWanted;
  private long chars;
  private long position;
  private long end;

  JsonTokenizer(Framing framing, int maxChars) {
    this.framing = framing;
    this.maxChars = maxChars;
  }

  List<Event> feed(String piece) {
    events = new ArrayList<>();
    var at = 0;
    while (at < piece.length()) {
      if (state == State.STRING && looking.isEmpty() && !mayBeginOp()) {
        at = takePlain(piece, at);
        if (at == piece.length()) {
          break;
        }
      }
      take(piece.charAt(at));
      at++;
    }
    return events;
  }

  /** Says that no more text comes, and returns what that settles. */
  List<Event> finish() {
    events = new ArrayList<>();
    while (looking.isPresent()) {
      // What could have made it the closing quote does not come any more.
      keepQuote();
    }
    if (state == State.HELD) {
      release();
    }
    return events;
  }

  /** What is open: a path, where the object has named it already. */
  Optional<String> open() {
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    if (isAtEndOfText() && frames.getFirst().key.equals("path")) {
      return Optional.of("'" + text.value() + "'");
    }
    var path =
        frames.stream()
            .map(frame -> frame.members.get("path"))
            .filter(JsonValue.Text.class::isInstance)
            .map(value -> "'" + ((JsonValue.Text) value).value() + "'")
            .findFirst();
    return Optional.of(path.orElse(frames.getLast().list ? "an open list" : "an open object"));
  }

  /** Whether a part of what is open has been read, so that it was meant as JSON. */
  boolean isBegun() {
    return frames.size() > 1 || (!frames.isEmpty() && !frames.getFirst().isUntouched());
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
        inText || isAtEndOfText()
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
    var inside = state == State.STRING || state == State.ESCAPE || state == State.HEX;
    return inside && !text.isName() && !isAtEndOfText();
  }

  /** Behind a quote that may be the closing one: that of a text, most likely. */
  private boolean isAtEndOfText() {
    return looking.isPresent() && !text.isName() && !text.hasUnescaped() && !isAtNextOperation();
  }

  /** A raw line that could still become the next operation is none of the text's. */
  private String openText() {
    return OpenText.certain(isAtNextOperation() ? text.beforeRawBreak() : text.value());
  }

  private boolean isAtNextOperation() {
    return mayBeginOp() && text.hasRawBreak();
  }

  boolean isSkipping() {
    return state == State.SKIPPING;
  }

  /** How many characters of the text lie before the end of the value that closed last. */
  long end() {
    return end;
  }

  /** The long middle of a text in one go: nothing in it can end it or need a repair. */
  private int takePlain(String piece, int from) {
    var to = text.plainUpTo(piece, from);
    text.append(piece, from, to);
    position += to - from;
    remember(piece, from, to);
    return to;
  }

  private void take(char c) {
    position++;
    if (framing == Framing.LINES
        && opLine.take(c, state == State.OUTSIDE) == OpLine.Seen.NEW_OBJECT) {
      beginAtOp();
      return;
    }
    if (state != State.OUTSIDE && state != State.SKIPPING && state != State.HELD) {
      remember(c);
    }
    consume(c);
  }

  /** Whether the last characters could be the beginning of a line that begins an operation. */
  private boolean mayBeginOp() {
    return framing == Framing.LINES && opLine.isPossible();
  }

  private void consume(char c) {
    if (looking.isPresent()) {
      lookPast(c);
      return;
    }
    while (!step(c)) {
      // The character ended one thing and begins the next.
    }
    last = c;
  }

  /** The object that was open never closed; its text cannot hold this line if it is in order. */
  private void beginAtOp() {
    if (state == State.HELD) {
      release();
    } else if (state != State.SKIPPING) {
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
    looking = Optional.empty();
    pending.setLength(0);
    start.setLength(0);
    repairs.clear();
    chars = 0;
    afterComma = false;
    unescaped = false;
    closedOnLine = false;
  }

  private void remember(char c) {
    if (start.length() < SHOWN_CHARS) {
      start.append(c);
    }
    count(1);
  }

  private void remember(String piece, int from, int to) {
    if (start.length() < SHOWN_CHARS) {
      start.append(piece, from, Math.min(to, from + SHOWN_CHARS - start.length()));
    }
    count(to - from);
  }

  private void count(int more) {
    chars += more;
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
      case BARE_KEY -> bareKey(c);
      case COLON -> colon(c);
      case VALUE -> value(c);
      case NEXT -> next(c);
      case STRING -> string(c);
      case ESCAPE -> escape(c);
      case HEX -> hex(c);
      case WORD -> word(c);
      case SLASH -> slash(c);
      case LINE_COMMENT -> lineComment(c);
      case BLOCK_COMMENT -> blockComment(c);
      case HELD -> held(c);
      case SKIPPING -> true;
    };
  }

  private boolean outside(char c) {
    if (c == '{' || (c == '[' && framing == Framing.VALUE)) {
      begin();
      remember(c);
      state = State.OPENED;
      if (c == '[') {
        push(true);
      }
    } else if (c == '\n') {
      closedOnLine = false;
    } else if (c == '"' && closedOnLine) {
      // What closed the object was a quote inside a text, and this is the rest of that text.
      closedOnLine = false;
      events.add(
          new Event.Malformed(
              "\"", "text with quotes stands behind an operation, on the same line", false));
    }
    return true;
  }

  /** A brace in prose is no object: one goes on with a name. */
  private boolean opened(char c) {
    if (isSpace(c)) {
      return true;
    }
    if (JsonChars.isQuote(c)) {
      frames.push(new Frame(false));
      openText(c, ClosingQuote.Role.NAME);
    } else if (JsonChars.startsBareName(c)) {
      beginWord(c);
      state = State.BARE_KEY;
    } else if (framing == Framing.VALUE) {
      frames.push(new Frame(false));
      state = State.KEY;
      return false;
    } else {
      state = State.OUTSIDE;
      return c == '}';
    }
    return true;
  }

  private boolean key(char c) {
    if (isSpace(c) || isComment(c) || isDoubledComma(c)) {
      return true;
    }
    if (c == '}') {
      close();
    } else if (JsonChars.isQuote(c)) {
      openText(c, ClosingQuote.Role.NAME);
    } else if (JsonChars.startsBareName(c) || Character.isDigit(c)) {
      beginWord(c);
      state = State.BARE_KEY;
    } else if (closesByParent(c) || (c == '{' && beginsSibling())) {
      return false;
    } else {
      malformed("a name in double quotes must stand %s, not %s".formatted(where(), shown(c)));
    }
    return true;
  }

  /** The first name of an object shows whether there is an object at all. */
  private boolean bareKey(char c) {
    if (JsonChars.isInBareName(c) && word.length() < SHOWN_CHARS) {
      word.append(c);
      return true;
    }
    var half = JsonChars.isQuote(c);
    if (frames.isEmpty()) {
      if (!mayBeFirst(word.toString()) || !(c == ':' || half || JsonChars.isSpace(c))) {
        noObject();
        return false;
      }
      frames.push(new Frame(false));
      frames.getFirst().guessed = true;
    }
    frames.getFirst().bareNames = true;
    repairs.add(half ? "a name with one quote" : "a name without quotes");
    name(word.toString());
    return half;
  }

  /** Where units are read, a brace in prose must not swallow those that follow. */
  private boolean mayBeFirst(String name) {
    return switch (framing) {
      case LINES -> name.equals("op");
      case FILES -> name.equals("files") || name.equals("summary");
      case VALUE -> true;
    };
  }

  private void noObject() {
    if (framing == Framing.VALUE) {
      malformed("a brace stands before '%s', which is no name".formatted(word));
    } else if (!frames.isEmpty()) {
      malformed("a name in double quotes must stand %s, not '%s'".formatted(where(), word));
    } else {
      state = State.OUTSIDE;
    }
  }

  private boolean colon(char c) {
    if (isSpace(c) || isComment(c)) {
      return true;
    }
    var top = frames.getFirst();
    if (c == ':') {
      top.guessed = false;
      state = State.VALUE;
      afterComma = false;
    } else if (top.guessed) {
      frames.pop();
      noObject();
      return false;
    } else if (JsonChars.startsValue(c)) {
      repairs.add("a missing colon");
      state = State.VALUE;
      return false;
    } else {
      malformed("after %s a colon must stand, not %s".formatted(where(), shown(c)));
    }
    return true;
  }

  private boolean value(char c) {
    if (isSpace(c) || isComment(c)) {
      return true;
    }
    var list = frames.getFirst().list;
    if (list && isDoubledComma(c)) {
      return true;
    }
    if (c == '{' || c == '[') {
      push(c == '[');
    } else if (c == ']' && list && frames.getFirst().mayClose(afterComma)) {
      close();
    } else if (JsonChars.isQuote(c)) {
      openText(c, list ? ClosingQuote.Role.ITEM : ClosingQuote.Role.MEMBER);
    } else if (Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.') {
      beginWord(c);
      state = State.WORD;
    } else if (list && closesByParent(c)) {
      return false;
    } else {
      malformed("a value must stand %s, not %s".formatted(where(), shown(c)));
    }
    return true;
  }

  private void push(boolean list) {
    if (frames.size() >= framing.maxDepth) {
      malformed("it is nested more than %d deep".formatted(framing.maxDepth));
      return;
    }
    if (isElement(list)) {
      start.setLength(0);
      chars = 0;
      repairs.clear();
      unescaped = false;
      remember('{');
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
    if (isSpace(c) || isComment(c)) {
      return true;
    }
    var top = frames.getFirst();
    if (c == ',') {
      release();
      afterComma = true;
      state = top.list ? State.VALUE : State.KEY;
    } else if (c == (top.list ? ']' : '}')) {
      release();
      close();
    } else if (held.isEmpty() && beginsNext(c)) {
      repairs.add("a missing comma");
      state = top.list ? State.VALUE : State.KEY;
      return false;
    } else if (held.isEmpty() && closesByParent(c)) {
      return false;
    } else if (mayBeginOp()) {
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

  /** Whether the comma before the next name or value is all that is missing. */
  private boolean beginsNext(char c) {
    // A back quote is more likely the fence behind a reply that was cut.
    if (mayBeginOp() || c == '`') {
      return false;
    }
    if (!frames.getFirst().list) {
      return JsonChars.isQuote(c) || (isAfterSpace() && JsonChars.startsBareName(c));
    }
    return JsonChars.isQuote(c)
        || c == '{'
        || c == '['
        || (isAfterSpace() && (Character.isLetterOrDigit(c) || c == '-'));
  }

  private boolean isSpace(char c) {
    if (!JsonChars.isSpace(c)) {
      return false;
    }
    if (c > ' ') {
      repairs.add("white space that JSON does not have");
    }
    return true;
  }

  private boolean isAfterSpace() {
    return JsonChars.isSpace(last);
  }

  /** A bracket that was forgotten, where the one that comes closes what is around it. */
  private boolean closesByParent(char c) {
    if (framing != Framing.VALUE || frames.size() < 2 || !(c == ']' || c == '}')) {
      return false;
    }
    var inner = frames.pop();
    var fits = frames.getFirst().list == (c == ']') && inner.list != frames.getFirst().list;
    frames.push(inner);
    if (!fits || inner.isUntouched()) {
      return false;
    }
    closeForgotten();
    return true;
  }

  /** The next object of the list around an object whose bracket was forgotten. */
  private boolean beginsSibling() {
    if (framing != Framing.VALUE || frames.size() < 2 || !afterComma) {
      return false;
    }
    var inner = frames.pop();
    var fits = frames.getFirst().list;
    frames.push(inner);
    if (fits) {
      closeForgotten();
      state = State.VALUE;
    }
    return fits;
  }

  private void closeForgotten() {
    repairs.add("a missing bracket");
    afterComma = false;
    add(popped());
  }

  private boolean isDoubledComma(char c) {
    if (c != ',') {
      return false;
    }
    repairs.add("a comma too many");
    return true;
  }

  private void openText(char c, ClosingQuote.Role role) {
    quote = c;
    if (c == '\'') {
      repairs.add("single quotes around a text");
    } else if (c != '"') {
      repairs.add("typographic quotes around a text");
    }
    text.open(c, role);
    state = State.STRING;
  }

  private boolean string(char c) {
    if (text.mayBeClosedBy(c)) {
      quote = c;
      looking = Optional.of(text.lookPast(frames.getFirst().bareNames));
    } else if (c == '\\') {
      state = State.ESCAPE;
    } else {
      if (c == '\n' || c == '\r') {
        repairs.add("a raw line break in a text");
        text.noteRawBreak(c);
      } else if (c < ' ') {
        repairs.add("a raw control character in a text");
      }
      text.append(c);
    }
    return true;
  }

  /** Takes a character behind a quote that may be the closing one. */
  private void lookPast(char c) {
    pending.append(c);
    switch (looking.orElseThrow().take(c)) {
      case UNDECIDED -> {}
      case CLOSES -> {
        if (text.isUnpaired() && text.isNested()) {
          keepQuote();
        } else {
          replay(this::closeText);
        }
      }
      case INNER -> keepQuote();
    }
  }

  private void keepQuote() {
    var next = pending.isEmpty() ? '\n' : pending.charAt(0);
    if (text.isEmpty() && (next == quote || text.isName())) {
      looking = Optional.empty();
      malformed("%s begins with %s quotes".formatted(where(), next == quote ? "three" : "two"));
      return;
    }
    repairs.add("an unescaped quote in a text");
    unescaped = true;
    replay(() -> text.keep(quote, next));
  }

  /** Reads once more what was looked at, now that it is known what the quote before it was. */
  private void replay(Runnable settled) {
    var seen = pending.toString();
    pending.setLength(0);
    looking = Optional.empty();
    position -= seen.length();
    last = quote;
    settled.run();
    for (int i = 0; i < seen.length(); i++) {
      position++;
      consume(seen.charAt(i));
      last = seen.charAt(i);
    }
  }

  private void closeText() {
    if (text.isUnpaired() || text.isInDoubt()) {
      malformed(
          "what %s says is in doubt; inside a text a double quote is written \\\" and a backslash"
                  .formatted(where())
              + " \\\\");
    } else if (text.isName()) {
      name(text.value());
    } else {
      add(new JsonValue.Text(text.value()));
    }
  }

  private void name(String name) {
    var top = frames.getFirst();
    if (top.members.containsKey(name) && framing != Framing.VALUE) {
      malformed("it holds '%s' twice".formatted(name));
      return;
    }
    top.key = name;
    state = State.COLON;
  }

  private boolean escape(char c) {
    state = State.STRING;
    switch (c) {
      case '"' -> text.escapedQuote(c);
      case '\\', '/' -> text.append(c);
      case 'b' -> text.letterEscape('\b');
      case 'f' -> text.letterEscape('\f');
      case 'n' -> text.letterEscape('\n');
      case 'r' -> text.letterEscape('\r');
      case 't' -> text.letterEscape('\t');
      case 'u' -> beginHex(4);
      case 'x' -> beginHex(2);
      default -> otherEscape(c);
    }
    return true;
  }

  private void otherEscape(char c) {
    if (c == '\'') {
      repairs.add("an escaped single quote");
      text.escapedQuote(c);
    } else if (isBackslashItself(c)) {
      repairs.add("a backslash that is no escape");
      text.loneBackslash(c);
    } else {
      malformed(
          "%s holds \\%s, which is no JSON escape; a backslash in a text is written \\\\"
              .formatted(where(), shown(c)));
    }
  }

  /** Not where some other language's escape, or Markdown's, would drop the backslash. */
  private static boolean isBackslashItself(char c) {
    return (Character.isLetterOrDigit(c) && c != '0') || ".-+*?|^$()[]{}%:=, ".indexOf(c) >= 0;
  }

  private void beginHex(int digits) {
    state = State.HEX;
    codeUnit = 0;
    hexDigits = 0;
    hexWanted = digits;
  }

  private boolean hex(char c) {
    var digit = c > 'f' ? -1 : Character.digit(c, 16);
    if (digit < 0 && hexDigits == 0 && c != '{') {
      state = State.STRING;
      repairs.add("a backslash that is no escape");
      text.loneBackslash(hexWanted == 4 ? 'u' : 'x');
      return false;
    }
    if (digit < 0) {
      malformed("%s holds \\u without four hexadecimal digits".formatted(where()));
      return true;
    }
    codeUnit = codeUnit * 16 + digit;
    hexDigits++;
    if (hexDigits == hexWanted) {
      if (hexWanted == 2) {
        repairs.add("another language's escape in a text");
      }
      text.append((char) codeUnit);
      state = State.STRING;
    }
    return true;
  }

  private void beginWord(char c) {
    word.setLength(0);
    word.append(c);
  }

  private boolean word(char c) {
    if (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '+' || c == '_') {
      word.append(c);
      return true;
    }
    var read = JsonWords.read(word.toString());
    if (read.isPresent()) {
      read.get().repair().ifPresent(repairs::add);
      add(read.get().value());
    } else {
      malformed("the value '%s' stands %s without quotes".formatted(shownWord(), where()));
    }
    return false;
  }

  private String shownWord() {
    return word.length() <= SHOWN_CHARS ? word.toString() : word.substring(0, SHOWN_CHARS);
  }

  /** Whether a comment begins; what follows it is read as if it were not there. */
  private boolean isComment(char c) {
    if (!JsonChars.startsComment(c)) {
      return false;
    }
    repairs.add("a comment");
    behindComment = state;
    state = c == '#' ? State.LINE_COMMENT : State.SLASH;
    return true;
  }

  private boolean slash(char c) {
    if (c != '/' && c != '*') {
      malformed("%s stands a slash that begins no comment".formatted(where()));
      return true;
    }
    state = c == '/' ? State.LINE_COMMENT : State.BLOCK_COMMENT;
    commented = false;
    return true;
  }

  private boolean lineComment(char c) {
    if (c == '\n') {
      state = behindComment;
    }
    return true;
  }

  private boolean blockComment(char c) {
    if (c == '/' && last == '*' && commented) {
      state = behindComment;
    }
    // The star that opened it closes nothing.
    commented = true;
    return true;
  }

  private void add(JsonValue value) {
    frames.getFirst().add(value);
    state = State.NEXT;
    afterComma = false;
  }

  private JsonValue popped() {
    return frames.pop().value();
  }

  private void close() {
    if (afterComma) {
      repairs.add("a trailing comma");
      afterComma = false;
    }
    var closed = popped();
    if (frames.isEmpty()) {
      end = position;
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

  /**
   * A value whose texts held unescaped quotes is kept back until what follows shows that it ended
   * where it seemed to.
   */
  private void announce(JsonValue closed, Placing placing) {
    var event = new Event.Closed(closed, placing, start.toString(), List.copyOf(repairs));
    repairs.clear();
    start.setLength(0);
    chars = 0;
    held = Optional.of(event);
    if (unescaped && placing == Placing.OUTERMOST) {
      state = State.HELD;
    } else if (!unescaped) {
      release();
    }
    unescaped = false;
  }

  private void release() {
    if (held.isEmpty()) {
      return;
    }
    events.add(held.get());
    var outermost = held.get().placing() == Placing.OUTERMOST;
    held = Optional.empty();
    if (outermost) {
      closedOnLine = framing == Framing.LINES;
      state = framing == Framing.VALUE ? State.SKIPPING : State.OUTSIDE;
    }
  }

  /** Behind the value its line must be over. */
  private boolean held(char c) {
    if (c == '\n' || c == '`') {
      release();
      return false;
    }
    if (!JsonChars.isSpace(c)) {
      var start = held.orElseThrow().start();
      held = Optional.empty();
      events.add(
          new Event.Malformed(
              start,
              "it holds unescaped quotes, and more text stands behind it on its line; inside a text"
                  + " a double quote is written \\\"",
              true));
      state = State.SKIPPING;
    }
    return true;
  }

  private void malformed(String why) {
    var begun = isBegun();
    events.add(
        new Event.Malformed(held.map(Event.Closed::start).orElse(start.toString()), why, begun));
    // Before there are files it was an object in prose; after that nothing says where one begins.
    var mayGoOn = framing == Framing.FILES && !hasFiles();
    frames.clear();
    looking = Optional.empty();
    pending.setLength(0);
    held = Optional.empty();
    state = mayGoOn ? State.OUTSIDE : State.SKIPPING;
  }

  private boolean hasFiles() {
    return !frames.isEmpty()
        && (frames.getLast().key.equals("files") || frames.getLast().members.containsKey("files"));
  }

  private String where() {
    if (frames.isEmpty()) {
      return "at the start";
    }
    var top = frames.getFirst();
    if (!top.list && !top.key.isEmpty()) {
      return "'" + top.key + "'";
    }
    return top.list ? "in the list" : "at the start of the object";
  }

  private static String shown(char c) {
    return JsonChars.shown(c);
  }

  /** An object or list that is still open. */
  private static final class Frame {
    private final boolean list;
    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    private final List<JsonValue> items = new ArrayList<>();
    private String key = "";
    private int elements;
    private boolean guessed;
    private boolean bareNames;

    private Frame(boolean list) {
      this.list = list;
    }

    private boolean isUntouched() {
      return members.isEmpty() && items.isEmpty() && elements == 0;
    }

    private boolean mayClose(boolean afterComma) {
      return afterComma || isUntouched();
    }

    private void add(JsonValue value) {
      if (list) {
        items.add(value);
      } else {
        members.put(key, value);
      }
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
