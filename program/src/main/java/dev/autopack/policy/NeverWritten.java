package dev.autopack.policy;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.NeverList;
import dev.autopack.policy.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that decide what Autopack may do, and those that hold secrets. No grant and no answer
 * opens them. A path into {@code .git} is on the list too, but {@link RepoPath} cannot even say it.
 */
record NeverWritten() implements Rule.OfPaths {
  @Override
  public String name() {
    return "never-list";
  }

  @Override
  public String minds() {
    return "Autopack's own settings, the plan and environment files are never written by a phase.";
  }

  @Override
  public Optional<Said> judge(Touch touch, PolicyScope scope) {
    return NeverList.reason(touch.path(), scope.plan())
        .map(reason -> new Said(Severity.REFUSE, List.of(touch.path()), reason));
  }

  @Override
  public List<Example> matching() {
    return Stream.of(
            "plans/slugs.yaml",
            "Plans/SLUGS.yaml",
            "autopack.yaml",
            "AUTOPACK.yaml",
            ".autopack/state.db",
            "sub/.autopack/x",
            ".env",
            ".ENV",
            ".env.production",
            "server/.envrc")
        .map(path -> Example.creating(path, Example.NARROW))
        .toList();
  }

  @Override
  public List<Example> passing() {
    return Stream.of("docs/autopack.yaml", "autopack.yaml.md", "env.py", "src/environment.py")
        .map(path -> Example.creating(path, Example.OPEN))
        .toList();
  }
}
