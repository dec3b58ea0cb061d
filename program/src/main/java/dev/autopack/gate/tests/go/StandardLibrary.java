package dev.autopack.gate.tests.go;

import dev.autopack.gate.tests.Console;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A module of our own whose one test imports what tests usually import, so that {@code go test} of
 * it compiles and vets just that. Nothing of any repository is in it.
 *
 * @param runner of children that may write the module's folder and their build cache
 * @param module its folder, which is there
 * @param packages what is imported, where this go has it
 */
record StandardLibrary(ProcessRunner runner, Path module, List<String> packages) {
  /**
   * By what tests and the code under them import, and what each of these needs. All of the standard
   * library would be half as much again to compile and to copy.
   */
  static final List<String> USUAL =
      List.of(
              "archive/tar archive/zip bufio bytes cmp compress/gzip container/heap container/list",
              "context crypto/rand crypto/sha256 crypto/tls database/sql embed encoding/base64",
              "encoding/binary encoding/csv encoding/gob encoding/hex encoding/json encoding/xml",
              "errors flag fmt go/ast go/format go/parser hash/fnv html/template io io/fs iter log",
              "log/slog maps math math/big math/rand math/rand/v2 net net/http net/http/httptest",
              "net/url os os/exec os/signal os/user path path/filepath reflect regexp runtime",
              "runtime/debug slices sort strconv strings sync sync/atomic testing testing/fstest",
              "testing/iotest testing/quick text/tabwriter text/template time unicode unicode/utf8",
              "unique")
          .stream()
          .flatMap(line -> List.of(line.split(" ", -1)).stream())
          .toList();

  /** What go names in the keys of its cache, but for what each key says of its own package. */
  private static final List<String> DECISIVE =
      List.of(
              "GOVERSION GOROOT GOOS GOARCH GO386 GOAMD64 GOARM GOARM64 GOMIPS GOMIPS64 GOPPC64",
              "GORISCV64 GOWASM GOEXPERIMENT GOFIPS140 GODEBUG GOFLAGS CGO_ENABLED CC CXX FC AR",
              "CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS PKG_CONFIG")
          .stream()
          .flatMap(line -> List.of(line.split(" ", -1)).stream())
          .toList();

  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofMinutes(15), Duration.ofMinutes(15), 1024 * 1024);
  private static final int TEXT_CHARS = 600;

  StandardLibrary {
    packages = List.copyOf(packages);
  }

  /** It cannot be compiled here. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String why) {
      super(why);
    }
  }

  /**
   * What tells one build cache's content from another's: nothing that go compiles with one is of
   * use with the other.
   */
  String key() throws IOException, InterruptedException, RefusedException {
    Files.writeString(module.resolve("go.mod"), "module standard\n");
    var asked = new ArrayList<>(List.of("go", "env", "-json"));
    asked.addAll(DECISIVE);
    var said = run(asked).out() + String.join("\n", packages);
    return SeedCopy.sha256(said.getBytes(StandardCharsets.UTF_8));
  }

  /** Has go test compile it, as tests are compiled, and as they are where they are measured. */
  void compile() throws IOException, InterruptedException, RefusedException {
    var there = Set.copyOf(run(List.of("go", "list", "std")).out().lines().toList());
    var imports =
        packages.stream()
            .filter(there::contains)
            .filter(name -> !name.equals("testing"))
            .map("  _ \"%s\"\n"::formatted)
            .collect(Collectors.joining());
    Files.writeString(
        module.resolve("standard.go"), "package standard\n\nfunc One() int { return 1 }\n");
    Files.writeString(
        module.resolve("standard_test.go"),
        """
        package standard

        import (
          "testing"
        %s)

        func TestOne(t *testing.T) {
          if One() != 1 {
            t.Fatal("there is no one")
          }
        }
        """
            .formatted(imports));
    run(List.of("go", "test", "-json", "-count=1", "."));
    run(List.of("go", "test", "-json", "-count=1", "-coverprofile=cover.out", "."));
  }

  private Exit run(List<String> argv) throws InterruptedException, RefusedException {
    var exit = runner.run(new Command(argv, module, GoToolchain.RUNNING, BOUNDS));
    if (!exit.isSuccess()) {
      throw new RefusedException(
          "'%s' ended with exit code %d: %s"
              .formatted(
                  String.join(" ", argv),
                  exit.code(),
                  Console.tail(Console.plain(exit).strip(), TEXT_CHARS)));
    }
    return exit;
  }
}
