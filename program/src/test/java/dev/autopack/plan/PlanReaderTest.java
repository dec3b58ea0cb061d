package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanReaderTest {
  private static final String HEAD = "autopack: 1\nname: slugs\ngoal: URL slugs\n";

  @Test
  void every_key_reaches_the_plan() {
    var text =
        """
        autopack: 1
        name: slugs
        goal: URL slugs for articles
        limits: {tokens: 500000, usd: 10, minutes: 240}
        models: {builder: [sonnet, opus], "backend:high": [opus], auditor: gpt, doctor: opus}
        phases:
          - id: slugify
            goal: Turn a title into an ASCII slug
            category: refactoring
            complexity: high
            depends_on: [base]
            deliverables:
              - src/slug.py
              - {path: tests/test_slug.py, action: create, symbols: [TestSlugify], lines: 60, needs: [src/slug.py]}
              - {path: src/new.py, action: rename, from: src/old.py}
            scope: {write: [src/**, tests/**], read: [docs/**], forbid: [src/legacy/**]}
            grants: [pyproject.toml]
            validation: {tests: [tests/test_slug.py], command: pytest -k 'a b'}
            acceptance: ["'Crème brûlée' becomes 'creme-brulee'"]
            limits: {attempts: 3, usd: 2.50}
          - {id: base, goal: Lay the ground}
        """;

    assertThat(read(text).orThrow())
        .isEqualTo(
            new Plan(
                "slugs",
                "URL slugs for articles",
                new Limits(
                    OptionalLong.of(500_000),
                    Optional.of(BigDecimal.TEN),
                    OptionalInt.of(240),
                    OptionalInt.empty()),
                Map.of(
                    "builder",
                    List.of("sonnet", "opus"),
                    "backend:high",
                    List.of("opus"),
                    "auditor",
                    List.of("gpt"),
                    "doctor",
                    List.of("opus")),
                List.of(slugify(), base())));
  }

  private static Phase slugify() {
    return new Phase(
        new PhaseId("slugify"),
        new Intent(
            "Turn a title into an ASCII slug",
            Category.REFACTORING,
            Complexity.HIGH,
            List.of("'Crème brûlée' becomes 'creme-brulee'")),
        List.of(new PhaseId("base")),
        List.of(
            Deliverable.of(new RepoPath("src/slug.py")),
            new Deliverable(
                new RepoPath("tests/test_slug.py"),
                Optional.of(Deliverable.Action.CREATE),
                Optional.empty(),
                List.of("TestSlugify"),
                OptionalInt.of(60),
                List.of(new RepoPath("src/slug.py"))),
            new Deliverable(
                new RepoPath("src/new.py"),
                Optional.of(Deliverable.Action.RENAME),
                Optional.of(new RepoPath("src/old.py")),
                List.of(),
                OptionalInt.empty(),
                List.of())),
        new Scope(
            List.of(new PathPattern("src/**"), new PathPattern("tests/**")),
            List.of(new PathPattern("docs/**")),
            List.of(new PathPattern("src/legacy/**")),
            List.of(new RepoPath("pyproject.toml"))),
        new Validation(List.of("tests/test_slug.py"), Optional.of(List.of("pytest", "-k", "a b"))),
        new Limits(
            OptionalLong.empty(),
            Optional.of(new BigDecimal("2.50")),
            OptionalInt.empty(),
            OptionalInt.of(3)));
  }

  private static Phase base() {
    return new Phase(
        new PhaseId("base"),
        new Intent(
            "Lay the ground",
            Category.BACKEND,
            Optional.of("no file says another"),
            Complexity.MEDIUM,
            List.of()),
        List.of(),
        List.of(),
        Scope.NONE,
        Validation.NONE,
        Limits.NONE);
  }

  @Test
  void folders_and_patterns_among_the_deliverables_are_kept_apart() {
    var text =
        HEAD
            + """
            phases:
              - id: a
                goal: x
                deliverables: {code: [src/api/, "src/**/*.py", src/a.py], docs: ["docs\\\\"]}
            """;

    var phase = read(text).orThrow().phases().getFirst();

    assertThat(phase.wide())
        .containsExactly(
            new PathPattern("src/api/"), new PathPattern("src/**/*.py"), new PathPattern("docs/"));
    assertThat(phase.deliverables()).containsExactly(Deliverable.of(new RepoPath("src/a.py")));
    assertThat(phase.namesFiles()).isTrue();
  }

  @Test
  void groups_only_group_and_never_become_paths() {
    var text =
        HEAD
            + """
            phases:
              - id: a
                goal: x
                deliverables: {code: [src/a.py, src/b.py], tests: {unit: [tests/test_a.py]}}
            """;

    assertThat(read(text).orThrow().phases().getFirst().deliverables())
        .extracting(deliverable -> deliverable.path().value())
        .containsExactly("src/a.py", "src/b.py", "tests/test_a.py");
  }

  @Test
  void a_category_is_told_from_the_deliverables_where_the_plan_is_silent() {
    assertThat(category("src/a.py", "tests/test_a.py", "tests/test_b.py"))
        .isEqualTo(Category.BACKEND);
    assertThat(category("tests/test_a.py", "src/test/java/ATest.java", "web/a.spec.ts"))
        .isEqualTo(Category.TESTS);
    assertThat(category("src/latest.py", "src/contest.java")).isEqualTo(Category.BACKEND);
    assertThat(category("docs/a.md", "README.md", "CHANGELOG.md")).isEqualTo(Category.DOCS);
    assertThat(category("CHANGELOG.md")).isEqualTo(Category.LEDGER);
    assertThat(category("web/a.tsx", "web/a.css", "src/a.ts")).isEqualTo(Category.FRONTEND);
    assertThat(category("db/1.sql")).isEqualTo(Category.DATABASE);
    assertThat(category("pyproject.toml")).isEqualTo(Category.CONFIGURATION);
    assertThat(category(".github/workflows/ci.yml")).isEqualTo(Category.DEPLOYMENT);
    assertThat(category()).isEqualTo(Category.BACKEND);
  }

  private static Category category(String... paths) {
    var text = HEAD + "phases:\n  - {id: a, goal: x, deliverables: %s}\n";
    return read(text.formatted(List.of(paths))).orThrow().phases().getFirst().intent().category();
  }

  @Test
  void twins_by_case_and_a_phase_dearer_than_its_run_are_worth_a_warning() {
    var text =
        HEAD
            + """
            limits: {usd: 1}
            phases:
              - {id: a, goal: x, limits: {usd: 2}, deliverables: [src/A.py, src/a.py]}
            """;

    assertThat(warnings(text))
        .containsExactly(
            "phases[0]: On some systems [src/A.py, src/a.py] are one file.",
            "phases[0]: The phase may spend more USD than the whole run.");
  }

  @Test
  void an_oversized_file_is_not_parsed() {
    var huge = (HEAD + "#".repeat(StrictDocument.MAX_BYTES)).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> PlanReader.read("plan.yaml", huge).orThrow())
        .isInstanceOf(OperatorException.class)
        .hasMessage("plan.yaml:1: The file is larger than 1048576 bytes. Make it smaller.");
  }

  @Test
  void a_chain_as_long_as_a_file_allows_is_read_and_its_circle_is_found() {
    int count = 15_000;
    var text = new StringBuilder(HEAD).append("phases:\n  - {id: p0, goal: x}\n");
    for (int i = 1; i < count; i++) {
      text.append("  - {id: p%d, goal: x, depends_on: [p%d]}\n".formatted(i, i - 1));
    }
    var closed =
        text.toString().replace("{id: p0, goal: x}", "{id: p0, goal: x, depends_on: [p14999]}");

    assertThat(read(text.toString()).orThrow().phases()).hasSize(count);
    assertThatThrownBy(() -> read(closed).orThrow())
        .hasMessageContaining("The phases depend on each other: p0 → p14999 → p14998");
  }

  @Test
  void a_thousand_mistakes_are_counted_and_the_first_two_hundred_shown() {
    var phases = "  - {id: A, goal: x}\n".repeat(1000);

    assertThatThrownBy(() -> read(HEAD + "phases:\n" + phases).orThrow())
        .hasMessageEndingWith("There are 800 more mistakes. Correct these first.");
  }

  private static List<String> warnings(String text) {
    return switch (read(text)) {
      case Reading.Read<Plan> read -> read.warnings();
      case Reading.Mistaken<Plan> mistaken -> throw new AssertionError(mistaken);
    };
  }

  private static Reading<Plan> read(String text) {
    return PlanReader.read("plan.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
