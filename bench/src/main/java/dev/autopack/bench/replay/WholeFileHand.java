package dev.autopack.bench.replay;

/** Writes one JSON object that lists whole files. */
final class WholeFileHand implements Hand {
  @Override
  public String opening() {
    return "{\"summary\": \"As asked.\", \"files\": [\n";
  }

  @Override
  public String operation(Operation operation, boolean isFirst) {
    var comma = isFirst ? "" : ",\n";
    return comma
        + switch (operation) {
          case Operation.Whole(var path, var isNew, var text) ->
              head(path, isNew ? "create" : "modify") + JsonHand.quoted(text) + "}";
          case Operation.Removal(var path) ->
              "{\"path\": %s, \"mode\": \"delete\"}".formatted(JsonHand.quoted(path));
          case Operation.Change _, Operation.Patch _ ->
              throw new IllegalArgumentException("no whole file: " + operation.path());
        };
  }

  private static String head(String path, String mode) {
    return "{\"path\": %s, \"mode\": \"%s\", \"content\": ".formatted(JsonHand.quoted(path), mode);
  }

  @Override
  public String rest(Operation operation, Resume where, boolean isFirst) {
    var comma = isFirst ? "" : ",\n";
    return comma
        + head(operation.path(), "continue")
        + JsonHand.quoted(where.fragments(operation.texts()).getFirst())
        + "}";
  }

  @Override
  public int written(Operation operation, int text, int chars) {
    return operation instanceof Operation.Whole(var path, var isNew, var content)
        ? head(path, isNew ? "create" : "modify").length()
            + JsonHand.quoted(content.substring(0, chars)).length()
            - 1
        : 0;
  }

  @Override
  public String closing(int count) {
    return "\n]}\n";
  }
}
