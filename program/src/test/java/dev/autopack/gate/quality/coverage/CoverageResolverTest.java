package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.Share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.testing.MapTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageResolverTest {
  @Test
  void absolute_paths_are_those_below_the_folder_of_the_tests() {
    assertThat(lcov("", List.of("a.js", "src/a.js"), "/run/tree/src/a.js", "/usr/lib/src/a.js"))
        .isEqualTo("[src/a.js] outside [/usr/lib/src/a.js]");
  }

  @Test
  void a_path_relative_to_its_module_is_found_in_that_module() {
    var files = List.of("src/a.js", "web/src/a.js", "web/b.js");

    assertThat(lcov("web", files, "src/a.js")).isEqualTo("[web/src/a.js] outside []");
    assertThat(lcov("", files, "src/a.js")).isEqualTo("[src/a.js] outside []");
    assertThat(lcov("", files, "web\\b.js")).isEqualTo("[web/b.js] outside []");
    assertThat(lcov("web", files, "../src/a.js", "../../x.js"))
        .isEqualTo("[src/a.js] outside [../../x.js]");
  }

  @Test
  void roots_of_the_report_say_where_its_files_are() {
    var report =
        """
        <coverage><sources><source>/run/tree/lib</source><source>app</source></sources><packages>
        <package><classes><class filename="a.py"><lines><line number="1" hits="1"/></lines></class>
        <class filename="b.py"/></classes></package></packages></coverage>
        """;

    assertThat(
            resolved(CoverageFormat.COBERTURA, "", List.of("lib/a.py", "app/b.py", "x.py"), report))
        .isEqualTo("[app/b.py, lib/a.py] outside []");
  }

  @Test
  void a_root_decides_between_files_of_one_name() {
    var files = List.of("lib/a.py", "app/a.py", "web/lib/a.py");

    assertThat(rooted("", files, "/run/tree/lib")).isEqualTo("[lib/a.py] outside []");
    assertThat(rooted("", files, "app")).isEqualTo("[app/a.py] outside []");
    assertThat(rooted("web", files, "lib/")).isEqualTo("[web/lib/a.py] outside []");
    assertThat(rooted("web", files, "app")).isEqualTo("[app/a.py] outside []");
  }

  @Test
  void the_top_of_the_disk_may_be_the_root() {
    var report =
        """
        <coverage><sources><source>/</source></sources><packages><package><classes>
        <class filename="run/tree/lib/a.py"/></classes></package></packages></coverage>
        """;

    assertThat(resolved(CoverageFormat.COBERTURA, "", List.of("lib/a.py", "app/lib/a.py"), report))
        .isEqualTo("[lib/a.py] outside []");
  }

  @Test
  void a_folder_of_the_same_length_is_not_the_folder_of_the_tests() {
    assertThat(lcov("", List.of("src/a.js"), "/sun/tree/src/a.js", "/run/treesrc/a.js"))
        .isEqualTo("[] outside [/run/treesrc/a.js, /sun/tree/src/a.js]");
  }

  @Test
  void a_java_package_is_found_below_any_source_folder_if_only_one_has_it() {
    var files =
        List.of(
            "one/src/main/java/com/acme/A.java",
            "two/src/main/java/com/acme/A.java",
            "two/src/main/java/com/acme/B.java",
            "two/src/main/kotlin/C.kt");
    var report =
        "<report name='x'><package name='com/acme'><sourcefile name='A.java'/><sourcefile"
            + " name='B.java'/><sourcefile name='C.kt'/></package></report>";

    assertThat(resolved(CoverageFormat.JACOCO, "", files, report))
        .isEqualTo(
            "[two/src/main/java/com/acme/B.java, two/src/main/kotlin/C.kt] outside"
                + " [com/acme/A.java]");
    assertThat(resolved(CoverageFormat.JACOCO, "one", files, report))
        .isEqualTo("[one/src/main/java/com/acme/A.java] outside [com/acme/B.java, com/acme/C.kt]");
  }

  @Test
  void the_groups_of_a_report_over_modules_tell_their_files_apart() {
    var files = List.of("one/src/com/acme/A.java", "two/src/com/acme/A.java");
    var source = "<package name='com/acme'><sourcefile name='A.java'/></package>";
    var report =
        "<report name='x'><group name='one'>%s</group><group name='two'>%s</group></report>"
            .formatted(source, source);

    assertThat(resolved(CoverageFormat.JACOCO, "", files, report))
        .isEqualTo("[one/src/com/acme/A.java, two/src/com/acme/A.java] outside []");
  }

  @Test
  void a_go_file_is_named_by_the_module_nearest_to_it() {
    var tree =
        MapTree.of(
            Map.of(
                "go.mod", "module example.com/pets // here\n\ngo 1.24\n",
                "cats/a.go", "",
                "tools/go.mod", "module \"example.com/pets/tools\"\n",
                "tools/b.go", ""));
    var report =
        """
        mode: set
        example.com/pets/cats/a.go:1.1,2.2 1 1
        example.com/pets/tools/b.go:1.1,2.2 1 1
        example.com/other/a.go:1.1,2.2 1 1
        """;

    assertThat(resolved(CoverageFormat.GO_COVER, "", tree, report))
        .isEqualTo("[cats/a.go, tools/b.go] outside [example.com/other/a.go]");
  }

  @Test
  void a_go_module_within_another_ones_name_may_lie_in_any_folder() {
    var tree =
        MapTree.of(
            Map.of(
                "go.mod", "module example.com/pets\n",
                "deep/go.mod", "module example.com/pets/tools\n",
                "deep/b.go", ""));

    assertThat(
            resolved(
                CoverageFormat.GO_COVER,
                "",
                tree,
                "mode: set\nexample.com/pets/tools/b.go:1.1,2.2 1 1\n"))
        .isEqualTo("[deep/b.go] outside []");
  }

  @Test
  void a_go_mod_of_more_than_a_megabyte_is_not_read() {
    var report = "mode: set\nexample.com/pets/a.go:1.1,2.2 1 1\n";
    var name = "module example.com/pets\n";

    assertThat(goMod(name + " ".repeat(1_000_000 - name.length()), report))
        .isEqualTo("[a.go] outside []");
    assertThat(goMod(name + " ".repeat(1_000_001 - name.length()), report))
        .isEqualTo("[] outside [example.com/pets/a.go]");
  }

  private static String goMod(String text, String report) {
    return resolved(
        CoverageFormat.GO_COVER, "", MapTree.of(Map.of("go.mod", text, "a.go", "")), report);
  }

  @Test
  void a_group_tells_apart_and_excludes_nothing_that_there_is_only_once() {
    var report =
        "<report name='x'><group name='one'><package name='com/acme'><sourcefile name='A.java'/>"
            + "<sourcefile name='B.java'/></package></group></report>";

    assertThat(
            resolved(
                CoverageFormat.JACOCO,
                "",
                List.of("p/com/acme/A.java", "one/com/acme/B.java", "two/com/acme/B.java"),
                report))
        .isEqualTo("[one/com/acme/B.java, p/com/acme/A.java] outside []");
  }

  @Test
  void two_names_of_one_file_are_one_file() {
    var coverage =
        new CoverageResolver(MapTree.of(Map.of("a.js", "")), List.of("/run/tree/"))
            .resolve(
                read(
                    CoverageFormat.LCOV,
                    """
                    SF:a.js
                    DA:1,0
                    DA:2,1
                    end_of_record
                    SF:/run/tree/a.js
                    DA:1,4
                    DA:3,0
                    end_of_record
                    """),
                "");

    assertThat(coverage.totals().lines()).isEqualTo(new Share(2, 3));
  }

  private static String rooted(String module, List<String> files, String root) {
    return resolved(
        CoverageFormat.COBERTURA,
        module,
        files,
        ("<coverage><sources><source>%s</source></sources><packages>"
                + "<class filename='a.py'/></packages></coverage>")
            .formatted(root));
  }

  private static String lcov(String module, List<String> files, String... names) {
    var report =
        Stream.of(names)
            .map("SF:%s\nDA:1,1\nend_of_record\n"::formatted)
            .collect(Collectors.joining());
    return resolved(CoverageFormat.LCOV, module, files, report);
  }

  private static String resolved(
      CoverageFormat format, String module, List<String> files, String report) {
    var tree = MapTree.of(files.stream().collect(Collectors.toMap(file -> file, _ -> "")));
    return resolved(format, module, tree, report);
  }

  private static String resolved(
      CoverageFormat format, String module, MapTree tree, String report) {
    var coverage =
        new CoverageResolver(tree, List.of("/run/tree")).resolve(read(format, report), module);
    return "%s outside %s".formatted(coverage.files().keySet(), coverage.outside());
  }

  private static ReportedCoverage read(CoverageFormat format, String report) {
    return ((CoverageReading.Read) format.read(report.getBytes(StandardCharsets.UTF_8))).coverage();
  }
}
