package dev.autopack.code;

import dev.autopack.code.Definition.Visibility;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code __all__} says of a module: which of its names are for others. */
final class PythonExports {
  private static final Pattern QUOTED = Pattern.compile("([\"'])(\\w+)\\1");

  private final Set<String> names = new HashSet<>();
  private boolean isListed;

  void add(String statement) {
    isListed = true;
    QUOTED.matcher(statement).results().forEach(found -> names.add(found.group(2)));
  }

  List<Definition> of(List<Definition> definitions) {
    return isListed ? definitions.stream().map(this::judged).toList() : definitions;
  }

  private Definition judged(Definition each) {
    return each.scope().isEmpty() && !each.name().startsWith("__")
        ? each.seenBy(names.contains(each.name()) ? Visibility.PUBLIC : Visibility.INTERNAL)
        : each;
  }
}
