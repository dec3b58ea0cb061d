package dev.autopack.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Kinds of secrets that can be told by their shape alone. A shape must be long and its owner's own:
 * a false alarm ends an attempt.
 */
enum SecretKind {
  PRIVATE_KEY(
      "a private key",
      "-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\\s|\\\\[nr])+(?:[A-Za-z-]+: .*\\s+)*"
          + "[A-Za-z0-9+/=]{40,}"),
  AWS_KEY("an AWS access key", "(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])"),
  AWS_SECRET(
      "an AWS secret key",
      "(?i:aws_secret_access_key|aws_secret_key|secretaccesskey)[\"']?\\s*[=:]\\s*[\"']?"
          + "[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])"),
  GITHUB_TOKEN(
      "a GitHub token",
      "(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})"),
  GITLAB_TOKEN("a GitLab token", "(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}"),
  SLACK_TOKEN("a Slack token", "(?<![A-Za-z0-9])xox[abeoprs]-[0-9]{6,}-[A-Za-z0-9-]{16,}"),
  SLACK_WEBHOOK(
      "a Slack webhook",
      "hooks\\.slack\\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,}"),
  ANTHROPIC_KEY("an Anthropic key", "(?<![A-Za-z0-9])sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{32,}"),
  OPENAI_KEY(
      "an OpenAI key",
      "(?<![A-Za-z0-9])sk-(?:[A-Za-z0-9]{48}(?![A-Za-z0-9])"
          + "|(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,})"),
  GOOGLE_KEY("a Google API key", "(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
  STRIPE_KEY("a Stripe live key", "(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{24,}");

  private static final int MIN_DIFFERENT_CHARS = 10;

  private final String what;
  private final Pattern shape;

  SecretKind(String what, String shape) {
    this.what = what;
    this.shape = Pattern.compile(shape);
  }

  /** With its article, for a sentence. */
  String what() {
    return what;
  }

  /** A stretch of text that has the shape of a secret. */
  record Found(SecretKind kind, String token, int line) {}

  static List<Found> findAll(String text) {
    var found = new ArrayList<Found>();
    for (var kind : values()) {
      var matcher = kind.shape.matcher(text);
      while (matcher.find()) {
        if (isReal(matcher.group())) {
          var line =
              1 + (int) text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
          found.add(new Found(kind, matcher.group(), line));
        }
      }
    }
    return found;
  }

  /** Placeholders in documents and tests repeat a letter or say what they are. */
  private static boolean isReal(String token) {
    var lower = token.toLowerCase(Locale.ROOT);
    return !lower.contains("example")
        && !lower.contains("xxxx")
        && !lower.contains("your")
        && token.chars().distinct().count() >= MIN_DIFFERENT_CHARS;
  }
}
