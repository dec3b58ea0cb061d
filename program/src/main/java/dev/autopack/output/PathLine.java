package dev.autopack.output;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the path in a line that names a file: bare, as a heading, in bold, in a comment. */
final class PathLine {
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^(?:new |updated |modified )?(?:file ?name|file ?path|file|path) ?[:=] *");
  private static final Pattern BULLET = Pattern.compile("^(?:[-*+]|\\d{1,3}[.)]) +");
  private static final Pattern COMMENT =
      Pattern.compile("^(?://+|#+!?|--|;+|%+|/\\*+|<!--|\\{/\\*)\\s*");
  private static final Pattern COMMENT_END = Pattern.compile("\\s*(?:\\*+/|-->|\\*/\\}|#+)$");
  private static final Pattern REMARK =
      Pattern.compile(
          "(?i)\\s*\\((?:new|updated|modified|changed|created?|existing)(?: file)?\\)$");
  private static final Pattern MENTION = Pattern.compile("`([^`\\s]+)`|([\\w./-]+\\.\\w{1,8})\\b");
  private static final Pattern ODD = Pattern.compile("[\\s(){}<>=;,\"'|*?!]|://");
  private static final Pattern EXTENSION = Pattern.compile(".*[^./]\\.(?=\\w*[A-Za-z])\\w{1,10}");
  private static final Set<String> NAMES =
      Set.of(
          "makefile",
          "dockerfile",
          "license",
          "readme",
          "changelog",
          "gemfile",
          "rakefile",
          "procfile",
          "jenkinsfile",
          "vagrantfile",
          "build",
          "workspace",
          "codeowners",
          "justfile");
  private static final Set<String> PRODUCTS =
      Set.of(
          "node.js",
          "vue.js",
          "next.js",
          "nuxt.js",
          "react.js",
          "three.js",
          "d3.js",
          "express.js",
          "asp.net",
          "ember.js",
          "backbone.js");
  private static final int MAX_CHARS = 300;

  private final Tree tree;

  PathLine(Tree tree) {
    this.tree = tree;
  }

  /** The path, if the line is that and nothing else. */
  Optional<String> named(String line) {
    var text = line.strip();
    if (text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    for (var before = ""; !before.equals(text); ) {
      before = text;
      if (isKnown(text)) {
        return Optional.of(text);
      }
      text = peeled(text);
    }
    return isPath(text) ? Optional.of(text) : Optional.empty();
  }

  /** Takes away one layer of what people put around a path. */
  private static String peeled(String text) {
    var peeled = REMARK.matcher(text).replaceFirst("");
    peeled = COMMENT.matcher(peeled).replaceFirst("");
    peeled = COMMENT_END.matcher(peeled).replaceFirst("");
    peeled = LABEL.matcher(peeled).replaceFirst("");
    peeled = BULLET.matcher(peeled).replaceFirst("");
    if (peeled.endsWith(":")) {
      peeled = peeled.substring(0, peeled.length() - 1);
    }
    for (var pair : Set.of("**", "__", "`", "*", "\"", "'", "[]", "<>")) {
      var open = pair.equals("[]") || pair.equals("<>") ? pair.substring(0, 1) : pair;
      var close = pair.equals("[]") || pair.equals("<>") ? pair.substring(1) : pair;
      if (peeled.length() > open.length() + close.length()
          && peeled.startsWith(open)
          && peeled.endsWith(close)) {
        peeled = peeled.substring(open.length(), peeled.length() - close.length());
      }
    }
    return peeled.strip();
  }

  /** Whether the tree holds it. */
  boolean isKnown(String text) {
    try {
      return tree.contains(new RepoPath(text));
    } catch (IllegalArgumentException noPath) {
      return false;
    }
  }

  private boolean isPath(String text) {
    var low = text.toLowerCase(Locale.ROOT);
    if (text.isEmpty() || ODD.matcher(text).find() || PRODUCTS.contains(low)) {
      return isSpaced(text);
    }
    var name = low.substring(low.lastIndexOf('/') + 1);
    return EXTENSION.matcher(text).matches()
        || NAMES.contains(name)
        || (name.startsWith(".") && name.length() > 2 && Character.isLetter(name.charAt(1)))
        || (text.indexOf('/') >= 0 && !name.isEmpty() && !text.startsWith("//"));
  }

  /** Only a folder in it tells a path with spaces from a sentence. */
  private static boolean isSpaced(String text) {
    return text.matches("[^\\s(){}<>=;,\"'|*?!`:]+(?: [^\\s(){}<>=;,\"'|*?!`:]+)*")
        && text.indexOf('/') > 0
        && EXTENSION.matcher(text).matches();
  }

  /** The one path of the tree that a sentence mentions. */
  Optional<String> mentioned(String line) {
    var found = Optional.<String>empty();
    var matcher = MENTION.matcher(line);
    while (matcher.find()) {
      var quoted = Optional.ofNullable(matcher.group(1));
      var text = quoted.orElseGet(() -> matcher.group());
      if (isKnown(text)) {
        if (found.isPresent() && !found.get().equals(text)) {
          return Optional.empty();
        }
        found = Optional.of(text);
      }
    }
    return found;
  }

  /** The path in what follows the marks of a code fence: {@code python src/a.py}. */
  Optional<String> inFence(String info) {
    for (var word : info.strip().split("\\s+", -1)) {
      var bare = word.replaceFirst("^\\{", "").replaceFirst("\\}$", "");
      bare = bare.replaceFirst("(?i)^(?:title|file|filename|path|name)=", "");
      var named = named(bare).filter(path -> !path.contains(":"));
      if (named.isPresent()) {
        return named;
      }
      // As in python:src/a.py.
      var colon = bare.indexOf(':');
      if (colon > 0 && bare.substring(0, colon).matches("[A-Za-z0-9+#_-]+")) {
        return named(bare.substring(colon + 1));
      }
    }
    return Optional.empty();
  }
}
