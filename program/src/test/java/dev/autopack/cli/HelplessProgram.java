package dev.autopack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.autopack.budget.ModelProfile;
import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.PlanDraft;
import dev.autopack.run.Forecast;
import dev.autopack.workspace.Repository;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A program that can only print: whatever else a command asks of it is a bug. */
record HelplessProgram(Console console) implements Program {
  HelplessProgram(ByteArrayOutputStream out) {
    var printer = new PrintStream(out, true, UTF_8);
    this(new Console(printer, printer, false));
  }

  @Override
  public InstantSource clock() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path folder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String person() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Repository repository() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Prepared prepare(PlanSource source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Forecast forecast(Prepared prepared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String sandbox(Prepared prepared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PlanDraft draft(String goal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> explain(RepoPath path, Optional<Path> plan) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ModelProfile> models() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean demo() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Session open() {
    throw new UnsupportedOperationException();
  }
}
