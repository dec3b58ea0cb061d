package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Markdown plans as files: right ones beside the plan file they become, wrong ones beside the
 * messages that a person reads. {@code -Dgolden=apply} rewrites both.
 */
class MarkdownPlanTest {
  private static final Path FOLDER = Path.of("src/test/resources/plans/markdown");
  private static final boolean APPLY = "apply".equals(System.getProperty("golden"));

  @Test
  void there_are_right_and_wrong_ones_to_read() {
    assertThat(right()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(wrong()).hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("right")
  void becomes_the_plan_file_beside_it(Path markdown) throws IOException {
    var expected = Path.of(markdown.toString().replaceFirst("md$", "yaml"));

    var reading = (Reading.Read<Plan>) read(markdown);
    var yaml = PlanYaml.text(reading.value());
    var warnings = reading.warnings().stream().map(line -> "# warning: " + line + "\n");

    assertGolden(expected, warnings.collect(Collectors.joining()) + yaml);
    assertThat(PlanReader.read("plan.yaml", yaml.getBytes(StandardCharsets.UTF_8)).orThrow())
        .isEqualTo(reading.value());
  }

  @ParameterizedTest
  @MethodSource("right")
  void goes_to_markdown_and_back_unchanged(Path markdown) {
    var plan = read(markdown).orThrow();

    var text = MarkdownText.of(plan);

    assertThat(MarkdownPlan.read("other.md", text.getBytes(StandardCharsets.UTF_8)).orThrow())
        .isEqualTo(plan);
    assertThat(MarkdownText.of(plan)).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_wrong_one_is_told_its_mistakes_at_their_lines(Path markdown) throws IOException {
    var reading = (Reading.Mistaken<Plan>) read(markdown);
    var told =
        reading.mistakes().stream()
            .map(mistake -> mistake.text(reading.source()) + "\n")
            .collect(Collectors.joining());

    assertGolden(Path.of(markdown + ".txt"), told);
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_plan_goes_to_yaml_and_to_markdown_and_back(long seed) {
    var plan = new AnyPlan(new Random(seed)).plan();

    var yaml = PlanYaml.text(plan).getBytes(StandardCharsets.UTF_8);
    var markdown = MarkdownText.of(plan).getBytes(StandardCharsets.UTF_8);

    assertThat(PlanReader.read("plan.yaml", yaml).orThrow()).isEqualTo(plan);
    assertThat(MarkdownPlan.read("plan.md", markdown).orThrow()).isEqualTo(plan);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_broken_one_is_read_or_told_inside_the_file(long seed) throws IOException {
    var random = new Random(seed);
    var files = Stream.concat(right(), wrong()).toList();
    var text =
        new StringBuilder(
            Files.readString(
                files.get(random.nextInt(files.size() - 3)), StandardCharsets.ISO_8859_1));
    for (int i = random.nextInt(1, 6); i > 0 && !text.isEmpty(); i--) {
      var noise =
          List.of(
              "[", "]", "`", "\\", "\"", "- ", "\n", "\n\n", "  ", "# ", ":", "> ", "<", "1. ",
              "\t", "=", "\u0000");
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 20)));
        case 1 -> text.insert(at, noise.get(random.nextInt(noise.size())));
        default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      }
    }

    var reading = MarkdownPlan.read("plan.md", text.toString().getBytes(StandardCharsets.UTF_8));

    if (reading instanceof Reading.Mistaken<Plan>(var _, var mistakes)) {
      long lines = Math.max(1, text.toString().lines().count());
      assertThat(mistakes)
          .isNotEmpty()
          .allSatisfy(mistake -> assertThat((long) mistake.line()).isBetween(1L, lines));
    }
  }

  @Test
  void what_markdown_would_not_keep_is_refused_instead_of_lost() {
    var plan =
        new Plan(
            "spaces",
            "two  spaces",
            Limits.NONE,
            Map.of(),
            List.of(AnyPlan.phase(new PhaseId("a"), "a goal")));

    assertThatThrownBy(() -> MarkdownText.of(plan))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("several spaces");
  }

  private static void assertGolden(Path file, String text) throws IOException {
    if (APPLY) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  private static Reading<Plan> read(Path markdown) {
    try {
      return MarkdownPlan.read(markdown.getFileName().toString(), Files.readAllBytes(markdown));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> right() {
    return in("right");
  }

  private static Stream<Path> wrong() {
    return in("wrong");
  }

  private static Stream<Path> in(String folder) {
    try (var files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Plans of every shape that a person may write. */
  private record AnyPlan(Random random) {
    private static final List<String> WORDS =
        List.of(
            "Add",
            "slugs",
            "to",
            "the",
            "[page]",
            "[id: x]",
            "`code [a: b]`",
            "\\",
            "\\[",
            "*",
            "#",
            "1.",
            "-",
            "<b>",
            "Crème",
            "a_b",
            "__init__",
            "\"quoted\"",
            "it's",
            "&amp;",
            "{x}",
            "|",
            "![i](u)",
            "[l](u)",
            "`",
            "``",
            "=",
            "==",
            ">",
            "~x",
            "true",
            "12",
            "a: b",
            "a #b",
            "$HOME");

    Plan plan() {
      var ids =
          IntStream.range(0, random.nextInt(1, 5)).mapToObj(i -> new PhaseId("p" + i)).toList();
      var phases = new ArrayList<Phase>();
      for (var id : ids) {
        phases.add(phase(id, ids.subList(0, phases.size())));
      }
      Map<String, List<String>> models =
          random.nextBoolean()
              ? Map.of()
              : new TreeMap<>(
                  Map.of("builder", List.of("sonnet", "opus"), "backend:high", List.of("opus")));
      return new Plan(text().replace('\n', ' '), text(), limits(), models, phases);
    }

    static Phase phase(PhaseId id, String goal) {
      return new Phase(
          id,
          new Intent(goal, Category.BACKEND, Complexity.MEDIUM, List.of()),
          List.of(),
          List.of(Deliverable.of(new RepoPath("a.py"))),
          Scope.NONE,
          Validation.NONE,
          Limits.NONE);
    }

    private Phase phase(PhaseId id, List<PhaseId> before) {
      var intent =
          new Intent(
              random.nextInt(4) == 0 ? text() + "\n\n" + text() : text(),
              one(List.of(Category.values())),
              one(List.of(Complexity.values())),
              some(3, this::text));
      return new Phase(
          id,
          intent,
          before.stream().filter(one -> random.nextInt(3) == 0).toList(),
          deliverables(),
          new Scope(
              some(2, () -> new PathPattern(one(List.of("src/**", "*.py", "docs/", "a b/**")))),
              some(1, () -> new PathPattern("docs/**")),
              some(1, () -> new PathPattern("legacy/**")),
              some(1, () -> new RepoPath("pom.xml"))),
          new Validation(
              some(2, () -> one(List.of("tests/test_a.py", "tests/t.py::test_b[1-x, 2]"))),
              random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(
                      List.of("make", one(List.of("check", "a b", "x]y", "it's", "\"", "a|b"))))),
          limits());
    }

    private List<Deliverable> deliverables() {
      var paths =
          new LinkedHashSet<>(
              some(
                  5,
                  () ->
                      one(
                          List.of(
                              "src/a.py", "b c.py", "d,e.py", "f].py", "src/\"g\".py", "é.py"))));
      var deliverables = new ArrayList<Deliverable>();
      for (var path : paths) {
        var action =
            random.nextInt(3) == 0
                ? Optional.<Deliverable.Action>empty()
                : Optional.of(one(List.of(Deliverable.Action.values())));
        boolean deleted = action.equals(Optional.of(Deliverable.Action.DELETE));
        deliverables.add(
            new Deliverable(
                new RepoPath(path),
                action,
                action
                    .filter(Deliverable.Action.RENAME::equals)
                    .map(it -> new RepoPath("old/" + path)),
                deleted
                    ? List.of()
                    : some(2, () -> one(List.of("TestA", "f", "A.b", "operator=="))),
                deleted || random.nextBoolean()
                    ? OptionalInt.empty()
                    : OptionalInt.of(random.nextInt(1, 900)),
                deliverables.isEmpty() || random.nextBoolean()
                    ? List.of()
                    : List.of(deliverables.getFirst().path())));
      }
      return deliverables;
    }

    private Limits limits() {
      return new Limits(
          random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(1, 900_000)),
          random.nextBoolean() ? Optional.empty() : Optional.of(new BigDecimal("2.5")),
          random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(30),
          random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(3));
    }

    private String text() {
      return IntStream.range(0, random.nextInt(1, 7))
          .mapToObj(i -> one(WORDS) + (random.nextInt(12) == 0 ? "\n" + one(WORDS) : ""))
          .collect(Collectors.joining(" "))
          .replace("\n", random.nextBoolean() ? "\n" : " ");
    }

    private <T> T one(List<T> items) {
      return items.get(random.nextInt(items.size()));
    }

    private <T> List<T> some(int most, Supplier<T> make) {
      return IntStream.range(0, random.nextInt(most + 1))
          .mapToObj(i -> make.get())
          .distinct()
          .toList();
    }
  }
}
