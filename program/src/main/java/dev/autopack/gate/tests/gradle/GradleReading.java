package dev.autopack.gate.tests.gradle;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Claims;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ReportFiles;
import dev.autopack.gate.tests.junit.JunitCase;
import dev.autopack.gate.tests.junit.JunitXml;
import dev.autopack.process.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what one Gradle run left behind into results by class and test, and trouble. */
final class GradleReading {
  private static final int TEXT_CHARS = 1_500;
  private static final Pattern COMPILE =
      Pattern.compile(
          "(?m)^(?:e: )?(?:file://)?(/\\S+\\.(?:java|kt|groovy|scala)):(\\d+):?(?:\\d+)? (?:error: )?(.*)$");
  private static final Pattern FRAME = Pattern.compile("\\((\\w+\\.\\w+):(\\d+)\\)");

  private final Request request;
  private final Build build;
  private final ReportDraft draft;
  private final ReportFiles files;
  private final Set<TestId> wanted;

  GradleReading(Request request, Build build, ReportDraft draft, ReportFiles files) {
    this.request = request;
    this.build = build;
    this.draft = draft;
    this.files = files;
    this.wanted =
        request.selection() instanceof Selection.Only(var tests)
            ? tests.stream().map(TestResult::id).collect(Collectors.toSet())
            : Set.of();
  }

  void add(Exit exit, Optional<Trouble> ending) {
    reports().forEach(this::addFile);
    if (ending.isPresent()) {
      draft.add(ending.get());
      return;
    }
    var said = Console.plain(exit);
    if (exit.code() != 0) {
      COMPILE
          .matcher(said)
          .results()
          .limit(15)
          .forEach(found -> {
            var file = inTree(found.group(1));
            if (!file.isEmpty()) {
              var text = "it does not compile: " + found.group(3).strip();
              draft.add(new Trouble(Trouble.Kind.COMPILE, file, file + ":" + found.group(2), text));
            }
          });
      if (!draft.isBroken() && draft.isEmpty()) {
        draft.add(
            new Trouble(
                Trouble.Kind.CRASH,
                "Gradle ended with exit code %d before a test ran:\n%s"
                    .formatted(exit.code(), Console.tail(said, TEXT_CHARS))));
      }
    }
    Claims.compare(draft, "Gradle", exit.code(), said);
  }

  /** Of every project and test task of the build. */
  private List<Path> reports() {
    try (var paths = Files.walk(build.in(request.folder()))) {
      return paths
          .filter(path -> path.getFileName().toString().matches("TEST-.*\\.xml"))
          .filter(path -> path.toString().contains("/build/test-results/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addFile(Path file) {
    var name = file.getFileName().toString();
    switch (files.look(file)) {
      case STALE -> trouble("'%s' is a report of an earlier run".formatted(name));
      case TOO_LARGE -> trouble("'%s' is too large to be read".formatted(name));
      case MISSING -> {}
      case FRESH -> {
        // PROJECT/build/test-results/TASK/FILE.xml
        var project = file.resolve("../../../..").normalize();
        var folder = request.folder().relativize(project).toString();
        try (InputStream content = Files.newInputStream(file)) {
          JunitXml.read(content, one -> add(folder, one))
              .ifPresent(why -> trouble("the report '%s' cannot be read: %s".formatted(name, why)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void trouble(String text) {
    draft.add(new Trouble(Trouble.Kind.REPORT, text));
  }

  private void add(String folder, JunitCase one) {
    var suite = folder.isEmpty() ? one.className() : folder + ":" + one.className();
    var name = one.name().replaceFirst("\\(\\)$", "");
    var id = new TestId(suite, name);
    if (!wanted.isEmpty() && !wanted.contains(id)) {
      draft.passOver(one.outcome());
      return;
    }
    var file = fileOf(folder, one.className());
    if (one.outcome() == Outcome.PASSED || one.outcome() == Outcome.SKIPPED) {
      draft.add(TestResult.of(id, one.outcome(), file));
    } else {
      draft.add(new TestResult(id, one.outcome(), file, place(file, one.body()), message(one)));
    }
  }

  private static String message(JunitCase one) {
    var said = one.message().isBlank() ? one.body().lines().findFirst().orElse("") : one.message();
    return said.length() > TEXT_CHARS ? said.substring(0, TEXT_CHARS) + "..." : said;
  }

  private String fileOf(String folder, String className) {
    var outer = "/" + className.replaceFirst("\\$.*", "").replace('.', '/') + ".";
    return request.tree().paths().stream()
        .map(RepoPath::value)
        .filter(path -> folder.isEmpty() || path.startsWith(folder + "/"))
        .filter(path -> ("/" + path).contains(outer))
        // A project inside this one may hold a class of the same name.
        .min(Comparator.comparingInt(path -> path.split("/", -1).length))
        .orElse("");
  }

  private static String place(String file, String trace) {
    var name = file.substring(file.lastIndexOf('/') + 1);
    return FRAME
        .matcher(trace)
        .results()
        .filter(frame -> frame.group(1).equals(name))
        .findFirst()
        .map(frame -> file + ":" + frame.group(2))
        .orElse("");
  }

  private String inTree(String absolute) {
    return request.tree().paths().stream()
        .map(RepoPath::value)
        .filter(path -> absolute.endsWith("/" + path))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }
}
