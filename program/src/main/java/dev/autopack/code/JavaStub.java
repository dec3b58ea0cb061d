package dev.autopack.code;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import java.util.Set;

/** Tells a body that does something from one that only refuses to. */
final class JavaStub {
  private static final Set<String> REFUSALS =
      Set.of("UnsupportedOperationException", "NotImplementedException", "NotImplementedError");

  private JavaStub() {}

  /**
   * An empty body is real: adapters and listeners are made of them.
   *
   * @param text the block as it stands, comments included
   */
  static Definition.Body judge(BlockTree block, String text) {
    var statements = block.getStatements();
    if (statements.isEmpty()) {
      return Unwritten.isSaidIn(text) ? Definition.Body.PLACEHOLDER : Definition.Body.REAL;
    }
    if (statements.size() > 1
        || !(statements.getFirst() instanceof ThrowTree refusal)
        || !(refusal.getExpression() instanceof NewClassTree made)) {
      return Definition.Body.REAL;
    }
    var type = made.getIdentifier().toString();
    if (Unwritten.isSaidIn(text)) {
      return Definition.Body.PLACEHOLDER;
    }
    return REFUSALS.contains(type.substring(type.lastIndexOf('.') + 1))
        ? Definition.Body.HOLLOW
        : Definition.Body.REAL;
  }
}
