package dev.autopack.bench.cases;

import dev.autopack.code.Definition;
import dev.autopack.code.Language;
import dev.autopack.code.Reading;
import dev.autopack.code.SourceReader;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Source files: what they define is found, and what only their comments and texts name is not. */
final class SymbolsFamily implements Family {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  /** Kinds are compared by what they have in common. */
  private static final Map<String, Definition.Group> GROUPS =
      Map.ofEntries(
          Map.entry("function", Definition.Group.CALLABLE),
          Map.entry("method", Definition.Group.CALLABLE),
          Map.entry("class", Definition.Group.TYPE),
          Map.entry("interface", Definition.Group.TYPE),
          Map.entry("struct", Definition.Group.TYPE),
          Map.entry("enum", Definition.Group.TYPE),
          Map.entry("trait", Definition.Group.TYPE),
          Map.entry("union", Definition.Group.TYPE),
          Map.entry("object", Definition.Group.TYPE),
          Map.entry("annotation", Definition.Group.TYPE),
          Map.entry("type", Definition.Group.TYPE),
          Map.entry("constant", Definition.Group.VALUE),
          Map.entry("variable", Definition.Group.VALUE),
          Map.entry("field", Definition.Group.VALUE),
          Map.entry("property", Definition.Group.VALUE),
          Map.entry("enumerator", Definition.Group.VALUE),
          Map.entry("namespace", Definition.Group.SPACE),
          Map.entry("module", Definition.Group.SPACE),
          Map.entry("macro", Definition.Group.MACRO),
          Map.entry("prototype", Definition.Group.PROTOTYPE));

  /** One definition that a case asks for. */
  private record Wanted(String name, String kind, boolean isCore) {
    static Wanted of(JsonNode node) {
      return new Wanted(
          node.path("name").asString(""),
          node.path("kind").asString(""),
          node.path("tier").asString("core").equals("core"));
    }
  }

  /** How many of how many. */
  private record Share(int found, int of) {
    ArrayNode json() {
      return MAKE.arrayNode().add(found).add(of);
    }
  }

  @Override
  public Result run(Case given, Scratch scratch) {
    var reading = read(given);
    if (reading instanceof Reading.NotRead(var why, var text)) {
      return Result.of(false, "not_read", why + ": " + text);
    }
    var found = byName(((Reading.Read) reading).outline().definitions());
    var wanted = new ArrayList<Wanted>();
    given.find("definitions").ifPresent(all -> all.forEach(each -> wanted.add(Wanted.of(each))));
    var missing =
        wanted.stream()
            .filter(each -> each.isCore() && !found.containsKey(plain(each.name())))
            .map(Wanted::name)
            .toList();
    var wrong = new ArrayList<String>();
    given
        .find("absent")
        .ifPresent(all ->
            all.forEach(each -> {
              if (found.containsKey(plain(each.asString("")))) {
                wrong.add(each.asString(""));
              }
            }));
    var outcome = !missing.isEmpty() ? "missing" : wrong.isEmpty() ? "found" : "false";
    var got = "missing %s, false %s".formatted(missing, wrong);
    var more = new HashMap<String, JsonNode>();
    more.put("language", MAKE.stringNode(given.findText("language").orElse("")));
    more.put("core", share(wanted.stream().filter(Wanted::isCore).toList(), found).json());
    more.put("extra", share(wanted.stream().filter(it -> !it.isCore()).toList(), found).json());
    more.put("kinds", kinds(wanted, found).json());
    more.put("missing", texts(missing));
    more.put("false", texts(wrong));
    return new Result(missing.isEmpty() && wrong.isEmpty(), outcome, got, more);
  }

  /** The file's name decides, unless it is one of two languages or of none. */
  private static Reading read(Case given) {
    var path = new RepoPath(given.text("path"));
    var named = path.extension().equals("h") ? Optional.<Language>empty() : Language.of(path);
    var language = named.or(() -> given.findText("language").flatMap(SymbolsFamily::language));
    return language.isPresent()
        ? SourceReader.read(language.get(), path.extension(), given.text("source"))
        : SourceReader.read(path, given.text("source"));
  }

  private static Optional<Language> language(String name) {
    return List.of(Language.values()).stream()
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** Under its own name and the one with everything round it. */
  private static Map<String, List<Definition>> byName(List<Definition> definitions) {
    var byName = new HashMap<String, List<Definition>>();
    for (var each : definitions) {
      byName.computeIfAbsent(plain(each.name()), _ -> new ArrayList<>()).add(each);
      byName.computeIfAbsent(plain(each.qualifiedName()), _ -> new ArrayList<>()).add(each);
    }
    return byName;
  }

  /** Names are the same however they are joined, spaced and quoted. */
  private static String plain(String name) {
    return name.replace("::", ".").replaceAll("[\\s\"'`]", "").replaceFirst("^#", "");
  }

  private static Share share(List<Wanted> wanted, Map<String, List<Definition>> found) {
    var there = wanted.stream().filter(each -> found.containsKey(plain(each.name()))).count();
    return new Share((int) there, wanted.size());
  }

  private static Share kinds(List<Wanted> wanted, Map<String, List<Definition>> found) {
    int right = 0;
    int of = 0;
    for (var each : wanted) {
      var group = Optional.ofNullable(GROUPS.get(each.kind()));
      var named = found.getOrDefault(plain(each.name()), List.of());
      if (group.isPresent() && !named.isEmpty()) {
        of++;
        right += named.stream().anyMatch(it -> it.kind().group() == group.get()) ? 1 : 0;
      }
    }
    return new Share(right, of);
  }

  private static ArrayNode texts(List<String> texts) {
    var array = MAKE.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  @Override
  public void summarise(List<Result> results, ObjectNode line) {
    var all = new Sum();
    var byLanguage = new TreeMap<String, Sum>();
    for (var result : results) {
      all.add(result);
      var language = result.more().getOrDefault("language", MAKE.stringNode("")).asString("");
      byLanguage.computeIfAbsent(language, _ -> new Sum()).add(result);
    }
    all.write(line);
    var languages = line.putObject("by_language");
    byLanguage.forEach((name, sum) ->
        sum.write(languages.putObject(name).put("cases", sum.cases).put("passed", sum.passed)));
  }

  /** The shares of several cases together. */
  private static final class Sum {
    private int cases;
    private int passed;
    private final List<String> missing = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Share> shares = new HashMap<>();

    void add(Result result) {
      cases++;
      passed += result.pass() ? 1 : 0;
      for (var name : List.of("core", "extra", "kinds")) {
        if (result.more().get(name) instanceof ArrayNode one) {
          var sum = shares.getOrDefault(name, new Share(0, 0));
          shares.put(
              name, new Share(sum.found() + one.get(0).asInt(), sum.of() + one.get(1).asInt()));
        }
      }
      addTexts(result, "missing", missing);
      addTexts(result, "false", wrong);
    }

    private static void addTexts(Result result, String name, List<String> into) {
      if (result.more().get(name) instanceof ArrayNode texts) {
        texts.forEach(each -> into.add(each.asString("")));
      }
    }

    void write(ObjectNode line) {
      for (var name : List.of("core", "extra", "kinds")) {
        line.set(name, shares.getOrDefault(name, new Share(0, 0)).json());
      }
      line.set("missing", texts(missing));
      line.set("false", texts(wrong));
    }
  }
}
