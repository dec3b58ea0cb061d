package dev.autopack.gate.syntax;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.SyntaxCheck;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON, with comments and trailing commas where the file's readers know them. */
public final class JsonSyntax implements SyntaxCheck {
  /** Configuration that is called JSON and has always had comments. */
  private static final Pattern COMMENTED =
      Pattern.compile(
          "(?:tsconfig|jsconfig)(?:\\..+)?\\.json|devcontainer\\.json|\\.eslintrc\\.json"
              + "|(?:settings|launch|tasks|extensions)\\.json|.*\\.jsonc");

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final JsonMapper TOLERANT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final JsonMapper mapper;
  private final boolean commented;

  private JsonSyntax(JsonMapper mapper, boolean commented) {
    this.mapper = mapper;
    this.commented = commented;
  }

  public static JsonSyntax strict() {
    return new JsonSyntax(STRICT, false);
  }

  public static JsonSyntax withComments() {
    return new JsonSyntax(TOLERANT, true);
  }

  @Override
  public boolean reads(RepoPath path) {
    var isJson = path.extension().equals("json") || path.extension().equals("jsonc");
    return isJson && COMMENTED.matcher(path.fileName()).matches() == commented;
  }

  @Override
  public Optional<String> problem(String text) {
    try {
      var _ = mapper.readTree(text);
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.of(Located.of(e));
    }
  }
}
