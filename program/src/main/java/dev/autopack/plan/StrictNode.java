package dev.autopack.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One value of a {@link StrictDocument}, asked for the type it should have.
 *
 * <p>A value of another type is noted as a mistake and answered with empty. Null is a value of
 * another type everywhere; who allows it asks {@link #isNothing} first.
 */
public final class StrictNode {
  /** More dollars, tokens or minutes than anybody means. */
  private static final BigDecimal LARGEST = new BigDecimal("1e12");

  private static final int DECIMALS = 9;

  private final DocumentParser.Tree tree;
  private final String where;
  private final int line;
  private final MistakeList mistakes;

  private StrictNode(DocumentParser.Tree tree, String where, int line, MistakeList mistakes) {
    this.tree = tree;
    this.where = where;
    this.line = line;
    this.mistakes = mistakes;
  }

  static StrictNode root(DocumentParser.Tree tree, MistakeList mistakes) {
    return new StrictNode(tree, "", tree.line(), mistakes);
  }

  /** The key path: {@code phases[0].goal}; empty at the root. */
  public String where() {
    return where;
  }

  /** Where its key stands, or the value itself in a list. */
  public int line() {
    return line;
  }

  public boolean isMap() {
    return tree instanceof DocumentParser.Tree.Mapping;
  }

  public boolean isList() {
    return tree instanceof DocumentParser.Tree.Sequence;
  }

  public boolean isText() {
    return tree instanceof DocumentParser.Tree.Text;
  }

  /** Whether null is written here, or nothing. */
  public boolean isNothing() {
    return tree instanceof DocumentParser.Tree.Nothing;
  }

  /** Notes a mistake here: a sentence each. */
  public void mistake(String problem, String suggestion) {
    mistakes.add(new Mistake(line, where, problem, suggestion));
  }

  /** Notes something that is worth a look and stops nothing: a sentence. */
  public void warn(String warning) {
    mistakes.warn(where.isEmpty() ? warning : where + ": " + warning);
  }

  /** A map of these keys; each other key is a mistake that names the nearest. */
  public StrictMap map(String... known) {
    var map = openMap();
    map.refuseOthers(List.of(known));
    return map;
  }

  /** A map whose keys the caller judges; empty where this is none. */
  public StrictMap openMap() {
    var entries = new LinkedHashMap<String, StrictNode>();
    if (tree instanceof DocumentParser.Tree.Mapping(int _, var values)) {
      values.forEach((key, entry) ->
          entries.put(
              key, new StrictNode(entry.value(), below(where, key), entry.line(), mistakes)));
      return new StrictMap(this, entries, StrictMap.Known.WHOLE);
    }
    wrongType("a map");
    return new StrictMap(this, Map.of(), StrictMap.Known.NOT_A_MAP);
  }

  /** The items of a list; none where this is no list. */
  public List<StrictNode> items() {
    if (!(tree instanceof DocumentParser.Tree.Sequence(int _, var values))) {
      wrongType("a list");
      return List.of();
    }
    var items = new ArrayList<StrictNode>();
    for (var value : values) {
      var place = "%s[%d]".formatted(where, items.size());
      items.add(new StrictNode(value, place, value.line(), mistakes));
    }
    return items;
  }

  /**
   * A text with something in it, exactly as written. Control characters but for tabs and line ends
   * are refused: a terminal would act on them, and not every database stores them.
   */
  public Optional<String> text() {
    return anyText()
        .filter(text -> {
          if (text.isBlank()) {
            mistake("The text is empty.", "Write one.");
          }
          return !text.isBlank();
        });
  }

  /** As {@link #text}, but it may be empty or blank. */
  public Optional<String> anyText() {
    if (!(tree instanceof DocumentParser.Tree.Text(int _, var text))) {
      wrongType("a text");
      return Optional.empty();
    }
    if (text.codePoints().anyMatch(StrictNode::isUnfit)) {
      mistake(
          "'%s' holds a control character or half a character.".formatted(Printable.of(text)),
          "Remove it.");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static boolean isUnfit(int c) {
    boolean lineEndOrTab = c == '\n' || c == '\r' || c == '\t';
    return (Character.isISOControl(c) && !lineEndOrTab)
        || Character.getType(c) == Character.SURROGATE;
  }

  /**
   * A text as the value that the function makes of it; its {@link IllegalArgumentException} becomes
   * the mistake.
   */
  public <T> Optional<T> value(Function<String, T> make) {
    return value(make, "Write another.");
  }

  /**
   * As {@link #value(Function)}.
   *
   * @param suggestion what to write instead, as a sentence
   */
  public <T> Optional<T> value(Function<String, T> make, String suggestion) {
    return text().flatMap(text -> made(text, make, suggestion));
  }

  private <T> Optional<T> made(String text, Function<String, T> make, String suggestion) {
    try {
      return Optional.of(make.apply(text));
    } catch (IllegalArgumentException refused) {
      var message = refused.getMessage() == null ? "It is refused" : refused.getMessage();
      mistake(sentence(Printable.of(message, 400)), suggestion);
      return Optional.empty();
    }
  }

  /** A constant of the enum, written in lower case. */
  public <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
    var names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return oneOf(names).map(name -> type.getEnumConstants()[names.indexOf(name)]);
  }

  /** One of these names. */
  public Optional<String> oneOf(List<String> names) {
    return text()
        .filter(text -> {
          if (!names.contains(text)) {
            mistake(
                "'%s' is none of %s.".formatted(Printable.of(text), String.join(", ", names)),
                didYouMean(text, names).orElse("Choose one of them."));
          }
          return names.contains(text);
        });
  }

  public Optional<Boolean> flag() {
    if (tree instanceof DocumentParser.Tree.Flag(int _, boolean value)) {
      return Optional.of(value);
    }
    wrongType("true or false");
    return Optional.empty();
  }

  /** A whole number of at least one. */
  public Optional<Integer> positiveInt() {
    return whole(1, Integer.MAX_VALUE).map(Math::toIntExact);
  }

  /** A whole number, zero allowed. */
  public Optional<Integer> count() {
    return whole(0, Integer.MAX_VALUE).map(Math::toIntExact);
  }

  /** A whole number of at least one. */
  public Optional<Long> positiveLong() {
    return whole(1, LARGEST.longValueExact());
  }

  private Optional<Long> whole(long min, long max) {
    if (!(tree instanceof DocumentParser.Tree.Numeral(int _, var value, var written))) {
      wrongType("a whole number");
      return Optional.empty();
    }
    // Compared before it is expanded: 1e999999999 would fill the memory.
    boolean inRange =
        value.compareTo(BigDecimal.valueOf(min)) >= 0
            && value.compareTo(BigDecimal.valueOf(max)) <= 0;
    if (!inRange || value.stripTrailingZeros().scale() > 0) {
      mistake(
          "%s is no whole number from %d to %d.".formatted(Printable.of(written), min, max),
          "Write such a number.");
      return Optional.empty();
    }
    return Optional.of(value.longValueExact());
  }

  /** A decimal number over zero. */
  public Optional<BigDecimal> positiveAmount() {
    return amount()
        .flatMap(amount -> {
          if (amount.signum() == 0) {
            mistake("0 is not over zero.", "Write a number over zero, or leave the key out.");
            return Optional.empty();
          }
          return Optional.of(amount);
        });
  }

  /** A decimal number, zero allowed. */
  public Optional<BigDecimal> amount() {
    if (!(tree instanceof DocumentParser.Tree.Numeral(int _, var value, var written))) {
      wrongType("a number");
      return Optional.empty();
    }
    if (value.signum() < 0 || value.compareTo(LARGEST) > 0 || value.scale() > DECIMALS) {
      mistake(
          "%s is no number from 0 to %s with at most %d decimals."
              .formatted(Printable.of(written), LARGEST.toPlainString(), DECIMALS),
          "Write such a number.");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** A list of texts; the items that are none are mistakes and left out. */
  public List<String> texts() {
    return items().stream().map(StrictNode::text).flatMap(Optional::stream).toList();
  }

  /** A list of texts, or one text, which stands for a list of one. */
  public List<String> textOrTexts() {
    return isText() ? text().stream().toList() : texts();
  }

  /** A list of texts, each as the value that {@link #value(Function, String)} makes of it. */
  public <T> List<T> values(Function<String, T> make, String suggestion) {
    return items().stream()
        .map(item -> item.value(make, suggestion))
        .flatMap(Optional::stream)
        .toList();
  }

  private void wrongType(String wanted) {
    if (isNothing()) {
      mistake("There is no value.", "Write %s here, or remove it.".formatted(wanted));
      return;
    }
    var suggestion =
        switch (tree) {
          case DocumentParser.Tree.Numeral(int _, var _, var written)
              when wanted.equals("a text") ->
              "Put it into quotes: \"%s\".".formatted(Printable.of(written));
          case DocumentParser.Tree.Text(int _, var text) when wanted.equals("a list") ->
              "Put it into brackets: [%s].".formatted(Printable.of(text));
          default -> "Write %s.".formatted(wanted) + shape(wanted);
        };
    mistake("%s stands where %s belongs.".formatted(description(), wanted), suggestion);
  }

  private static String shape(String wanted) {
    return switch (wanted) {
      case "a list" -> " Each item begins with '- '.";
      case "a map" -> " Each line of it is 'key: value'.";
      default -> "";
    };
  }

  private String description() {
    return switch (tree) {
      case DocumentParser.Tree.Mapping _ -> "A map";
      case DocumentParser.Tree.Sequence _ -> "A list";
      case DocumentParser.Tree.Text(int _, var text) ->
          "The text '%s'".formatted(Printable.of(text));
      case DocumentParser.Tree.Numeral(int _, var _, var written) ->
          "The number %s".formatted(Printable.of(written));
      case DocumentParser.Tree.Flag(int _, boolean value) -> String.valueOf(value);
      case DocumentParser.Tree.Nothing _ -> "Nothing";
    };
  }

  /** The key path of a key below another path. */
  static String below(String where, String key) {
    if (!key.matches("[A-Za-z0-9_-]{1,80}")) {
      return "%s['%s']".formatted(where, Printable.of(key));
    }
    return where.isEmpty() ? key : where + "." + key;
  }

  static Optional<String> didYouMean(String written, List<String> names) {
    return NearestName.find(written, names).map("Did you mean '%s'?"::formatted);
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }
}
