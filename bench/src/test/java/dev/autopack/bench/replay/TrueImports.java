package dev.autopack.bench.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of a commit's files import which others of it, read from their finished texts by plain
 * patterns. It shares no code with the program, whose graph it is held against.
 */
final class TrueImports {
  /** Strings too, so that what looks like a comment inside one is none. */
  private static final Pattern COMMENT =
      Pattern.compile(
          "\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|/\\*[\\s\\S]*?\\*/|(?<!:)//[^\\n]*");

  private static final Pattern PYTHON_COMMENT =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|'''[\\s\\S]*?'''|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|#[^\\n]*");
  private static final Pattern DOTTED_IMPORT =
      Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?([\\w.]+)(\\.\\*)?");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");
  private static final Pattern PYTHON_FROM =
      Pattern.compile("(?m)^\\s*from\\s+(\\.*)([\\w.]*)\\s+import\\s+(\\([^)]*\\)|.*)");
  private static final Pattern PYTHON_IMPORT = Pattern.compile("(?m)^\\s*import\\s+(.+)");
  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?:\\bfrom|\\bimport|\\brequire\\s*\\(|\\bimport\\s*\\()\\s*['\"]([^'\"]+)['\"]");
  private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*#\\s*include\\s*[\"<]([^\">]+)");
  private static final Pattern RUST_MOD =
      Pattern.compile("(?m)^\\s*(?:pub(?:\\([^)]*\\))?\\s+)?mod\\s+(\\w+)\\s*;");
  private static final Pattern RUST_USE =
      Pattern.compile("(?m)^\\s*(?:pub(?:\\([^)]*\\))?\\s+)?use\\s+([^;]+);");
  private static final Pattern GO_DEFINED =
      Pattern.compile("(?m)^(?:func|type|var|const)\\s+(\\w+)");
  private static final Pattern TYPE_DEFINED =
      Pattern.compile("\\b(?:class|interface|enum|record|object|struct|trait)\\s+(\\w+)");
  private static final Pattern KOTLIN_DEFINED =
      Pattern.compile(
          "(?m)^(?:[a-z]+\\s+)*(?:fun|val|var|typealias)\\s+(?:<[^>]*>\\s*)?(?:[\\w<>?*, ]+\\.)?(\\w+)");
  private static final Pattern USING =
      Pattern.compile("(?m)^\\s*using\\s+(?:static\\s+)?([\\w.]+)\\s*;");
  private static final Pattern NAMESPACE = Pattern.compile("\\bnamespace\\s+([\\w.]+)");

  private final Map<String, String> texts = new TreeMap<>();

  private TrueImports(Map<String, String> texts) {
    texts.forEach((path, text) -> this.texts.put(path, withoutComments(path, text)));
  }

  private static String withoutComments(String path, String text) {
    return (isPython(path) ? PYTHON_COMMENT : COMMENT)
        .matcher(text)
        .replaceAll(
            found -> isString(found.group()) ? Matcher.quoteReplacement(found.group()) : " ");
  }

  private static boolean isString(String found) {
    return (found.startsWith("\"") || found.startsWith("'"))
        && !found.startsWith("\"\"\"")
        && !found.startsWith("'''");
  }

  /** By file, the files that it imports. */
  static Map<String, Set<String>> among(Map<String, String> texts) {
    var imports = new TrueImports(texts);
    var found = new TreeMap<String, Set<String>>();
    for (var path : imports.texts.keySet()) {
      var its = imports.of(path);
      its.remove(path);
      if (!its.isEmpty()) {
        found.put(path, its);
      }
    }
    return found;
  }

  private Set<String> of(String path) {
    var text = texts.getOrDefault(path, "");
    return switch (extension(path)) {
      case "py", "pyi" -> python(path, text);
      case "java", "kt", "kts" -> dotted(text);
      case "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "vue", "svelte" -> script(path, text);
      case "go" -> go(path, text);
      case "rs" -> rust(path, text);
      case "h", "hh", "hpp", "c", "cc", "cpp", "cxx" -> includes(path, text);
      case "cs" -> sharp(text);
      default -> new TreeSet<>();
    };
  }

  private Set<String> python(String path, String text) {
    var found = new TreeSet<String>();
    var from = PYTHON_FROM.matcher(text);
    while (from.find()) {
      var module = from.group(2).replace('.', '/');
      for (var name : from.group(3).replaceAll("[()]", "").split(",", -1)) {
        var part = name.strip().split("\\s+", -1)[0];
        if (from.group(1).isEmpty()) {
          add(found, module(module + "/" + part), module(module));
        } else {
          var base = up(folder(path), from.group(1).length() - 1);
          var stem = join(base, module);
          var exact = join(stem, part);
          addExact(found, exact + ".py", exact + "/__init__.py");
          addExact(found, stem + ".py", join(stem, "__init__.py"));
        }
      }
    }
    var plain = PYTHON_IMPORT.matcher(text);
    while (plain.find()) {
      for (var name : plain.group(1).split(",", -1)) {
        add(found, module(name.strip().split("\\s+", -1)[0].replace('.', '/')));
      }
    }
    return found;
  }

  private static List<String> module(String path) {
    return List.of(path + ".py", path + "/__init__.py");
  }

  @SafeVarargs
  private void add(Set<String> found, List<String>... choices) {
    for (var choice : choices) {
      var ends =
          texts.keySet().stream()
              .filter(path -> choice.stream().anyMatch(it -> ("/" + path).endsWith("/" + it)))
              .toList();
      if (!ends.isEmpty()) {
        found.addAll(ends);
        return;
      }
    }
  }

  private boolean addExact(Set<String> found, String... paths) {
    for (var path : paths) {
      if (texts.containsKey(path)) {
        found.add(path);
        return true;
      }
    }
    return false;
  }

  /** Java and Kotlin: by import, and by the names of types in the same package. */
  private Set<String> dotted(String text) {
    var found = new TreeSet<String>();
    var own = first(PACKAGE, text);
    var words = words(text);
    var imports = new HashSet<String>();
    var star = new HashSet<String>();
    var matcher = DOTTED_IMPORT.matcher(text);
    while (matcher.find()) {
      (matcher.group(2) == null ? imports : star).add(matcher.group(1));
    }
    texts.forEach((other, its) -> {
      if (!Set.of("java", "kt", "kts").contains(extension(other))) {
        return;
      }
      var where = first(PACKAGE, its);
      var stem = stem(other);
      var names = defined(TYPE_DEFINED, its);
      if (extension(other).startsWith("kt")) {
        names.addAll(defined(KOTLIN_DEFINED, its));
      }
      var isOwn = where.equals(own) || star.contains(where);
      for (var name : names) {
        var full = where + "." + name;
        if (imports.stream().anyMatch(it -> it.equals(full) || it.startsWith(full + "."))) {
          found.add(other);
        }
      }
      // A type of the same package is named by its file; lesser names are too common to tell.
      if (isOwn && words.contains(stem) && names.contains(stem)) {
        found.add(other);
      }
    });
    return found;
  }

  private Set<String> script(String path, String text) {
    var found = new TreeSet<String>();
    var matcher = SCRIPT.matcher(text);
    while (matcher.find()) {
      var name = matcher.group(1);
      if (name.startsWith(".")) {
        var base = resolve(folder(path), name);
        var bare = base.replaceFirst("\\.[cm]?jsx?$", "");
        var paths = new ArrayList<String>();
        paths.add(base);
        for (var extension : List.of(".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mjs", ".vue")) {
          paths.add(base + extension);
          paths.add(bare + extension);
          paths.add(base + "/index" + extension);
        }
        addExact(found, paths.toArray(String[]::new));
      } else {
        var last = name.substring(name.lastIndexOf('/') + 1);
        addExact(found, "packages/" + last + "/src/index.ts", "packages/" + last + "/index.ts");
      }
    }
    return found;
  }

  /** Within a folder by the names that are used; between folders by what stands behind the dot. */
  private Set<String> go(String path, String text) {
    var found = new TreeSet<String>();
    var words = words(text);
    texts.forEach((other, its) -> {
      if (!extension(other).equals("go")) {
        return;
      }
      var names = defined(GO_DEFINED, its);
      names.removeAll(Set.of("main", "init", "_"));
      if (folder(other).equals(folder(path))) {
        var own = defined(GO_DEFINED, text);
        if (names.stream().anyMatch(name -> words.contains(name) && !own.contains(name))) {
          found.add(other);
        }
        return;
      }
      var last = folder(other).substring(folder(other).lastIndexOf('/') + 1);
      if (!last.isEmpty()
          && text.contains("/" + folder(other) + "\"")
          && names.stream().anyMatch(name -> text.contains(last + "." + name))) {
        found.add(other);
      }
    });
    return found;
  }

  private Set<String> rust(String path, String text) {
    var found = new TreeSet<String>();
    var home = rustHome(path);
    var mod = RUST_MOD.matcher(text);
    while (mod.find()) {
      addExact(found, join(home, mod.group(1)) + ".rs", join(home, mod.group(1)) + "/mod.rs");
    }
    var use = RUST_USE.matcher(text);
    while (use.find()) {
      for (var name : unfolded(use.group(1).replaceAll("\\s+", " "))) {
        var parts = new ArrayList<>(List.of(name.split("::", -1)));
        parts.removeIf(String::isBlank);
        if (parts.isEmpty()) {
          continue;
        }
        var at = home;
        switch (parts.getFirst()) {
          case "crate" -> at = crate(path);
          case "super" -> {
            at = folderAbove(home);
            while (parts.size() > 1 && parts.get(1).equals("super")) {
              at = folderAbove(at);
              parts.removeFirst();
            }
          }
          case "self" -> {}
          default -> {
            continue;
          }
        }
        parts.removeFirst();
        addLongest(found, at, parts);
      }
    }
    return found;
  }

  /** The deepest module of the path that is a file. */
  private void addLongest(Set<String> found, String at, List<String> parts) {
    for (int length = parts.size(); length >= 0; length--) {
      var stem = join(at, String.join("/", parts.subList(0, length)));
      if (addExact(found, stem + ".rs", stem + "/mod.rs", stem + "/lib.rs", stem + "/main.rs")) {
        return;
      }
    }
  }

  private static String rustHome(String path) {
    return Set.of("mod", "lib", "main").contains(stem(path))
        ? folder(path)
        : join(folder(path), stem(path));
  }

  private static String crate(String path) {
    int at = ("/" + path).lastIndexOf("/src/");
    return at < 0 ? folder(path) : ("/" + path).substring(1, at + 4);
  }

  private static List<String> unfolded(String use) {
    int brace = use.indexOf('{');
    if (brace < 0) {
      return List.of(use.strip().split(" as ", -1)[0].strip());
    }
    var names = new ArrayList<String>();
    var prefix = use.substring(0, brace).strip();
    int depth = 0;
    int start = brace + 1;
    for (int i = brace + 1; i < use.length(); i++) {
      char c = use.charAt(i);
      if (c == '{') {
        depth++;
      } else if ((c == ',' || c == '}') && depth == 0) {
        var part = use.substring(start, i).strip();
        if (!part.isEmpty()) {
          unfolded(part).forEach(it -> names.add(prefix + it));
        }
        start = i + 1;
        if (c == '}') {
          break;
        }
      } else if (c == '}') {
        depth--;
      }
    }
    return names;
  }

  private Set<String> includes(String path, String text) {
    var found = new TreeSet<String>();
    var matcher = INCLUDE.matcher(text);
    while (matcher.find()) {
      var name = matcher.group(1);
      if (!addExact(found, resolve(folder(path), name))) {
        add(found, List.of(name));
      }
    }
    return found;
  }

  private Set<String> sharp(String text) {
    var found = new TreeSet<String>();
    var words = words(text);
    var reachable = new HashSet<String>();
    var using = USING.matcher(text);
    while (using.find()) {
      reachable.add(using.group(1));
    }
    for (var own = first(NAMESPACE, text); ; own = own.substring(0, own.lastIndexOf('.'))) {
      reachable.add(own);
      if (own.lastIndexOf('.') < 0) {
        break;
      }
    }
    texts.forEach((other, its) -> {
      if (extension(other).equals("cs")
          && reachable.contains(first(NAMESPACE, its))
          && defined(TYPE_DEFINED, its).stream().anyMatch(words::contains)
          && !defined(TYPE_DEFINED, text).containsAll(defined(TYPE_DEFINED, its))) {
        found.add(other);
      }
    });
    return found;
  }

  private static Set<String> defined(Pattern pattern, String text) {
    var names = new TreeSet<String>();
    pattern.matcher(text).results().forEach(it -> names.add(it.group(1)));
    return names;
  }

  private static final Map<String, Set<String>> WORDS = new HashMap<>();

  private static Set<String> words(String text) {
    return WORDS.computeIfAbsent(
        text,
        it ->
            Pattern.compile("\\w+")
                .matcher(it.replaceAll("\"[^\"\\n]*\"", " "))
                .results()
                .map(result -> result.group())
                .collect(java.util.stream.Collectors.toSet()));
  }

  private static String first(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static boolean isPython(String path) {
    return path.endsWith(".py") || path.endsWith(".pyi");
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static String stem(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : name.isEmpty() ? folder : folder + "/" + name;
  }

  private static String folderAbove(String folder) {
    return folder(folder);
  }

  private static String up(String folder, int levels) {
    var at = folder;
    for (int i = 0; i < levels; i++) {
      at = folder(at);
    }
    return at;
  }

  private static String resolve(String folder, String name) {
    var at = folder;
    for (var part : name.split("/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> at = folder(at);
        default -> at = join(at, part);
      }
    }
    return at;
  }
}
