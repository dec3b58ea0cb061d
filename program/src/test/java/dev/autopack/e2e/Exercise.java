package dev.autopack.e2e;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An exercise of the corpus: where it starts, and a true solution. */
record Exercise(Path folder) {
  String name() {
    return folder.getFileName().toString();
  }

  String task() {
    return read(folder.resolve("task.md"));
  }

  Map<String, String> start() {
    return files(folder.resolve("repo"));
  }

  Map<String, String> reference() {
    return files(folder.resolve("reference"));
  }

  /** The reply that makes exactly the reference. */
  String solution() {
    return reply(reference());
  }

  String reply(Map<String, String> files) {
    return reply(files, List.of());
  }

  String reply(Map<String, String> files, List<String> deleted) {
    var units = new ArrayList<Unit>();
    var start = start();
    files.forEach((path, text) ->
        units.add(
            new Unit.Change(
                start.containsKey(path)
                    ? new FileEdit.Rewrite(new RepoPath(path), text)
                    : new FileEdit.Create(new RepoPath(path), text))));
    deleted.forEach(path -> units.add(new Unit.Change(new FileEdit.Delete(new RepoPath(path)))));
    return UnitWriter.write(Format.NDJSON, units);
  }

  String plan(String validation, List<String> moreScope) {
    var plan = new StringBuilder();
    plan.append("autopack: 1\nname: ").append(name()).append("\ngoal: An exercise\n");
    plan.append("limits: {usd: 20}\nmodels: {builder: oracle}\nphases:\n  - id: solve\n");
    plan.append("    goal: |\n");
    task().lines().forEach(line -> plan.append("      ").append(line).append('\n'));
    plan.append("    deliverables:\n");
    reference().keySet().forEach(path -> plan.append("      - ").append(path).append('\n'));
    if (!moreScope.isEmpty()) {
      plan.append("    scope: {write: [").append(String.join(", ", moreScope)).append("]}\n");
    }
    plan.append(validation).append("    limits: {attempts: 1}\n");
    return plan.toString();
  }

  private static Map<String, String> files(Path root) {
    try (var files = Files.walk(root)) {
      var texts = new TreeMap<String, String>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        texts.put(root.relativize(file).toString(), Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
