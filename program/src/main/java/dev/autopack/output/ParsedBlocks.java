package dev.autopack.output;

import dev.autopack.edit.Tree;
import java.util.List;
import java.util.OptionalInt;

/** Units of SEARCH/REPLACE blocks that somebody else has taken out of a reply. */
public final class ParsedBlocks {
  private ParsedBlocks() {}

  /** One block; without old text it makes the file. */
  public record Block(String path, String search, String replace) {}

  public static UnitReader.Ending read(List<Block> blocks, Tree tree) {
    var gathered = new Gathered(tree, new ReplyLines(List.of(), false));
    for (var block : blocks) {
      new SearchedText(block.search(), block.replace(), OptionalInt.empty())
          .gather(block.path(), gathered);
    }
    return gathered.ending("there is no block");
  }
}
