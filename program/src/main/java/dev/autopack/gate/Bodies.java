package dev.autopack.gate;

import dev.autopack.code.Definition;
import dev.autopack.code.Definition.Body;
import dev.autopack.code.Outline;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions that a file defines, and which of them this phase has left unwritten.
 *
 * @param before of the same file; empty for a new one
 */
record Bodies(Outline after, Optional<Outline> before) {
  /** What merely does nothing can be meant, but not for all of a file. */
  boolean isWhollyUnwritten() {
    return areUnwritten(written(after));
  }

  /** Whether functions are among them, and none does anything; a type is what its functions are. */
  boolean areUnwritten(List<Definition> definitions) {
    return areUnwritten(definitions.stream().flatMap(this::functions));
  }

  private boolean areUnwritten(Stream<Definition> functions) {
    var written = functions.toList();
    return !written.isEmpty() && written.stream().allMatch(this::isUnwritten);
  }

  private Stream<Definition> functions(Definition of) {
    if (of.kind().group() == Definition.Group.TYPE) {
      var inside = of.qualifiedName() + ".";
      return written(after).filter(each -> each.qualifiedName().startsWith(inside));
    }
    return written(after).filter(of::equals);
  }

  /** Only callables have a body, and where none is to be expected, none is missing. */
  private static Stream<Definition> written(Outline outline) {
    return outline.definitions().stream().filter(each -> each.body() != Body.NONE);
  }

  /** To give back nothing is a change to what was written, and no writing of what was not. */
  private boolean isUnwritten(Definition definition) {
    return definition.body() == Body.NOTHING
        ? written(before)
            .filter(old -> old.qualifiedName().equals(definition.qualifiedName()))
            .noneMatch(old -> old.body() == Body.REAL || old.body() == Body.NOTHING)
        : definition.isStub();
  }

  /** What says so of itself, unless it said so before and this phase wrote others out. */
  List<Definition> placeholders() {
    var are = placeholders(after);
    var were = names(before.map(Bodies::placeholders).orElse(List.of()));
    var wroteSomeOut = !names(are).containsAll(were);
    return are.stream()
        .filter(each -> !wroteSomeOut || !were.contains(each.qualifiedName()))
        .toList();
  }

  private static List<Definition> placeholders(Outline outline) {
    return written(outline).filter(each -> each.body() == Body.PLACEHOLDER).toList();
  }

  private static Stream<Definition> written(Optional<Outline> outline) {
    return outline.stream().flatMap(Bodies::written);
  }

  private static Set<String> names(List<Definition> definitions) {
    return definitions.stream().map(Definition::qualifiedName).collect(Collectors.toSet());
  }
}
