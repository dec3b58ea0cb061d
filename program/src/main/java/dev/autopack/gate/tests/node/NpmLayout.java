package dev.autopack.gate.tests.node;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.TreeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The packages of a tree: which belong together, and which runner runs which files. */
record NpmLayout(Tree tree, List<NpmPackage> all) {
  private static final Pattern NODE_TEST = Pattern.compile("['\"]node:test['\"]");

  static NpmLayout of(Tree tree) {
    return new NpmLayout(
        tree,
        Build.find(tree, NpmPackage.FILE::equals, (_, _) -> false).stream()
            .map(place -> NpmPackage.read(tree, place))
            .filter(NpmPackage::isPackage)
            .toList());
  }

  /** Those that are installed by themselves, outermost first. */
  List<Build> builds() {
    return all.stream()
        .filter(one -> all.stream().noneMatch(outer -> isMember(outer, one)))
        .map(NpmPackage::place)
        .toList();
  }

  private static boolean isMember(NpmPackage outer, NpmPackage inner) {
    return !outer.place().equals(inner.place())
        && outer.place().holds(inner.place())
        && outer.hasMember(inner.place());
  }

  /** The package of a build and the members of its workspace. */
  List<NpmPackage> packages(Build build) {
    var own = all.stream().filter(one -> one.place().equals(build)).findFirst();
    return all.stream()
        .filter(one -> one.place().equals(build) || own.filter(it -> isMember(it, one)).isPresent())
        .toList();
  }

  /** What is run: a runner at the top runs all of a workspace, else each member's its own. */
  List<Unit> units(Build build, List<RepoPath> named) {
    var packages = packages(build);
    if (packages.isEmpty()) {
      return List.of();
    }
    var inner = all.stream().map(NpmPackage::place).filter(builds()::contains).toList();
    var top = unit(packages.getFirst(), named, inner);
    if (top.isPresent()) {
      return List.of(top.get());
    }
    var units = new ArrayList<Unit>();
    for (var member : packages.subList(1, packages.size())) {
      unit(member, named, inner).ifPresent(units::add);
    }
    return units;
  }

  private Optional<Unit> unit(NpmPackage one, List<RepoPath> named, List<Build> others) {
    var scripts = new ScriptFiles(Path.of("/"), tree);
    var tests =
        one.place()
            .files(tree, others)
            .filter(ScriptFiles::isScript)
            .filter(
                path -> ScriptFiles.isTest(path) || named.contains(path) || isInTestFolder(path))
            .filter(scripts::holdsTests)
            .toList();
    if (tests.isEmpty()) {
      return Optional.empty();
    }
    return TestScript.of(one, path -> isThere(one.place(), path))
        .or(() ->
            tests.stream().anyMatch(this::usesNode)
                ? Optional.of(new TestScript(TestScript.Runner.NODE, List.of(), Map.of()))
                : Optional.empty())
        .map(script -> new Unit(one.place(), script, tests));
  }

  private static boolean isInTestFolder(RepoPath path) {
    return path.value().matches("(?:.*/)?tests?/.*");
  }

  private boolean usesNode(RepoPath path) {
    return TreeText.find(tree, path).filter(text -> NODE_TEST.matcher(text).find()).isPresent();
  }

  private boolean isThere(Build place, String word) {
    if (word.contains("*")) {
      return true;
    }
    try {
      var path = place.file(word);
      return tree.contains(path)
          || tree.paths().stream().anyMatch(one -> one.value().startsWith(path + "/"));
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  /**
   * One start of a runner.
   *
   * @param tests the files that look like tests of it
   */
  record Unit(Build place, TestScript script, List<RepoPath> tests) {}
}
