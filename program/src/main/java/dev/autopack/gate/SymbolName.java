package dev.autopack.gate;

import dev.autopack.code.Definition;
import java.util.List;

/** A name as plans write it: {@code slug}, {@code Slugs.slug}, {@code Slugs#slug(String)}. */
record SymbolName(String written) {
  private List<String> parts() {
    var plain = written.strip().replaceFirst("\\(.*$", "").replaceFirst("<.*$", "");
    return List.of(plain.split("\\.|#|::", -1));
  }

  String name() {
    return parts().getLast();
  }

  List<Definition> findIn(List<Definition> definitions) {
    var named = definitions.stream().filter(each -> each.name().equals(name())).toList();
    if (parts().size() < 2) {
      return named;
    }
    var owner = parts().get(parts().size() - 2);
    var isOwnerHere = definitions.stream().anyMatch(each -> each.name().equals(owner));
    // Else it is a package or a module, which the file itself does not name.
    return isOwnerHere
        ? named.stream()
            .filter(each -> each.scope().equals(owner) || each.scope().endsWith("." + owner))
            .toList()
        : named;
  }
}
