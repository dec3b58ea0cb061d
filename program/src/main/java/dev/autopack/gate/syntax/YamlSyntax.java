package dev.autopack.gate.syntax;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.SyntaxCheck;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** YAML of one or more documents; templates of YAML are text until they are rendered. */
public final class YamlSyntax implements SyntaxCheck {
  private static final YAMLFactory YAML = new YAMLFactory();

  @Override
  public boolean reads(RepoPath path) {
    return path.extension().equals("yaml") || path.extension().equals("yml");
  }

  @Override
  public Optional<String> problem(String text) {
    if (text.contains("{{") || text.contains("{%")) {
      return Optional.empty();
    }
    try (var parser = YAML.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      while (parser.nextToken() != null) {
        // Reading to the end is all.
      }
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.of(Located.of(e));
    }
  }
}
