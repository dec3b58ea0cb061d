package dev.autopack.policy;

import dev.autopack.edit.FileChange;
import dev.autopack.policy.Finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Changes too large for anybody to have meant them unseen. */
record SizeLimits(SizeSettings limits) implements Rule.OfText {
  @Override
  public String name() {
    return "size";
  }

  @Override
  public String minds() {
    return "A file over %,d bytes, or a change over %,d bytes or %d files, needs approval."
        .formatted(limits.maxFileBytes(), limits.maxChangeBytes(), limits.maxFiles());
  }

  @Override
  public List<Said> judge(Judged judged) {
    var said = new ArrayList<Said>();
    var paths = judged.changes().paths();
    long total = 0;
    for (var change : judged.changes().changes()) {
      var bytes = bytes(change);
      total += bytes;
      if (bytes > limits.maxFileBytes()) {
        said.add(
            new Said(
                Severity.ASK,
                List.of(change.path()),
                "it has %,d bytes afterwards".formatted(bytes)));
      }
    }
    if (total > limits.maxChangeBytes()) {
      said.add(new Said(Severity.ASK, paths, "the change writes %,d bytes".formatted(total)));
    }
    if (paths.size() > limits.maxFiles()) {
      said.add(new Said(Severity.ASK, paths, "the change has %d files".formatted(paths.size())));
    }
    return said;
  }

  private static int bytes(FileChange change) {
    return change.after().map(text -> text.getBytes(StandardCharsets.UTF_8).length).orElse(0);
  }

  @Override
  public List<Example> matching() {
    return List.of(
        Example.text("one byte too many", "", "x".repeat(limits.maxFileBytes() + 1)),
        Example.text("letters of two bytes", "", "é".repeat(limits.maxFileBytes() / 2 + 1)));
  }

  @Override
  public List<Example> passing() {
    return List.of(
        Example.text("just small enough", "", "x".repeat(limits.maxFileBytes())),
        Example.text("a large file goes", "x".repeat(limits.maxFileBytes() + 1), ""));
  }
}
