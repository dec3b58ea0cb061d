package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What holds for every plan that is a right one with something broken in it. */
class PlanReaderPropertyTest {
  private static final String TEXT = text("src/test/resources/plans/right/002-all-keys.yaml");
  private static final JsonNode TREE = new YAMLMapper().readTree(TEXT);
  private static final Schema SCHEMA = schema();

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_plan_with_lines_and_letters_broken_is_read_or_told_inside_the_file(long seed) {
    var random = new Random(seed);
    var broken = new StringBuilder(TEXT);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      breakText(broken, random);
    }

    assertToldInside(broken.toString(), "plan.yaml");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keys_taken_out_or_given_other_values_are_judged_alike_by_reader_and_schema(long seed) {
    var random = new Random(seed);
    var broken = TREE.deepCopy();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      breakTree(broken, random);
    }

    var json = new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(broken);
    var reading = assertToldInside(json, "plan.json");

    var schemaAccepts = SCHEMA.validate(broken).isEmpty();
    // The reader may refuse more: a need whose deliverable was taken out.
    if (!schemaAccepts) {
      assertThat(reading).isInstanceOf(Reading.Mistaken.class);
    } else if (reading instanceof Reading.Mistaken<Plan>(var _, var mistakes)) {
      assertThat(mistakes)
          .allSatisfy(mistake ->
              assertThat(mistake.problem())
                  .containsAnyOf("is no deliverable", "names no file", "is more than a path"));
    }
  }

  private static Reading<Plan> assertToldInside(String text, String source) {
    var reading = PlanReader.read(source, text.getBytes(StandardCharsets.UTF_8));
    if (reading instanceof Reading.Mistaken<Plan>(var _, var mistakes)) {
      long lines = Math.max(1, text.lines().count());
      assertThat(mistakes)
          .isNotEmpty()
          .allSatisfy(mistake -> assertThat((long) mistake.line()).isBetween(1L, lines));
    }
    return reading;
  }

  private static void breakText(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(1, 40));
    var noise =
        List.of(
            "\t", "\"", "'", "]", "{", ": ", "- ", "&a", "*a", "!x", "\n", "#", "\u0001", "ü",
            "\r");
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, noise.get(random.nextInt(noise.size())));
      case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
      default -> text.setLength(Math.max(1, at));
    }
  }

  private static void breakTree(JsonNode tree, Random random) {
    var containers = new ArrayList<JsonNode>();
    collect(tree, containers);
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode map when !map.isEmpty() -> breakMap(map, random);
      case ArrayNode list when !list.isEmpty() -> {
        int at = random.nextInt(list.size());
        if (random.nextBoolean()) {
          list.remove(at);
        } else {
          list.set(at, anotherValue(random));
        }
      }
      default -> {}
    }
  }

  private static void breakMap(ObjectNode map, Random random) {
    var keys = List.copyOf(map.propertyNames());
    var key = keys.get(random.nextInt(keys.size()));
    switch (random.nextInt(3)) {
      case 0 -> map.remove(key);
      case 1 -> map.set(key, anotherValue(random));
      default -> map.set(key + "s", map.remove(key));
    }
  }

  private static JsonNode anotherValue(Random random) {
    var values = JsonNodeFactory.instance;
    return switch (random.nextInt(9)) {
      case 0 -> values.numberNode(random.nextInt(-2, 9));
      case 1 -> values.numberNode(1.5);
      case 2 -> values.booleanNode(random.nextBoolean());
      case 3 -> values.nullNode();
      case 4 -> values.stringNode("");
      case 5 -> values.stringNode("word");
      case 6 -> values.arrayNode().add("item");
      case 7 -> values.arrayNode();
      default -> values.objectNode().put("key", "value");
    };
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.values().forEach(value -> collect(value, containers));
    }
  }

  private static Schema schema() {
    var in = PlanReader.class.getResourceAsStream(PlanReader.SCHEMA);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
