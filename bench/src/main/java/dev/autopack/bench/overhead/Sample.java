package dev.autopack.bench.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small project with 200 tests, half of which wait, so that there is something to add to.
 *
 * @param bare how a person runs its tests
 */
record Sample(String kind, Map<String, String> files, List<String> bare) {
  static final List<String> KINDS = List.of("pytest", "pytest-uncovered", "go", "maven");

  private static final int TESTS = 100;

  Sample {
    files = Map.copyOf(files);
    bare = List.copyOf(bare);
  }

  static Sample of(String kind, int millis) {
    var wait = Math.max(1, millis / TESTS);
    return switch (kind) {
      case "pytest" -> pytest(kind, wait, Map.of());
      // The gate measures nothing where the repository's own options say that it does.
      case "pytest-uncovered" ->
          pytest(kind, wait, Map.of("pytest.ini", "[pytest]\n# instead of --cov: nothing\n"));
      case "go" -> go(wait);
      default -> maven(wait);
    };
  }

  private static Sample pytest(String kind, int wait, Map<String, String> more) {
    var text =
        """
        import time
        import pytest

        @pytest.mark.parametrize("number", range(%1$d))
        def test_waits(number):
            time.sleep(%2$d / 1000)

        @pytest.mark.parametrize("number", range(%1$d))
        def test_counts(number):
            assert number >= 0
        """
            .formatted(TESTS, wait);
    var files = new LinkedHashMap<>(more);
    files.put("test_it.py", text);
    return new Sample(
        kind, files, List.of("python3", "-m", "pytest", "-q", "-p", "no:cacheprovider"));
  }

  private static Sample go(int wait) {
    var text =
        """
        package sample

        import (
        	"fmt"
        	"testing"
        	"time"
        )

        func TestWaits(t *testing.T) {
        	for i := 0; i < %1$d; i++ {
        		t.Run(fmt.Sprint(i), func(t *testing.T) { time.Sleep(%2$d * time.Millisecond) })
        	}
        }

        func TestCounts(t *testing.T) {
        	for i := 0; i < %1$d; i++ {
        		t.Run(fmt.Sprint(i), func(t *testing.T) {})
        	}
        }
        """
            .formatted(TESTS, wait);
    return new Sample(
        "go",
        Map.of("go.mod", "module example.com/sample\n\ngo 1.21\n", "sample_test.go", text),
        List.of("go", "test", "-count=1", "./..."));
  }

  private static Sample maven(int wait) {
    var pom =
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>example</groupId>
          <artifactId>sample</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency>
              <groupId>org.junit.jupiter</groupId>
              <artifactId>junit-jupiter</artifactId>
              <version>6.1.3</version>
              <scope>test</scope>
            </dependency>
          </dependencies>
          <build>
            <plugins>
              <plugin>
                <artifactId>maven-surefire-plugin</artifactId>
                <version>3.6.1</version>
              </plugin>
              <plugin>
                <artifactId>maven-compiler-plugin</artifactId>
                <version>3.16.0</version>
              </plugin>
            </plugins>
          </build>
        </project>
        """;
    var text =
        """
        package sample;

        import org.junit.jupiter.api.RepeatedTest;

        class SampleTest {
          @RepeatedTest(%1$d)
          void waits() throws InterruptedException {
            Thread.sleep(%2$d);
          }

          @RepeatedTest(%1$d)
          void counts() {}
        }
        """
            .formatted(TESTS, wait);
    var files = new LinkedHashMap<String, String>();
    files.put("pom.xml", pom);
    files.put("src/test/java/sample/SampleTest.java", text);
    return new Sample("maven", files, List.of("mvn", "-B", "-q", "-o", "test"));
  }

  void write(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Files.writeString(folder.resolve(".gitignore"), "target/\n__pycache__/\n");
  }
}
