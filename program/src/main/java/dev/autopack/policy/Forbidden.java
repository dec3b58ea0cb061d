package dev.autopack.policy;

import dev.autopack.policy.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** What the plan says a phase must not touch: its author has answered already. */
record Forbidden() implements Rule.OfPaths {
  @Override
  public String name() {
    return "forbidden";
  }

  @Override
  public String minds() {
    return "What the phase's scope forbids is not touched, whatever else allows it.";
  }

  @Override
  public Optional<Said> judge(Touch touch, PolicyScope scope) {
    return scope.forbid().stream()
        .filter(pattern -> pattern.matches(touch.path()))
        .findFirst()
        .map(pattern ->
            new Said(
                Severity.REFUSE,
                List.of(touch.path()),
                "the phase must not touch '%s'".formatted(pattern)));
  }

  @Override
  public List<Example> matching() {
    return List.of(
        Example.creating("src/legacy/new.py", Example.NARROW),
        Example.modifying("src/legacy/deep/old.py", Example.NARROW));
  }

  @Override
  public List<Example> passing() {
    return List.of(
        Example.modifying("src/slug.py", Example.NARROW),
        Example.creating("src/legacy2.py", Example.NARROW),
        Example.modifying("src/legacy/old.py", Example.OPEN));
  }
}
