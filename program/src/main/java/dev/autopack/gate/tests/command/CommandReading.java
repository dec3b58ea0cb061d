package dev.autopack.gate.tests.command;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Claims;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.junit.JunitCase;
import dev.autopack.gate.tests.junit.JunitXml;
import dev.autopack.process.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads the JUnit XML of a command of any kind: suites are what it calls classes. */
final class CommandReading {
  private static final int TEXT_CHARS = 1_500;
  private static final Pattern PLACE = Pattern.compile("([\\w./@+-]+\\.\\w{1,5}):(\\d+)");

  private final RepoPath report;
  private final Tree tree;
  private final ReportDraft draft;

  CommandReading(RepoPath report, Tree tree, ReportDraft draft) {
    this.report = report;
    this.tree = tree;
    this.draft = draft;
  }

  void read(Path file, Exit exit) {
    if (!Files.isRegularFile(file)) {
      draft.add(
          new Trouble(
              Trouble.Kind.REPORT, "the command did not write the report '%s'".formatted(report)));
      return;
    }
    try (InputStream content = Files.newInputStream(file)) {
      JunitXml.read(content, this::add)
          .ifPresent(why ->
              draft.add(
                  new Trouble(
                      Trouble.Kind.REPORT,
                      "the report '%s' cannot be read: %s".formatted(report, why))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Claims.compare(draft, "the command", exit.code(), Console.plain(exit));
  }

  private void add(JunitCase one) {
    var id = new TestId(one.className(), one.name());
    var file = file(one.className());
    if (one.outcome() == Outcome.PASSED || one.outcome() == Outcome.SKIPPED) {
      draft.add(TestResult.of(id, one.outcome(), file));
      return;
    }
    var said = one.message().isBlank() ? one.body().strip() : one.message();
    var bounded = said.length() > TEXT_CHARS ? said.substring(0, TEXT_CHARS) + "..." : said;
    draft.add(new TestResult(id, one.outcome(), file, place(one.body()), bounded));
  }

  /** A class that is called as a file is that file. */
  private String file(String className) {
    return isInTree(className) ? new RepoPath(className).value() : "";
  }

  private String place(String body) {
    return PLACE
        .matcher(body)
        .results()
        .filter(found -> isInTree(found.group(1)))
        .findFirst()
        .map(found -> new RepoPath(found.group(1)) + ":" + found.group(2))
        .orElse("");
  }

  private boolean isInTree(String path) {
    try {
      return tree.contains(new RepoPath(path));
    } catch (InvalidPathException noPath) {
      return false;
    }
  }
}
