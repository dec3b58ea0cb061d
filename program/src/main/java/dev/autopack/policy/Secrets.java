package dev.autopack.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds credentials in text by their fixed shapes; a guess would stop honest work. */
final class Secrets {
  private record Shape(String what, Pattern pattern) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "a private key",
              Pattern.compile("-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\\s+[A-Za-z0-9+/=]{32,}")),
          new Shape("an AWS access key", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b")),
          new Shape(
              "a GitHub token",
              Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36,}\\b|\\bgithub_pat_[A-Za-z0-9_]{50,}")),
          new Shape("a Slack token", Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{20,}")),
          new Shape("an Anthropic key", Pattern.compile("\\bsk-ant-[A-Za-z0-9_-]{30,}")),
          new Shape("an OpenAI key", Pattern.compile("\\bsk-(?:proj-)?[A-Za-z0-9]{40,}")),
          new Shape("a Google key", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}\\b")));

  private Secrets() {}

  /** What kind of secret the text holds, never the secret itself. */
  static Optional<String> find(String text) {
    return SHAPES.stream()
        .filter(shape -> shape.pattern().matcher(text).find())
        .map(Shape::what)
        .findFirst();
  }
}
