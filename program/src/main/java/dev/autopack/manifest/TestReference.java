package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Deliverable;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One entry of a plan's {@code validation.tests}: a file, a folder, a pytest id ({@code
 * tests/test_a.py::test_b}), or a class with an optional method ({@code a.b.CTest#d}).
 */
record TestReference(String text) {
  /** Whether a file it can mean is there, or will be. */
  boolean resolves(Collection<RepoPath> paths, List<Deliverable> deliverables) {
    var file = text.split("::|#", 2)[0].strip().replace('\\', '/').replaceFirst("^\\./", "");
    var folder = file.endsWith("/") ? file : file + "/";
    var type = "/" + file.replaceFirst("\\$.*", "").replace('.', '/') + ".";
    return Stream.concat(paths.stream(), deliverables.stream().map(Deliverable::path))
        .map(path -> "/" + path.value())
        .anyMatch(path ->
            path.equals("/" + file)
                || path.startsWith("/" + folder)
                || path.endsWith(type + "java")
                || path.endsWith(type + "kt"));
  }
}
