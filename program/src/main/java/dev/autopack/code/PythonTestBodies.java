package dev.autopack.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Tests of pytest and unittest: functions and methods called {@code test...}, by indentation. */
final class PythonTestBodies {
  private static final Pattern DEFINITION =
      Pattern.compile("(?:async\\s+)?(def|class)\\s+(\\w+)", Pattern.UNICODE_CHARACTER_CLASS);

  private final BracketText source;
  private final String code;
  private final List<TestBody> found = new ArrayList<>();
  private final Deque<Block> open = new ArrayDeque<>();

  /** What the whole file says of its tests. */
  private TestBody.Part module = new TestBody.Part("", "");

  PythonTestBodies(BracketText source) {
    this.source = source;
    this.code = source.code();
  }

  /** A class or function that is still open. */
  private record Block(int indent, String name, boolean isClass, TestBody.Part head, int start) {}

  List<TestBody> read() {
    int decorators = -1;
    int at = 0;
    while (at < code.length()) {
      int end = statementEnd(at);
      int start = firstCharacter(at, end);
      if (start < end) {
        close(start - at, at);
        if (code.charAt(start) == '@') {
          decorators = decorators < 0 ? at : decorators;
        } else {
          define(at, start, end, decorators);
          decorators = -1;
        }
      }
      at = end;
    }
    close(0, code.length());
    return found.stream()
        .map(test -> new TestBody(test.name(), test.line(), module.with(test.head()), test.body()))
        .toList();
  }

  private void define(int at, int start, int end, int decorators) {
    var statement = code.substring(start, end);
    if (start == at && statement.startsWith("pytestmark")) {
      module = module.with(source.part(start, end));
    }
    var definition = DEFINITION.matcher(statement);
    if (!definition.lookingAt()) {
      return;
    }
    var head = source.part(decorators < 0 ? at : decorators, start);
    int body = source.find(":", start + definition.end());
    open.push(
        new Block(
            start - at,
            definition.group(2),
            definition.group(1).equals("class"),
            head,
            body < 0 || body >= end ? end : body + 1));
  }

  /** Ends the blocks that a statement of this indentation is no part of. */
  private void close(int indent, int at) {
    while (!open.isEmpty() && open.peek().indent() >= indent) {
      var block = open.pop();
      var isInside = open.stream().anyMatch(outer -> !outer.isClass());
      if (!block.isClass() && !isInside && block.name().startsWith("test")) {
        add(block, at);
      }
    }
  }

  private void add(Block block, int end) {
    var names = new ArrayList<String>();
    var head = block.head();
    for (var outer : open) {
      names.addFirst(outer.name());
      head = outer.head().with(head);
    }
    names.add(block.name());
    found.add(
        new TestBody(
            String.join(".", names),
            source.lineOf(block.start()),
            head,
            source.part(block.start(), Math.max(block.start(), end))));
  }

  private int firstCharacter(int from, int end) {
    int i = from;
    while (i < end && Character.isWhitespace(code.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Behind the line that ends it: brackets and a backslash carry on. */
  private int statementEnd(int from) {
    int i = from;
    while (i < code.length()) {
      char c = code.charAt(i);
      if (c == '\n' && (i == 0 || code.charAt(i - 1) != '\\')) {
        return i + 1;
      }
      i = "([{".indexOf(c) >= 0 ? source.behindMatch(i) : i + 1;
    }
    return code.length();
  }
}
