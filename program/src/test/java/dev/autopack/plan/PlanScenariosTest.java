package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.autopack.edit.RepoPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans as files under {@code plans/}: right ones, and wrong ones beside the exact messages that a
 * person reads. {@code structure} is what the schema finds too, {@code meaning} what only the
 * reader can, {@code text} what is no document at all. {@code -Dgolden=apply} rewrites the
 * messages.
 */
class PlanScenariosTest {
  private static final Path PLANS = Path.of("src/test/resources/plans");
  private static final boolean APPLY = "apply".equals(System.getProperty("golden"));
  private static final Schema SCHEMA = schema();

  @Test
  void there_are_plans_to_read() {
    assertThat(wrongPlans().count()).isGreaterThan(100);
    assertThat(rightPlans().count()).isGreaterThan(9);
  }

  @ParameterizedTest
  @MethodSource("wrongPlans")
  void a_wrong_plan_is_told_all_its_mistakes(Path plan) throws IOException {
    var expected = plan.resolveSibling(plan.getFileName() + ".txt");

    var told = told(plan);

    if (APPLY) {
      Files.writeString(expected, told);
    }
    assertThat(told).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("rightPlans")
  void a_right_plan_is_read_and_the_schema_accepts_it(Path plan) {
    assertThat(told(plan)).isEqualTo("read\n");
    assertThat(schemaErrors(plan)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrongStructures")
  void what_is_wrong_in_structure_is_refused_by_the_schema_too(Path plan) {
    assertThat(schemaErrors(plan)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrongMeanings")
  void what_is_wrong_in_meaning_is_found_by_the_reader_alone(Path plan) {
    assertThat(schemaErrors(plan)).isEmpty();
  }

  private static String told(Path plan) {
    var planFile = Optional.of(new RepoPath("plan.yaml"));
    return switch (PlanReader.read(plan.getFileName().toString(), bytes(plan), planFile)) {
      case Reading.Read<Plan>(var _, var warnings) ->
          "read\n" + warnings.stream().map(line -> line + "\n").collect(Collectors.joining());
      case Reading.Mistaken<Plan>(var source, var mistakes) ->
          mistakes.stream()
              .map(mistake -> mistake.text(source) + "\n")
              .collect(Collectors.joining());
    };
  }

  private static List<String> schemaErrors(Path plan) {
    var text = new String(bytes(plan), StandardCharsets.UTF_8);
    var format = plan.toString().endsWith(".json") ? InputFormat.JSON : InputFormat.YAML;
    return SCHEMA.validate(text, format).stream().map(Object::toString).toList();
  }

  private static Schema schema() {
    try (var in = PlanReader.class.getResourceAsStream(PlanReader.SCHEMA)) {
      assertThat(in).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Stream<Path> wrongPlans() {
    return Stream.of(plans("wrong/structure"), plans("wrong/meaning"), plans("wrong/text"))
        .flatMap(all -> all);
  }

  static Stream<Path> wrongStructures() {
    return plans("wrong/structure");
  }

  static Stream<Path> wrongMeanings() {
    return plans("wrong/meaning");
  }

  static Stream<Path> rightPlans() {
    return plans("right");
  }

  private static Stream<Path> plans(String folder) {
    try (var files = Files.list(PLANS.resolve(folder))) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] bytes(Path plan) {
    try {
      return Files.readAllBytes(plan);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
