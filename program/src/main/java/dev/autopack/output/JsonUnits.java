package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** What the objects of the JSON formats mean. */
final class JsonUnits {
  private static final Set<String> NAMES =
      Set.of("op", "path", "content", "replace", "from", "files", "count");

  private JsonUnits() {}

  /** What an object of {@code ndjson} is. */
  sealed interface Line {
    record Operation(Unit unit) implements Line {}

    record End(int count) implements Line {}
  }

  /** An object that is no operation; the message is written for the builder. */
  static final class NoUnitException extends Exception {
    private static final long serialVersionUID = 1;

    NoUnitException(String why) {
      super(why);
    }

    String why() {
      return Optional.ofNullable(getMessage()).orElse("");
    }
  }

  /** Reads one object of {@code ndjson}. */
  static Line line(JsonValue.Members object) throws NoUnitException {
    var op = text(object, "op");
    return switch (op) {
      case "end" -> new Line.End(count(object));
      case "declare" -> new Line.Operation(new Unit.Declare(declaration(object)));
      case "create", "rewrite", "edit", "delete", "rename" ->
          new Line.Operation(new Unit.Change(edit(op, object)));
      case "continue" -> new Line.Operation(continuation(object));
      default ->
          throw new NoUnitException(
              "the operation '%s' is unknown; there are declare, create, rewrite, edit, delete, rename"
                      .formatted(op)
                  + " and end");
    };
  }

  /** Whether an object is to be a declaration, readable or not. */
  static boolean isDeclaration(JsonValue.Members object) {
    return object.members().get("op") instanceof JsonValue.Text(var op) && op.equals("declare");
  }

  private static Unit continuation(JsonValue.Members object) throws NoUnitException {
    var path = path(object, "path");
    refuseOthers("continue", object, Set.of("content", "replace"));
    if (object.members().containsKey("content")) {
      if (object.members().containsKey("replace")) {
        throw new NoUnitException(
            "'%s' goes on with a text or with replacements, not with both".formatted(path));
      }
      return new Unit.Continue(
          path, List.of(new TextPart(TextPart.Role.CONTENT, text(object, "content"))));
    }
    var texts = new ArrayList<TextPart>();
    for (var pair : pairs(object)) {
      if (!texts.isEmpty() || !isAbsent(pair, "before")) {
        texts.add(new TextPart(TextPart.Role.BEFORE, text(pair, "before")));
      }
      texts.add(new TextPart(TextPart.Role.AFTER, text(pair, "after")));
    }
    return new Unit.Continue(path, texts);
  }

  /** What is open of an operation of {@code ndjson}; empty where no text of it came. */
  static Optional<Partial> open(JsonTokenizer.Open open) {
    var object = open.object();
    try {
      var path = path(object, "path");
      return switch (text(object, "op")) {
        case "create" -> content(Partial.Operation.CREATE, path, object);
        case "rewrite" -> content(Partial.Operation.REWRITE, path, object);
        case "edit" -> replacing(Partial.Operation.EDIT, path, Optional.empty(), open);
        case "rename" ->
            replacing(Partial.Operation.RENAME, path, Optional.of(path(object, "from")), open);
        case "continue" ->
            object.members().containsKey("content")
                ? content(Partial.Operation.CONTINUE, path, object)
                : replacing(Partial.Operation.CONTINUE, path, Optional.empty(), open);
        default -> Optional.empty();
      };
    } catch (NoUnitException none) {
      return Optional.empty();
    }
  }

  /** What is open of an element of {@code full_file}'s list. */
  static Optional<Partial> openFile(JsonTokenizer.Open open) {
    var object = open.object();
    try {
      var path = path(object, "path");
      return switch (text(object, "mode")) {
        case "create" -> content(Partial.Operation.CREATE, path, object);
        case "modify" -> content(Partial.Operation.REWRITE, path, object);
        case "continue" -> content(Partial.Operation.CONTINUE, path, object);
        default -> Optional.empty();
      };
    } catch (NoUnitException none) {
      return Optional.empty();
    }
  }

  private static Optional<Partial> content(
      Partial.Operation operation, RepoPath path, JsonValue.Members object) throws NoUnitException {
    return OpenText.partial(
        operation,
        path,
        Optional.empty(),
        List.of(new TextPart(TextPart.Role.CONTENT, text(object, "content"))),
        Partial.Tail.OPEN);
  }

  private static Optional<Partial> replacing(
      Partial.Operation operation, RepoPath path, Optional<RepoPath> from, JsonTokenizer.Open open)
      throws NoUnitException {
    var texts = new ArrayList<TextPart>();
    var pairs = pairs(open.object());
    for (int i = 0; i < pairs.size(); i++) {
      var pair = pairs.get(i);
      var goesOn = operation == Partial.Operation.CONTINUE && i == 0;
      if (i == pairs.size() - 1
          && isAbsent(pair, "before")
          && (!goesOn || isAbsent(pair, "after"))) {
        break;
      }
      if (!goesOn || !isAbsent(pair, "before")) {
        texts.add(new TextPart(TextPart.Role.BEFORE, text(pair, "before")));
      }
      if (i < pairs.size() - 1 || !isAbsent(pair, "after")) {
        texts.add(new TextPart(TextPart.Role.AFTER, text(pair, "after")));
      }
    }
    return OpenText.partial(
        operation, path, from, texts, open.inText() ? Partial.Tail.OPEN : Partial.Tail.CLOSED);
  }

  /** Reads one element of {@code full_file}'s list of files. */
  static Unit fullFile(JsonValue.Members object) throws NoUnitException {
    var path = path(object, "path");
    var mode = text(object, "mode");
    if (mode.equals("continue")) {
      return new Unit.Continue(
          path, List.of(new TextPart(TextPart.Role.CONTENT, text(object, "content"))));
    }
    try {
      return new Unit.Change(
          switch (mode) {
            case "create" -> new FileEdit.Create(path, text(object, "content"));
            case "modify" -> new FileEdit.Rewrite(path, text(object, "content"));
            case "delete" -> new FileEdit.Delete(path);
            default ->
                throw new NoUnitException(
                    "the mode '%s' of '%s' is unknown; there are create, modify and delete"
                        .formatted(mode, path));
          });
    } catch (IllegalArgumentException unusable) {
      throw new NoUnitException("'%s': %s".formatted(path, unusable.getMessage()));
    }
  }

  private static FileEdit edit(String op, JsonValue.Members object) throws NoUnitException {
    var path = path(object, "path");
    try {
      return switch (op) {
        case "create" -> {
          refuseOthers(op, object, Set.of("content"));
          yield new FileEdit.Create(path, text(object, "content"));
        }
        case "rewrite" -> {
          refuseOthers(op, object, Set.of("content"));
          yield new FileEdit.Rewrite(path, text(object, "content"));
        }
        case "edit" -> {
          refuseOthers(op, object, Set.of("replace"));
          yield new FileEdit.Edit(path, replacements(object));
        }
        case "delete" -> {
          refuseOthers(op, object, Set.of());
          yield new FileEdit.Delete(path);
        }
        default -> {
          refuseOthers(op, object, Set.of("from", "replace"));
          yield new FileEdit.Rename(
              path,
              path(object, "from"),
              object.members().containsKey("replace") ? replacements(object) : List.of());
        }
      };
    } catch (IllegalArgumentException unusable) {
      throw new NoUnitException("'%s': %s".formatted(path, unusable.getMessage()));
    }
  }

  /** A name of the grammar that this operation does not have would be lost in silence. */
  private static void refuseOthers(String op, JsonValue.Members object, Set<String> allowed)
      throws NoUnitException {
    var others = new TreeSet<>(object.members().keySet());
    others.retainAll(NAMES);
    others.removeAll(allowed);
    others.removeAll(Set.of("op", "path"));
    if (!others.isEmpty()) {
      throw new NoUnitException(
          "the operation '%s' has no '%s'".formatted(op, String.join("', '", others)));
    }
  }

  private static List<FileEdit.Replacement> replacements(JsonValue.Members object)
      throws NoUnitException {
    var replacements = new ArrayList<FileEdit.Replacement>();
    for (var pair : pairs(object)) {
      replacements.add(new FileEdit.Replacement(text(pair, "before"), text(pair, "after")));
    }
    return replacements;
  }

  private static List<JsonValue.Members> pairs(JsonValue.Members object) throws NoUnitException {
    var pairs = new ArrayList<JsonValue.Members>();
    for (var item : items(object, "replace")) {
      if (!(item instanceof JsonValue.Members pair)) {
        throw new NoUnitException(
            "'replace' holds %s where {\"before\": ..., \"after\": ...} must stand"
                .formatted(item.kind()));
      }
      pairs.add(pair);
    }
    return pairs;
  }

  private static Declaration declaration(JsonValue.Members object) throws NoUnitException {
    var files = new ArrayList<Declaration.DeclaredFile>();
    for (var item : items(object, "files")) {
      if (!(item instanceof JsonValue.Members file)) {
        throw new NoUnitException(
            "'files' holds %s where {\"path\": ..., \"action\": ...} must stand"
                .formatted(item.kind()));
      }
      files.add(declaredFile(file));
    }
    return declaration(files);
  }

  /** A declaration of these, in either framing. */
  static Declaration declaration(List<Declaration.DeclaredFile> files) throws NoUnitException {
    if (files.isEmpty()) {
      throw new NoUnitException("it declares no file");
    }
    return new Declaration(files);
  }

  /** One declared file, in either framing. */
  static Declaration.DeclaredFile declaredFile(JsonValue.Members file) throws NoUnitException {
    var action = text(file, "action");
    return new Declaration.DeclaredFile(
        path(file, "path"),
        switch (action) {
          case "create" -> Deliverable.Action.CREATE;
          // The operations' own names are close at hand for whoever writes a declaration.
          case "modify", "rewrite", "edit" -> Deliverable.Action.MODIFY;
          case "delete" -> Deliverable.Action.DELETE;
          case "rename" -> Deliverable.Action.RENAME;
          default ->
              throw new NoUnitException(
                  "the action '%s' is unknown; there are create, modify, delete and rename"
                      .formatted(action));
        },
        symbols(file),
        lines(file),
        needs(file));
  }

  private static List<RepoPath> needs(JsonValue.Members file) throws NoUnitException {
    if (isAbsent(file, "needs")) {
      return List.of();
    }
    var needs = new ArrayList<RepoPath>();
    for (var item : items(file, "needs")) {
      if (!(item instanceof JsonValue.Text(var name))) {
        throw new NoUnitException("'needs' holds %s, not a path".formatted(item.kind()));
      }
      needs.add(path(name));
    }
    return needs;
  }

  private static List<String> symbols(JsonValue.Members file) throws NoUnitException {
    if (isAbsent(file, "symbols")) {
      return List.of();
    }
    var symbols = new ArrayList<String>();
    for (var item : items(file, "symbols")) {
      if (!(item instanceof JsonValue.Text(var name))) {
        throw new NoUnitException("'symbols' holds %s, not a name".formatted(item.kind()));
      }
      symbols.add(name);
    }
    return symbols;
  }

  private static OptionalInt lines(JsonValue.Members file) throws NoUnitException {
    return isAbsent(file, "lines")
        ? OptionalInt.empty()
        : OptionalInt.of(wholeNumber(file, "lines"));
  }

  private static int count(JsonValue.Members object) throws NoUnitException {
    return wholeNumber(object, "count");
  }

  private static int wholeNumber(JsonValue.Members object, String name) throws NoUnitException {
    var value = member(object, name);
    if (value instanceof JsonValue.Digits(var digits) && digits.matches("[0-9]{1,9}")) {
      return Integer.parseInt(digits);
    }
    throw new NoUnitException("'%s' must be a whole number".formatted(name));
  }

  private static RepoPath path(JsonValue.Members object, String name) throws NoUnitException {
    return path(text(object, name));
  }

  private static RepoPath path(String name) throws NoUnitException {
    try {
      return new RepoPath(name);
    } catch (IllegalArgumentException refused) {
      throw new NoUnitException(Optional.ofNullable(refused.getMessage()).orElse("a bad path"));
    }
  }

  private static String text(JsonValue.Members object, String name) throws NoUnitException {
    var value = member(object, name);
    if (value instanceof JsonValue.Text(var text)) {
      return text;
    }
    throw new NoUnitException("'%s' is %s, not a text".formatted(name, value.kind()));
  }

  private static List<JsonValue> items(JsonValue.Members object, String name)
      throws NoUnitException {
    var value = member(object, name);
    if (value instanceof JsonValue.Items(var items)) {
      return items;
    }
    throw new NoUnitException("'%s' is %s, not a list".formatted(name, value.kind()));
  }

  private static JsonValue member(JsonValue.Members object, String name) throws NoUnitException {
    var value = object.members().get(name);
    if (value == null) {
      throw new NoUnitException("it has no '%s'".formatted(name));
    }
    return value;
  }

  private static boolean isAbsent(JsonValue.Members object, String name) {
    var value = object.members().get(name);
    return value == null || value instanceof JsonValue.Null;
  }
}
