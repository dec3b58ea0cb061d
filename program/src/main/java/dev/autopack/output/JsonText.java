package dev.autopack.output;

import dev.autopack.output.JsonTokenizer.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the one JSON value of a whole text, however badly it was written.
 *
 * <p>What is around the value is passed over and reported: prose, code fences, a byte order mark. A
 * text in which there is no value, or more than one, or a part of one, or one that is in doubt, is
 * refused; a value that is open when the text ends is never closed for it.
 */
public final class JsonText {
  private static final int FIRST_PIECE_CHARS = 32;

  /** How many characters may be looked at in search of a value, for each of the text and at all. */
  private static final long LOOKS_A_CHARACTER = 16;

  private static final long MORE_LOOKS = 10_000_000;

  private static final String FENCE = "```";
  private static final String JSON_FENCE = FENCE + "json";
  private static final Pattern WHOLE_FENCE =
      Pattern.compile("```(?:json)?\\s(.*)```", Pattern.DOTALL);
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final Set<JsonValue> EMPTY =
      Set.of(new JsonValue.Items(List.of()), new JsonValue.Members(Map.of()));

  private final String text;
  private final List<Found> found = new ArrayList<>();
  private final List<Found> empty = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private Optional<String> refusal = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private Optional<String> open = Optional.empty();
  private Optional<String> fence = Optional.empty();
  private int scope;
  private int at;
  private int brackets;
  private boolean stray;
  private long looks;

  private JsonText(String text) {
    this.text = text;
  }

  /** A value and where it stands. */
  private record Found(JsonValue value, List<String> repairs, int begin, int end, boolean fenced) {}

  /** The value, or why there is none. */
  public static JsonReading read(String text) {
    var marked = text.startsWith(BYTE_ORDER_MARK);
    var whole = marked ? text.substring(1) : text;
    var reading = scalar(whole).orElseGet(() -> new JsonText(whole).read());
    if (reading instanceof JsonReading.Refused && isEscaped(whole)) {
      reading = escaped(whole);
    }
    return marked && reading instanceof JsonReading.Value(var value, var repairs)
        ? new JsonReading.Value(
            value, Stream.concat(Stream.of("a byte order mark"), repairs.stream()).toList())
        : reading;
  }

  /** Whether there are quotes, and a backslash before each. */
  private static boolean isEscaped(String whole) {
    var quotes = 0;
    for (int i = 0; i < whole.length(); i++) {
      var c = whole.charAt(i);
      if (c == '"') {
        return false;
      }
      if (c == '\\') {
        i++;
        quotes += i < whole.length() && whole.charAt(i) == '"' ? 1 : 0;
      }
    }
    return quotes > 0;
  }

  /** JSON as it would stand inside a text of JSON, without the quotes of that text. */
  private static JsonReading escaped(String whole) {
    var once = scalar('"' + whole + '"');
    return once.isPresent()
            && once.get() instanceof JsonReading.Value(JsonValue.Text(var inner), _)
            && new JsonText(inner).read() instanceof JsonReading.Value(var value, var repairs)
        ? new JsonReading.Value(
            value, Stream.concat(Stream.of("escapes around it"), repairs.stream()).toList())
        : new JsonReading.Refused("it holds no JSON value");
  }

  /** A text, number or constant has no bracket to be found by: it stands alone or not at all. */
  private static Optional<JsonReading> scalar(String whole) {
    var fenced = WHOLE_FENCE.matcher(whole.strip());
    var body = (fenced.matches() ? fenced.group(1) : whole).strip();
    if (body.isEmpty() || !startsScalar(body)) {
      return Optional.empty();
    }
    var tokenizer = new JsonTokenizer(JsonTokenizer.Framing.VALUE, Integer.MAX_VALUE);
    var events = new ArrayList<>(tokenizer.feed("[" + body + "\n]"));
    events.addAll(tokenizer.finish());
    if (events.isEmpty()) {
      return Optional.of(new JsonReading.Truncated("a text without its closing quote"));
    }
    if (!(events.getFirst() instanceof Event.Closed closed)
        || !(closed.value() instanceof JsonValue.Items(var items))
        || items.size() != 1
        || tokenizer.end() != body.length() + 3
        || (!closed.repairs().isEmpty() && !(items.getFirst() instanceof JsonValue.Text))) {
      return Optional.empty();
    }
    if (isJsonInQuotes(closed, items.getFirst())) {
      return Optional.of(new JsonReading.Refused("it may be a text or the JSON inside it"));
    }
    var repairs = new ArrayList<>(closed.repairs());
    if (fenced.matches()) {
      repairs.addFirst("a code fence around it");
    }
    return Optional.of(new JsonReading.Value(items.getFirst(), repairs));
  }

  private static boolean startsScalar(String body) {
    var first = body.charAt(0);
    return first == '-'
        || first == '\''
        || first == '"'
        || first == '\u201c'
        || Character.isDigit(first)
        || List.of("true", "false", "null").contains(body);
  }

  private static boolean isJsonInQuotes(Event.Closed closed, JsonValue item) {
    return !closed.repairs().isEmpty()
        && item instanceof JsonValue.Text(var inner)
        && (inner.startsWith("{") || inner.startsWith("["));
  }

  private JsonReading read() {
    if (isMarkup()) {
      return new JsonReading.Refused("it is a page of markup, not JSON");
    }
    while (at < text.length() && !areSeveral() && !isTooMuch()) {
      switch (text.charAt(at)) {
        case '{', '[' -> candidate();
        case '}', ']' -> closingBracket();
        case '`' -> backQuote();
        case '/' -> slash();
        default -> at++;
      }
    }
    return reading();
  }

  private boolean areSeveral() {
    return found.size() > 1 && !written(found.getLast()).equals(written(found.getFirst()));
  }

  private boolean isTooMuch() {
    return looks > LOOKS_A_CHARACTER * text.length() + MORE_LOOKS;
  }

  private boolean isMarkup() {
    var start = text.strip();
    var begin = start.substring(0, Math.min(start.length(), 20)).toLowerCase(Locale.ROOT);
    return Stream.of("<!doctype", "<html", "<?xml").anyMatch(begin::startsWith);
  }

  private JsonReading reading() {
    if (open.isPresent()) {
      return new JsonReading.Truncated(open.get());
    }
    if (isTooMuch()) {
      return new JsonReading.Refused("it holds too many brackets that are no JSON");
    }
    if (found.isEmpty()) {
      return new JsonReading.Refused(refusal.or(() -> trouble).orElse("it holds no JSON value"));
    }
    var only = found.getFirst();
    if (refusal.isPresent() && !only.fenced()) {
      return new JsonReading.Refused(refusal.get());
    }
    if (areSeveral() || isBesideAnEmptyOne(only)) {
      return new JsonReading.Refused("it holds several JSON values, and only one may be meant");
    }
    if (stray) {
      return new JsonReading.Refused("brackets around its JSON value do not match");
    }
    noteSurroundings(only);
    notes.addAll(only.repairs());
    return new JsonReading.Value(only.value(), List.copyOf(notes));
  }

  /** In prose an empty pair of brackets is none; with nothing else around it is a value too. */
  private boolean isBesideAnEmptyOne(Found only) {
    var values = new ArrayList<>(empty);
    values.add(only);
    values.sort(Comparator.comparingInt(Found::begin));
    var end = 0;
    for (var value : values) {
      if (!text.substring(end, value.begin()).isBlank()) {
        return false;
      }
      end = value.end();
    }
    return !empty.isEmpty() && text.substring(end).isBlank();
  }

  private String written(Found value) {
    return text.substring(value.begin(), value.end());
  }

  private void noteSurroundings(Found only) {
    var around = text.substring(0, only.begin()) + text.substring(only.end());
    if (around.contains(FENCE)) {
      notes.add("a code fence around it");
      around = around.replaceAll("```\\w*", "");
    }
    if (!around.replaceAll("[}\\]]", "").isBlank()) {
      notes.add("text around it");
    }
  }

  /** A fence begins or ends; what stands in it is judged by what it is said to be. */
  private void backQuote() {
    if (!text.startsWith(FENCE, at)) {
      at++;
      return;
    }
    at += FENCE.length();
    brackets = 0;
    if (fence.isPresent()) {
      fence = Optional.empty();
    } else {
      var begin = at;
      while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      fence = Optional.of(text.substring(begin, at).toLowerCase(Locale.ROOT));
    }
    scope = at;
  }

  /** A comment outside of any value may hold a value that was taken out. */
  private void slash() {
    if (mayBeginComment() && text.startsWith("//", at)) {
      var end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (mayBeginComment() && text.startsWith("/*", at)) {
      var end = text.indexOf("*/", at + 2);
      looks += (end < 0 ? text.length() : end) - at;
      at = end < 0 ? at + 2 : end + 2;
    } else {
      at++;
    }
  }

  /** At the start of a line, or right behind a value. */
  private boolean mayBeginComment() {
    var before = at;
    while (before > scope && (text.charAt(before - 1) == ' ' || text.charAt(before - 1) == '\t')) {
      before--;
    }
    return before == scope
        || text.charAt(before - 1) == '\n'
        || (!found.isEmpty() && before == found.getLast().end());
  }

  private void closingBracket() {
    if (brackets > 0) {
      brackets--;
    } else if (found.size() == 1 && isOneTooMany(found.getFirst())) {
      notes.add("a closing bracket too many");
    } else {
      stray = true;
    }
    at++;
  }

  private boolean isOneTooMany(Found value) {
    return value.begin() >= scope
        && before(value.begin()).isEmpty()
        && text.substring(value.end(), at).replaceAll("[}\\]]", "").isBlank();
  }

  private void candidate() {
    var begin = at;
    var tokenizer = new JsonTokenizer(JsonTokenizer.Framing.VALUE, Integer.MAX_VALUE);
    var event = firstEvent(tokenizer);
    if (event.isEmpty()) {
      stillOpen(tokenizer, begin);
      return;
    }
    switch (event.get()) {
      case Event.Closed closed -> closed(closed, begin, begin + (int) tokenizer.end());
      case Event.Malformed(_, var why, var begun) -> {
        if (begun) {
          refuse(why);
        } else {
          if (begin == 0 && text.startsWith("{")) {
            trouble = Optional.of(why);
          }
          brackets++;
          at++;
        }
      }
    }
  }

  /** Fed in growing pieces: most brackets in prose show after a few characters what they are. */
  private Optional<Event> firstEvent(JsonTokenizer tokenizer) {
    var from = at;
    for (var length = FIRST_PIECE_CHARS; from < text.length(); length *= 2) {
      var to = (int) Math.min((long) from + length, text.length());
      looks += to - from;
      var events = tokenizer.feed(text.substring(from, to));
      if (!events.isEmpty()) {
        return Optional.of(events.getFirst());
      }
      from = to;
    }
    return tokenizer.finish().stream().findFirst();
  }

  private void stillOpen(JsonTokenizer tokenizer, int begin) {
    var meant = text.charAt(begin) == '{' || tokenizer.isBegun() || before(begin).isEmpty();
    if (meant && tokenizer.open().isPresent()) {
      open = tokenizer.open();
      at = text.length();
    } else {
      brackets++;
      at++;
    }
  }

  private void closed(Event.Closed closed, int begin, int end) {
    looks += text.length() - (end - begin);
    var place = new JsonPlace(text, scope, begin, end, fence);
    if (brackets > 0) {
      refuse("its JSON value stands inside other brackets");
      return;
    }
    switch (place.judge(closed.value(), closed.repairs())) {
      case TAKE ->
          found.add(new Found(closed.value(), closed.repairs(), begin, end, isJsonFence()));
      case PASS_OVER -> {
        if (EMPTY.contains(closed.value())) {
          empty.add(new Found(closed.value(), closed.repairs(), begin, end, false));
        }
      }
      case REFUSE -> {
        refuse("what looks like JSON in it is a part of something else");
        return;
      }
    }
    at = end;
  }

  /** What is JSON by its own word may still come; anything else could be a part of this. */
  private void refuse(String why) {
    refusal = refusal.or(() -> Optional.of(why));
    found.removeIf(value -> !value.fenced());
    if (isJsonFence()) {
      found.clear();
      at = text.length();
      return;
    }
    var next = text.indexOf("\n" + JSON_FENCE, at);
    at = next >= 0 && areBalanced(at, next) ? next : text.length();
    fence = Optional.empty();
  }

  /** A fence inside a text of what was refused would have brackets open before it. */
  private boolean areBalanced(int from, int to) {
    var depth = 0;
    for (int i = from; i < to; i++) {
      switch (text.charAt(i)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
    }
    return depth == 0;
  }

  private boolean isJsonFence() {
    return fence.filter(JsonPlace::isJson).isPresent();
  }

  private String before(int end) {
    return text.substring(scope, end).strip();
  }
}
