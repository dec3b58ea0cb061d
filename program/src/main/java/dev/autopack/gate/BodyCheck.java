package dev.autopack.gate;

import dev.autopack.code.CodeText;
import dev.autopack.code.Outline;
import dev.autopack.code.Outlines;
import dev.autopack.code.SourceReader;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands in a delivered file: something, written out, well formed, with what was promised. */
final class BodyCheck {
  /** Files whose being there is all they have to say. */
  private static final Set<String> MAY_BE_EMPTY =
      Set.of("__init__.py", "py.typed", ".gitkeep", ".keep", ".nojekyll");

  private static final Set<String> PROSE = Set.of("md", "txt", "rst", "adoc");
  private static final Pattern PROSE_TO_COME =
      Pattern.compile(
          "(?i)\\W*(?:todo|tbd|tba|to be (?:written|done)|coming soon|placeholder)\\b.*");

  private final RepoPath path;
  private final Optional<String> before;
  private final String text;
  private final List<SyntaxCheck> syntax;
  private final List<GateFinding> findings = new ArrayList<>();

  BodyCheck(RepoPath path, Optional<String> before, String text, List<SyntaxCheck> syntax) {
    this.path = path;
    this.before = before;
    this.text = text;
    this.syntax = syntax;
  }

  List<GateFinding> check(List<String> symbols) {
    if (text.isBlank()) {
      if (!MAY_BE_EMPTY.contains(path.fileName())) {
        add("empty", "is empty");
      }
      return findings;
    }
    var code = CodeText.of(path, text);
    if (code.isOnlyComments() && !MAY_BE_EMPTY.contains(path.fileName())) {
      add("empty", "holds nothing but comments");
      return findings;
    }
    checkSyntax();
    var outline = SourceReader.find(path, text);
    if (outline.isPresent()) {
      checkOutline(outline.get(), code, symbols);
    } else {
      checkPlaceholders(code);
      symbols.stream()
          .filter(symbol -> !code.names(new SymbolName(symbol).name()))
          .forEach(this::addMissing);
    }
    return findings;
  }

  private void checkSyntax() {
    for (var check : syntax) {
      if (check.reads(path)) {
        check.problem(text).ifPresent(problem -> add("syntax", "is not well formed: " + problem));
      }
    }
    if (PROSE.contains(path.extension())) {
      var lines =
          text.lines().filter(line -> !line.isBlank() && !line.matches("[#=*_-].*")).toList();
      if (!lines.isEmpty()
          && lines.stream().allMatch(line -> PROSE_TO_COME.matcher(line).matches())) {
        add("stub", "only says that it is still to be written");
      }
    }
  }

  private void checkOutline(Outline outline, CodeText code, List<String> symbols) {
    outline.problems().stream()
        .filter(each -> isExact() || each.certainty() == Outline.Certainty.SURE)
        .findFirst()
        .ifPresent(first ->
            add("syntax", "does not parse: line %d: %s".formatted(first.line(), first.text())));
    var bodies = new Bodies(outline, before.flatMap(old -> SourceReader.find(path, old)));
    var soFar = findings.size();
    checkStubs(bodies);
    // A function without a name is in no outline.
    if (!isExact() && findings.size() == soFar) {
      checkPlaceholders(code);
    }
    for (var symbol : symbols) {
      var name = new SymbolName(symbol);
      var found = name.findIn(outline.definitions());
      if (found.isEmpty() && (isExact() || !code.names(name.name()))) {
        addMissing(symbol);
      } else if (bodies.areUnwritten(found)) {
        add("stub", "defines '%s' without writing it out".formatted(symbol));
      }
    }
  }

  /** Whether it is read by the rules of its language, and not by a grammar that may know less. */
  private boolean isExact() {
    return Outlines.reads(path);
  }

  /**
   * What says of itself that it is still to be written is a stub, unless it said so before and this
   * phase wrote others out. What merely does nothing can be meant, but not for a whole file.
   */
  private void checkStubs(Bodies bodies) {
    if (bodies.isWhollyUnwritten()) {
      add("stub", "defines functions, and none of them does anything yet");
      return;
    }
    bodies
        .placeholders()
        .forEach(each ->
            add(
                "stub",
                "has '%s' in line %d still to be written"
                    .formatted(each.qualifiedName(), each.line())));
  }

  /** As for functions, by their number alone. */
  private void checkPlaceholders(CodeText code) {
    var are = code.placeholders();
    var were = before.map(old -> CodeText.of(path, old).placeholders().size()).orElse(0);
    if (!are.isEmpty() && (were == 0 || are.size() >= were)) {
      add("stub", "is still to be written in line %d".formatted(are.getFirst()));
    }
  }

  private void addMissing(String symbol) {
    add("symbol", "does not define '%s'".formatted(symbol));
  }

  private void add(String cause, String what) {
    findings.add(DeliverablesGate.finding(cause, path, what));
  }
}
