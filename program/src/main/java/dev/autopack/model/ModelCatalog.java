package dev.autopack.model;

import dev.autopack.budget.ModelProfile;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.NearestName;
import dev.autopack.plan.Reading;
import dev.autopack.plan.StrictDocument;
import dev.autopack.plan.StrictNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The models that are known by name: those shipped with the program, replaced and extended by the
 * person's own file. Nothing is read from a repository.
 */
public final class ModelCatalog {
  /** What a person's own file is called, in messages and on the disk. */
  public static final String FILE_NAME = "models.yaml";

  private static final String NAME = "[a-z0-9][a-z0-9._-]*";

  private final SequencedMap<String, ModelDraft> drafts;
  private final SequencedMap<String, KnownModel> models;

  private ModelCatalog(
      SequencedMap<String, ModelDraft> drafts, SequencedMap<String, KnownModel> models) {
    this.drafts = drafts;
    this.models = models;
  }

  /** The models shipped with the program. */
  public static ModelCatalog shipped() {
    try (var resource = ModelCatalog.class.getResourceAsStream(FILE_NAME)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its own " + FILE_NAME);
      }
      var none = new ModelCatalog(new LinkedHashMap<>(), new LinkedHashMap<>());
      return none.with(FILE_NAME, resource.readAllBytes()).orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * This catalogue with what another file says.
   *
   * @param source the file's name, as messages show it
   */
  public Reading<ModelCatalog> with(String source, byte[] content) {
    return StrictDocument.read(source, content, this::walk);
  }

  private Optional<ModelCatalog> walk(StrictNode root) {
    var allDrafts = new LinkedHashMap<>(drafts);
    var allModels = new LinkedHashMap<>(models);
    root.map("models")
        .require("models")
        .map(models -> models.openMap().entries())
        .orElse(Map.of())
        .forEach((name, node) -> {
          if (!name.matches(NAME)) {
            node.mistake(
                "The name is not made of lower-case letters, digits, dots, dashes and"
                    + " underscores.",
                "Write another.");
          }
          var written = ModelDraft.read(node);
          var draft = Optional.ofNullable(drafts.get(name)).map(written::over).orElse(written);
          allDrafts.put(name, draft);
          draft.complete(name, node).ifPresent(model -> allModels.put(name, model));
        });
    return Optional.of(new ModelCatalog(allDrafts, allModels));
  }

  /** Every name, those shipped first. */
  public List<String> names() {
    return List.copyOf(models.keySet());
  }

  /**
   * The model of that name, with or without a price.
   *
   * @throws OperatorException when nobody knows it
   */
  public KnownModel model(String name) {
    var model = models.get(name);
    if (model == null) {
      throw new OperatorException(
          "The model '%s' is not known.".formatted(name),
          NearestName.find(name, models.keySet()).map("Did you mean '%s'? "::formatted).orElse("")
              + "Known are %s; add others to %s in your configuration folder."
                  .formatted(String.join(", ", models.keySet()), FILE_NAME));
    }
    return model;
  }

  /**
   * The profile of a model that may be called.
   *
   * @throws OperatorException when nobody knows it, or it has no price
   */
  public ModelProfile profile(String name) {
    var profile = model(name).profile();
    if (profile.price().isEmpty()) {
      throw new OperatorException(
          "The model '%s' has no price, so its calls cannot be held to a budget.".formatted(name),
          "Add its price to %s in your configuration folder (a free model's zeros are written"
                  .formatted(FILE_NAME)
              + " out), or choose one of %s, and start the run again.".formatted(priced()));
    }
    return profile;
  }

  private String priced() {
    return String.join(
        ", ",
        models.values().stream()
            .map(KnownModel::profile)
            .filter(profile -> profile.price().isPresent())
            .map(ModelProfile::name)
            .toList());
  }
}
