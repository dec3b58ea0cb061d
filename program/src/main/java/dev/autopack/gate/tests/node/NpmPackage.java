package dev.autopack.gate.tests.node;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.TreeText;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a {@code package.json} says; one that cannot be read says nothing.
 *
 * @param dependencies of both kinds
 * @param members the globs of its workspaces
 */
record NpmPackage(
    Build place, Map<String, String> scripts, Set<String> dependencies, List<String> members) {
  static final String FILE = "package.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern LISTED = Pattern.compile("(?m)^\\s*-\\s*['\"]?([^'\"#\\s]+)");

  static NpmPackage read(Tree tree, Build place) {
    var scripts = new TreeMap<String, String>();
    var dependencies = new TreeSet<String>();
    var members = new ArrayList<String>();
    try {
      var root = JSON.readTree(TreeText.find(tree, place.file(FILE)).orElse("{}"));
      root.path("scripts")
          .properties()
          .forEach(one -> scripts.put(one.getKey(), text(one.getValue())));
      for (var kind : List.of("dependencies", "devDependencies", "optionalDependencies")) {
        root.path(kind).properties().forEach(one -> dependencies.add(one.getKey()));
      }
      var workspaces = root.path("workspaces");
      for (var glob : workspaces.isArray() ? workspaces : workspaces.path("packages")) {
        members.add(text(glob));
      }
    } catch (JacksonException unreadable) {
      // Its tests are then missing, which is said.
    }
    TreeText.find(tree, place.file("pnpm-workspace.yaml"))
        .ifPresent(
            yaml -> LISTED.matcher(yaml).results().forEach(found -> members.add(found.group(1))));
    return new NpmPackage(place, scripts, dependencies, members);
  }

  private static String text(JsonNode node) {
    return node.asString("");
  }

  /** Whether it is more than a mark that says how files are read. */
  boolean isPackage() {
    return !scripts.isEmpty() || !dependencies.isEmpty() || !members.isEmpty();
  }

  boolean hasMember(Build other) {
    var inner = Path.of(place.inBuild(other.folder()));
    return members.stream()
        .map(glob -> glob.replaceFirst("^\\./", "").replaceAll("/+$", ""))
        .anyMatch(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(inner));
  }

  /** The lock files that may lie beside it. */
  static final List<String> LOCKS =
      List.of("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock");

  /** Where its packages are installed. */
  RepoPath installed() {
    return place.file("node_modules");
  }
}
