package dev.autopack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.autopack.gate.Finalizer;
import dev.autopack.gate.Ruling;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the code to the package table of ARCHITECTURE.md. */
class ArchitectureTest {
  private static final String ROOT = "dev.autopack";

  /** The package table of ARCHITECTURE.md. A package without a row imports none of ours. */
  private static final Map<String, List<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("error", List.of()),
          Map.entry("edit", List.of("error")),
          Map.entry("plan", List.of("edit")),
          Map.entry("failure", List.of("plan")),
          Map.entry("grammar", List.of()),
          Map.entry("code", List.of("edit", "grammar")),
          Map.entry("budget", List.of("plan")),
          Map.entry("manifest", List.of("plan", "code", "budget")),
          Map.entry("output", List.of("budget")),
          Map.entry("model", List.of("budget")),
          Map.entry("builder", List.of("model", "output", "manifest", "failure")),
          Map.entry("policy", List.of("plan", "code")),
          Map.entry("process", List.of("error")),
          Map.entry("workspace", List.of("plan", "process")),
          Map.entry(
              "gate",
              List.of("manifest", "policy", "workspace", "process", "code", "failure", "model")),
          Map.entry("audit", List.of("builder", "gate")),
          Map.entry("governance", List.of("policy")),
          Map.entry("recovery", List.of("failure", "model", "gate", "budget")),
          Map.entry("telemetry", List.of("budget")),
          Map.entry(
              "run",
              List.of(
                  "builder", "governance", "gate", "audit", "recovery", "telemetry", "workspace")),
          Map.entry("store", List.of("run")),
          Map.entry("server", List.of("run")),
          Map.entry("cli", List.of("run")),
          Map.entry("app", List.of("cli", "server", "store")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void the_rules_below_see_the_code() {
    assertThat(CLASSES.size()).isGreaterThan(40);
  }

  @Test
  void packages_import_only_what_the_table_allows() {
    assertThat(CLASSES.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream()))
        .filteredOn(use -> use.getTargetClass().getPackageName().startsWith(ROOT))
        .filteredOn(use -> !isAllowed(feature(use.getOriginClass()), feature(use.getTargetClass())))
        .extracting(Dependency::getDescription)
        .isEmpty();
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void only_the_finalizer_says_complete() {
    assertThat(CLASSES.get(Ruling.Complete.class).getConstructors())
        .flatExtracting(JavaConstructor::getAccessesToSelf)
        .extracting(JavaAccess::getOriginOwner)
        .containsOnly(CLASSES.get(Finalizer.class));
  }

  @Test
  void json_and_yaml_are_read_and_written_only_where_the_design_says() {
    noClasses()
        .that(
            areOutside(
                "plan..",
                "output..",
                "model..",
                "gate.*..",
                "recovery.*..",
                "store..",
                "server..",
                "app..",
                "cli.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..", "org.snakeyaml..")
        .check(CLASSES);
  }

  @Test
  void the_old_json_line_stays_with_the_wire_clients() {
    noClasses()
        .that(areOutside("model.langchain.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.databind..", "dev.langchain4j..")
        .check(CLASSES);
  }

  @Test
  void only_the_process_package_starts_processes() {
    noClasses()
        .that(areOutside("process.."))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ProcessBuilder.class.getName())
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(CLASSES);
  }

  @Test
  void only_the_command_line_and_the_program_know_the_environment_and_end_the_jvm() {
    noClasses()
        .that(areOutside("cli..", "app.."))
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(CLASSES);
  }

  @Test
  void time_comes_from_an_injected_source_alone() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .check(CLASSES);
  }

  @Test
  void a_parent_package_never_imports_its_child() {
    assertThat(CLASSES.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream()))
        .filteredOn(use -> !feature(use.getOriginClass()).equals("app"))
        .filteredOn(use ->
            use.getTargetClass()
                .getPackageName()
                .startsWith(use.getOriginClass().getPackageName() + "."))
        .extracting(Dependency::getDescription)
        .isEmpty();
  }

  @Test
  void every_package_refuses_nulls() {
    assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
        .filteredOn(it -> !it.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }

  private static DescribedPredicate<JavaClass> areOutside(String... packages) {
    var names = Stream.of(packages).map(name -> ROOT + "." + name).toArray(String[]::new);
    return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(names));
  }

  /** A row allows what it names and whatever those rows allow. */
  private static boolean isAllowed(String from, String to) {
    return from.equals(to)
        || MAY_IMPORT.getOrDefault(from, List.of()).stream().anyMatch(row -> isAllowed(row, to));
  }

  /**
   * The package's first name under the root: "workspace" for {@code dev.autopack.workspace.git}.
   */
  private static String feature(JavaClass type) {
    return type.getPackageName().split("\\.", -1)[2];
  }
}
