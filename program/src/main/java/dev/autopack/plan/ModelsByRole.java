package dev.autopack.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads which models do what, as plans and settings write it: a map from a role, or a category and
 * complexity ({@code backend:high}), to one model name or to several in order of escalation.
 */
public final class ModelsByRole {
  /** Who asks a model for something. */
  public static final List<String> ROLES = List.of("builder", "auditor", "doctor");

  private ModelsByRole() {}

  /** Names of models by key; what is wrong is noted and left out. */
  public static Map<String, List<String>> read(StrictNode node) {
    var models = new LinkedHashMap<String, List<String>>();
    node.openMap()
        .entries()
        .forEach((key, value) -> {
          if (isKnown(key)) {
            models.put(key, names(value));
          } else {
            refuse(key, value);
          }
        });
    return models;
  }

  private static boolean isKnown(String key) {
    return ROLES.contains(key) || keysByKind().contains(key);
  }

  private static List<String> keysByKind() {
    return Arrays.stream(Category.values())
        .flatMap(category ->
            Arrays.stream(Complexity.values())
                .map(complexity -> category.id() + ":" + complexity.id()))
        .toList();
  }

  private static void refuse(String key, StrictNode value) {
    var all = new ArrayList<>(ROLES);
    all.addAll(keysByKind());
    value.mistake(
        "'%s' is neither a role nor a category and complexity.".formatted(Printable.of(key)),
        StrictNode.didYouMean(key, all)
            .orElse(
                "Use one of %s, or a pair such as backend:high."
                    .formatted(String.join(", ", ROLES))));
  }

  private static List<String> names(StrictNode value) {
    var names = new ArrayList<String>();
    var seen = new HashSet<String>();
    for (var item : value.isText() ? List.of(value) : value.items()) {
      item.text()
          .ifPresent(name -> {
            if (name.chars().anyMatch(Character::isWhitespace)) {
              item.mistake(
                  "'%s' is no model name.".formatted(Printable.of(name)),
                  "Write one name without spaces; 'autopack models' lists them.");
            } else if (!seen.add(name)) {
              item.mistake(
                  "The model '%s' stands here twice.".formatted(Printable.of(name)),
                  "Remove one of them.");
            }
            names.add(name);
          });
    }
    if (value.isList() && value.items().isEmpty()) {
      value.mistake("No model is named.", "Name one, or leave the key out.");
    }
    return names;
  }
}
