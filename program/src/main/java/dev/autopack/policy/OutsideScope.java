package dev.autopack.policy;

import dev.autopack.policy.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Files that neither plan nor manifest counts to the phase. */
record OutsideScope() implements Rule.OfPaths {
  @Override
  public String name() {
    return "outside-scope";
  }

  @Override
  public String minds() {
    return "A phase writes its deliverables, new files beside its code, and what its scope adds.";
  }

  @Override
  public Optional<Said> judge(Touch touch, PolicyScope scope) {
    return scope.permits(touch)
        ? Optional.empty()
        : Optional.of(
            new Said(
                Severity.ASK, List.of(touch.path()), "it is outside what the phase may write"));
  }

  @Override
  public List<Example> matching() {
    return List.of(
        Example.modifying("src/other.py", Example.NARROW),
        Example.creating("src/deep/new.py", Example.NARROW),
        Example.creating("src2/new.py", Example.NARROW),
        Example.creating("docs.md", Example.NARROW));
  }

  @Override
  public List<Example> passing() {
    return List.of(
        Example.modifying("src/slug.py", Example.NARROW),
        Example.creating("src/slug_rules.py", Example.NARROW),
        Example.modifying("docs/deep/a.md", Example.NARROW),
        Example.modifying("pyproject.toml", Example.NARROW));
  }
}
