package dev.autopack.manifest;

import dev.autopack.code.Language;
import dev.autopack.code.TestNames;
import dev.autopack.edit.RepoPath;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a file stands in what is built on what, told by its path alone: for files of which nothing
 * can be read yet. Whole words of the path decide, so that {@code rapid} is no API and {@code
 * latest} no test.
 */
enum Layer {
  CONTRACTS("types, interfaces and configuration"),
  CORE("core"),
  INTEGRATIONS("integrations"),
  TESTS_AND_DOCS("tests and documents");

  private static final Set<String> TEST_AND_DOC_WORDS =
      Set.of(
          "test",
          "tests",
          "spec",
          "specs",
          "testing",
          "testdata",
          "fixture",
          "fixtures",
          "e2e",
          "doc",
          "docs",
          "example",
          "examples",
          "bench",
          "benches",
          "benchmark",
          "benchmarks",
          "readme",
          "changelog",
          "changes");
  private static final Set<String> DOC_EXTENSIONS = Set.of("md", "mdx", "rst", "adoc", "txt");

  private static final Set<String> CONTRACT_WORDS =
      Set.of(
          "type",
          "types",
          "typing",
          "interface",
          "interfaces",
          "model",
          "models",
          "schema",
          "schemas",
          "entity",
          "entities",
          "dto",
          "enum",
          "enums",
          "constant",
          "constants",
          "const",
          "config",
          "configs",
          "configuration",
          "settings",
          "option",
          "options",
          "error",
          "errors",
          "exception",
          "exceptions",
          "protocol",
          "protocols",
          "contract",
          "contracts",
          "migration",
          "migrations",
          "abstract",
          "base",
          "common",
          "traits");
  private static final Set<String> CONTRACT_EXTENSIONS =
      Set.of(
          "h",
          "hh",
          "hpp",
          "hxx",
          "pyi",
          "proto",
          "graphql",
          "sql",
          "json",
          "yaml",
          "yml",
          "toml",
          "ini",
          "cfg",
          "properties",
          "xml",
          "gradle",
          "lock");

  /** What puts other files together; only the file's own name says so. */
  private static final Set<String> GATHERING_NAMES =
      Set.of("index", "main", "mod", "lib", "app", "init", "package");

  /** The names of files that stand for their whole folder. */
  private static final Set<String> FACES = Set.of("index", "mod", "lib", "init");

  private static final Set<String> INTEGRATION_WORDS =
      Set.of(
          "endpoint",
          "endpoints",
          "route",
          "routes",
          "router",
          "routers",
          "routing",
          "handler",
          "handlers",
          "controller",
          "controllers",
          "view",
          "views",
          "page",
          "pages",
          "screen",
          "screens",
          "cli",
          "cmd",
          "command",
          "commands",
          "server",
          "wiring",
          "plugin",
          "plugins",
          "integration",
          "integrations",
          "adapter",
          "adapters",
          "dashboard");

  /**
   * What serves others from outside. In languages of declared interfaces a file of that name rather
   * holds the interface.
   */
  private static final Set<String> ENDPOINTS = Set.of("api", "apis");

  private static final Set<Language> OF_SCRIPTS =
      Set.of(Language.PYTHON, Language.JAVASCRIPT, Language.TYPESCRIPT);

  private final String words;

  Layer(String words) {
    this.words = words;
  }

  /** As the reason of a batch says it. */
  String words() {
    return words;
  }

  static Layer of(RepoPath path) {
    var name = words(stem(path));
    var folders = new HashSet<String>();
    Arrays.stream(path.folder().split("/", -1)).forEach(folder -> folders.addAll(words(folder)));
    var all = new HashSet<>(folders);
    all.addAll(name);
    if (TestNames.isTest(path)
        || DOC_EXTENSIONS.contains(path.extension())
        || meets(all, TEST_AND_DOC_WORDS)) {
      return TESTS_AND_DOCS;
    }
    if (GATHERING_NAMES.contains(String.join("", name))) {
      return INTEGRATIONS;
    }
    if (CONTRACT_EXTENSIONS.contains(path.extension())
        || path.fileName().endsWith(".d.ts")
        || meets(all, CONTRACT_WORDS)) {
      return CONTRACTS;
    }
    var isScript = Language.of(path).filter(OF_SCRIPTS::contains).isPresent();
    return meets(all, INTEGRATION_WORDS) || meets(isScript ? all : folders, ENDPOINTS)
        ? INTEGRATIONS
        : CORE;
  }

  /** Whether others know a folder by this file of it. */
  static boolean isFace(RepoPath path) {
    return FACES.contains(String.join("", words(stem(path))));
  }

  private static boolean meets(Set<String> words, Set<String> known) {
    return words.stream().anyMatch(known::contains);
  }

  private static String stem(RepoPath path) {
    var name = path.fileName();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /** {@code HttpApi_client} is http, api and client. */
  private static List<String> words(String name) {
    return Arrays.stream(
            name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ")
                .replaceAll("(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", " ")
                .split("[^\\p{L}\\d]+", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }
}
