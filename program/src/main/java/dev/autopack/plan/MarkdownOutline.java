package dev.autopack.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The structure of a Markdown plan: its heading, the paragraphs before its first list, and the
 * bullets with what is nested in them. Texts are the file's own letters: a plan speaks of {@code
 * __init__}, which is no emphasis.
 */
final class MarkdownOutline {
  private final String text;
  private final MistakeList mistakes;
  private final List<Passage> goal = new ArrayList<>();
  private final List<Bullet> bullets = new ArrayList<>();
  private Optional<Passage> name = Optional.empty();
  private int lists;

  private MarkdownOutline(String text, MistakeList mistakes) {
    this.text = text;
    this.mistakes = mistakes;
  }

  /**
   * A stretch of the file.
   *
   * @param line of its first letter
   * @param text its lines without the indentation and the marks of the block they stand in
   */
  record Passage(int line, String text) {}

  /**
   * A bullet of the outermost level.
   *
   * @param list which list it stands in, counted from 0
   * @param numbered whether that list is numbered
   */
  record Bullet(
      int line, int list, boolean numbered, List<Passage> paragraphs, List<Passage> nested) {}

  /**
   * What was found.
   *
   * @param name the heading of the first level
   */
  record Found(Optional<Passage> name, List<Passage> goal, List<Bullet> bullets) {}

  /** The outline; what no plan can hold is noted. */
  static Found read(String text, MistakeList mistakes) {
    var outline = new MarkdownOutline(text, mistakes);
    if (text.startsWith("---\n") || text.startsWith("---\r")) {
      outline.mistake(
          1,
          "Front matter is not read.",
          "Write the name as a heading, '# NAME', and limits as tags: [usd: 10].");
      return new Found(Optional.empty(), List.of(), List.of());
    }
    var parser = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    outline.document((Document) parser.parse(text));
    return new Found(outline.name, outline.goal, outline.bullets);
  }

  private void document(Document document) {
    for (var block : children(document)) {
      switch (block) {
        case Heading heading when heading.getLevel() == 1 -> name(heading);
        case ListBlock list -> list(list);
        case Paragraph paragraph when bullets.isEmpty() -> goal.add(passage(paragraph));
        case Heading _, ThematicBreak _, LinkReferenceDefinition _ -> {}
        case HtmlBlock html when html.getLiteral().startsWith("<!--") -> {}
        default -> leftOut(block);
      }
    }
  }

  private void name(Heading heading) {
    if (name.isPresent()) {
      mistake(
          line(heading),
          "A second heading of the first level; the plan's name is on line %d."
              .formatted(name.get().line()),
          "Write '## ' for a heading that only groups, or keep one plan in a file.");
      return;
    }
    var first = passage(heading).text().lines().findFirst().orElse("");
    var words = first.replaceFirst("^#+[ \t]*", "").replaceFirst("[ \t]+#+[ \t]*$", "").strip();
    if (words.isEmpty()) {
      mistake(line(heading), "The heading is empty.", "Write the plan's name behind the '#'.");
    }
    name = Optional.of(new Passage(line(heading), words));
  }

  private void list(ListBlock list) {
    for (var item : children(list)) {
      bullets.add(bullet((ListItem) item, list instanceof OrderedList));
    }
    lists++;
  }

  private Bullet bullet(ListItem item, boolean numbered) {
    var paragraphs = new ArrayList<Passage>();
    var nested = new ArrayList<Passage>();
    for (var block : children(item)) {
      switch (block) {
        case Paragraph paragraph when nested.isEmpty() -> paragraphs.add(passage(paragraph));
        case ListBlock list -> children(list).forEach(one -> nested.add(nested((ListItem) one)));
        case Paragraph paragraph ->
            mistake(
                line(paragraph),
                "A paragraph follows the nested bullets.",
                "Put it in front of them, or make it a bullet.");
        case HtmlBlock html when html.getLiteral().startsWith("<!--") -> {}
        default -> notHere(block);
      }
    }
    if (paragraphs.isEmpty()) {
      mistake(line(item), "The bullet says nothing.", "Write the phase's goal, or remove it.");
    }
    return new Bullet(line(item), lists, numbered, paragraphs, nested);
  }

  private Passage nested(ListItem item) {
    var paragraphs = new ArrayList<Passage>();
    for (var block : children(item)) {
      switch (block) {
        case Paragraph paragraph -> paragraphs.add(passage(paragraph));
        case ListBlock deeper ->
            mistake(
                line(deeper),
                "A bullet is nested in a criterion of acceptance.",
                "Two levels are read: phases, and what each must fulfil. Move it one level up.");
        case HtmlBlock html when html.getLiteral().startsWith("<!--") -> {}
        default -> notHere(block);
      }
    }
    if (paragraphs.isEmpty()) {
      mistake(line(item), "The bullet says nothing.", "Write what the phase must fulfil.");
      return new Passage(line(item), "");
    }
    var text = paragraphs.stream().map(Passage::text).collect(Collectors.joining("\n"));
    return new Passage(paragraphs.getFirst().line(), text);
  }

  private void notHere(Node block) {
    mistake(
        line(block),
        "A bullet of a plan holds no %s.".formatted(kind(block)),
        "Say it in words, or put it into a file that the phase may read: [read: docs/NAME.md].");
  }

  private void leftOut(Node block) {
    mistakes.warn(
        "line %d: this %s belongs to no phase and is left out."
            .formatted(line(block), kind(block)));
  }

  private static String kind(Node block) {
    return switch (block) {
      case Paragraph _ -> "paragraph";
      case Heading _ -> "heading";
      case HtmlBlock _ -> "HTML";
      case FencedCodeBlock _, IndentedCodeBlock _ -> "code block";
      case BlockQuote _ -> "quotation";
      default -> "line of this kind";
    };
  }

  private Passage passage(Node block) {
    var lines =
        block.getSourceSpans().stream()
            .map(span ->
                text.substring(span.getInputIndex(), span.getInputIndex() + span.getLength()))
            .collect(Collectors.joining("\n"));
    return new Passage(line(block), lines);
  }

  private static int line(Node block) {
    return block.getSourceSpans().stream().mapToInt(SourceSpan::getLineIndex).min().orElse(0) + 1;
  }

  private static List<Node> children(Node parent) {
    var found = new ArrayList<Node>();
    for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
      found.add(child);
    }
    return found;
  }

  private void mistake(int line, String problem, String suggestion) {
    mistakes.add(new Mistake(line, "", problem, suggestion));
  }
}
