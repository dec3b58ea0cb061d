package dev.autopack.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Turns the text of one document into a tree that remembers its lines, which Jackson's own does
 * not.
 *
 * <p>Aliases and tags are refused: written out, a document is as large as it looks.
 */
final class DocumentParser {
  /** Deeper than any document we read, and shallow enough for the call stack. */
  private static final int MAX_DEPTH = 24;

  private static final Pattern YAML_PLACE = Pattern.compile("line (\\d+), column \\d+");

  /** Behind a name that nothing refers to, it is still the short null. */
  private static final Pattern TILDE = Pattern.compile("(?:&\\S+\\s+)?~");

  private final String text;
  private final JsonParser tokens;
  private final MistakeList mistakes;

  private DocumentParser(String text, JsonParser tokens, MistakeList mistakes) {
    this.text = text;
    this.tokens = tokens;
    this.mistakes = mistakes;
  }

  /** Empty where the text has no readable structure, which is then a mistake. */
  static Optional<Tree> parse(boolean json, String text, MistakeList mistakes) {
    TokenStreamFactory format = json ? new JsonFactory() : new YAMLFactory();
    try (var tokens = format.createParser(ObjectReadContext.empty(), text)) {
      return new DocumentParser(text, tokens, mistakes).document();
    } catch (Unreadable unreadable) {
      mistakes.add(unreadable.mistake);
    } catch (JacksonException syntax) {
      mistakes.add(syntaxMistake(json ? "JSON" : "YAML", syntax));
    }
    return Optional.empty();
  }

  private Optional<Tree> document() {
    if (tokens.nextToken() == null) {
      mistakes.add(new Mistake(1, "", "The file is empty.", "Write something into it."));
      return Optional.empty();
    }
    var root = tree("", 0);
    if (tokens.nextToken() != null) {
      throw unreadable("", "A second document begins here.", "Keep one document in a file.");
    }
    return Optional.of(root);
  }

  private Tree tree(String where, int depth) {
    if (depth > MAX_DEPTH) {
      throw unreadable(where, "The nesting is deeper than " + MAX_DEPTH + ".", "Write it flatter.");
    }
    int line = line();
    if (tokens instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw unreadable(
          where,
          "The alias '*%s' is not read here.".formatted(Printable.of(tokens.getString())),
          "Write its value out.");
    }
    if (tokens.getTypeId() != null) {
      throw unreadable(
          where,
          "The tag '%s' is not read here.".formatted(Printable.of(tokens.getTypeId().toString())),
          "Leave it out; a text goes into quotes.");
    }
    return switch (tokens.currentToken()) {
      case START_OBJECT -> mapping(where, line, depth);
      case START_ARRAY -> sequence(where, line, depth);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(line, tokens.getString());
      case VALUE_TRUE -> new Tree.Flag(line, true);
      case VALUE_FALSE -> new Tree.Flag(line, false);
      case VALUE_NULL -> new Tree.Nothing(line);
      case VALUE_STRING ->
          isTilde() ? new Tree.Nothing(line) : new Tree.Text(line, tokens.getString());
      default -> throw new IllegalStateException("token " + tokens.currentToken());
    };
  }

  /**
   * Whether null is written here in its short way, which Jackson reads as a text. Between quotes or
   * in a block it is a text; which of these it was, only the document tells.
   */
  private boolean isTilde() {
    if (!(tokens instanceof YAMLParser) || !tokens.getString().equals("~")) {
      return false;
    }
    int begin = Math.toIntExact(tokens.currentTokenLocation().getCharOffset());
    return TILDE.matcher(text).region(text.offsetByCodePoints(0, begin), text.length()).lookingAt();
  }

  private Tree mapping(String where, int line, int depth) {
    var entries = new LinkedHashMap<String, Tree.Entry>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      int keyLine = line();
      var key = tokens.currentName();
      tokens.nextToken();
      var place = StrictNode.below(where, key);
      var entry = new Tree.Entry(keyLine, tree(place, depth + 1));
      var first = entries.putIfAbsent(key, entry);
      if (first != null) {
        mistakes.add(
            new Mistake(
                keyLine,
                place,
                "The key '%s' stands here again; it is already on line %d."
                    .formatted(Printable.of(key), first.line()),
                "Remove one of them."));
      }
    }
    return new Tree.Mapping(line, entries);
  }

  private Tree sequence(String where, int line, int depth) {
    var items = new ArrayList<Tree>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      items.add(tree("%s[%d]".formatted(where, items.size()), depth + 1));
    }
    return new Tree.Sequence(line, items);
  }

  /** YAML has numbers that are none: {@code .inf}. */
  private static Tree number(int line, String written) {
    try {
      return new Tree.Numeral(line, new BigDecimal(written.replace("_", "")), written);
    } catch (NumberFormatException _) {
      return new Tree.Text(line, written);
    }
  }

  private int line() {
    return Math.max(1, tokens.currentTokenLocation().getLineNr());
  }

  private Unreadable unreadable(String where, String problem, String suggestion) {
    return new Unreadable(new Mistake(line(), where, problem, suggestion));
  }

  /** YAML's message names each place it speaks of; the last one is where it gave up. */
  private static Mistake syntaxMistake(String format, JacksonException syntax) {
    var message = syntax.getOriginalMessage();
    int line = syntax.getLocation() == null ? 1 : syntax.getLocation().getLineNr();
    var place = YAML_PLACE.matcher(message);
    while (place.find()) {
      line = Integer.parseInt(place.group(1));
    }
    return new Mistake(
        Math.max(1, line),
        "",
        "The text is no %s from here on: %s.".formatted(format, reason(message)),
        cure(message));
  }

  /** For the two slips that YAML's own words do not explain. */
  private static String cure(String message) {
    if (message.contains("mapping values are not allowed")) {
      return "Put a text that holds a colon into quotes, and check the indentation.";
    }
    return message.contains("TAB")
        ? "Indent with spaces."
        : "Check quotes, brackets and indentation on this line and the one above.";
  }

  /**
   * Without the excerpts of the file that YAML's messages carry, and without Jackson's settings.
   */
  private static String reason(String message) {
    var sentences =
        message
            .lines()
            .filter(text -> !text.startsWith(" ") && !text.startsWith("in "))
            .map(text ->
                text.replaceFirst(" \\((start marker|not recognized as one|Do not use).*", ""))
            .map(text -> text.strip().replaceFirst("\\.$", ""))
            .toList();
    return Printable.of(String.join(", ", sentences), 200);
  }

  /** A document's structure as it was written. */
  sealed interface Tree {
    int line();

    record Mapping(int line, Map<String, Entry> entries) implements Tree {}

    record Sequence(int line, List<Tree> items) implements Tree {}

    record Text(int line, String text) implements Tree {}

    record Numeral(int line, BigDecimal value, String written) implements Tree {}

    record Flag(int line, boolean value) implements Tree {}

    record Nothing(int line) implements Tree {}

    /**
     * A key's value.
     *
     * @param line where the key stands
     */
    record Entry(int line, Tree value) {}
  }

  /** Ends the parse; the rest of the document cannot be told. */
  private static final class Unreadable extends RuntimeException {
    private final transient Mistake mistake;

    Unreadable(Mistake mistake) {
      super(mistake.problem());
      this.mistake = mistake;
    }
  }
}
