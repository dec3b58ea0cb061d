package dev.autopack.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A code block of Markdown in a reply.
 *
 * @param opening the line with its first fence
 * @param closing the line with its last, or empty where there is none
 */
record CodeBlock(Fence fence, int opening, OptionalInt closing) {
  /** The block that a line opens; blocks that it holds, as Markdown files do, stay inside. */
  static Optional<CodeBlock> at(ReplyLines reply, int line) {
    return Fence.of(reply.line(line)).map(fence -> of(reply, line, fence));
  }

  private static CodeBlock of(ReplyLines reply, int opening, Fence fence) {
    Deque<Fence> open = new ArrayDeque<>();
    open.push(fence);
    for (int i = opening + 1; i < reply.size(); i++) {
      var found = Fence.of(reply.line(i));
      if (found.isEmpty()) {
        continue;
      }
      if (open.getFirst().isClosedBy(found.get())) {
        open.pop();
        if (open.isEmpty()) {
          return new CodeBlock(fence, opening, OptionalInt.of(i));
        }
      } else if (open.getFirst().holds(found.get())) {
        open.push(found.get());
      }
    }
    return new CodeBlock(fence, opening, OptionalInt.empty());
  }

  /** The line behind it. */
  int end(ReplyLines reply) {
    return closing.isPresent() ? closing.getAsInt() + 1 : reply.size();
  }

  /** Its text; for one that is not closed, all there is. */
  String text(ReplyLines reply) {
    var out = new StringBuilder();
    for (int i = opening + 1; i < closing.orElse(reply.size()); i++) {
      out.append(outdented(reply.line(i))).append('\n');
    }
    return out.toString();
  }

  private String outdented(String line) {
    var spaces = 0;
    while (spaces < Math.min(fence.indent(), line.length()) && line.charAt(spaces) == ' ') {
      spaces++;
    }
    return line.substring(spaces);
  }
}
