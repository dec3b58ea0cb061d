package dev.autopack.bench.cases;

import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON Lines: one case a line, blank lines left out. */
final class CaseFile {
  /** Without the library's own bounds: a case may be deep or long on purpose. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100_000)
                          .maxNumberLength(1_000_000)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(100_000).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String NEXT =
      "Give a file with one JSON object a line, each with an 'id': see docs/reference/cases.md.";

  private CaseFile() {}

  /**
   * All cases of a file, in its order.
   *
   * @throws OperatorException where it cannot be read, or a line is no case
   */
  static List<Case> read(Path file) {
    var cases = new ArrayList<Case>();
    try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      var number = 0;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          cases.add(parse(line, file, number));
        }
      }
    } catch (IOException e) {
      throw new OperatorException("The file '%s' cannot be read: %s.".formatted(file, e), NEXT);
    }
    return cases;
  }

  private static Case parse(String line, Path file, int number) {
    try {
      if (JSON.readTree(line) instanceof ObjectNode given
          && given.optional("id").isPresent()
          && given.get("id").isString()) {
        return new Case(given.get("id").stringValue(), given);
      }
    } catch (JacksonException e) {
      throw new OperatorException(
          "Line %d of '%s' is no JSON: %s.".formatted(number, file, e.getOriginalMessage()), NEXT);
    }
    throw new OperatorException(
        "Line %d of '%s' is no object with a text 'id'.".formatted(number, file), NEXT);
  }
}
