package dev.autopack.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A value made from a seed, full of texts that look like JSON, and ways to write it badly. */
final class BadJson {
  private static final List<String> BITS =
      List.of(
          "red",
          " ",
          "it's",
          "\"hi\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\n",
          "\t",
          "\\",
          "// c",
          "# d",
          "/* e */",
          "“q”",
          "‘r’",
          "24\" tv",
          "C:\\dir",
          "\\d+",
          "é😀",
          "```json\n{}\n```",
          "null",
          "True",
          "1.5",
          "key: value",
          "a, b",
          "''",
          "<a href=\"u\">",
          "print(\"a\", \"b\")",
          "x = {\"a\": 1, \"b\": [2]}",
          "if (a == \"b\") {",
          "\"\"\"Doc.\"\"\"\n",
          "...",
          "\r\n");
  private static final List<String> NAMES = List.of("name", "a", "b_c", "path", "files", "k-d");
  private static final List<String> NUMBERS =
      List.of("0", "-2", "3.5", "1e3", "98765432109876543210");

  /** How it is written. */
  enum Damage {
    NONE,
    SINGLE_QUOTES,
    RAW_BREAKS,
    BARE_NAMES,
    COMMENTS,
    MISSING_COMMAS,
    DOUBLED_COMMAS,
    TRAILING_COMMAS,
    PYTHON,
    FENCE,
    PROSE
  }

  private final Random random;
  private final Damage damage;
  private final JsonValue value;

  BadJson(long seed, Damage damage) {
    this.random = new Random(seed);
    this.damage = damage;
    this.value = random.nextBoolean() ? members(0) : items(0);
  }

  JsonValue value() {
    return value;
  }

  String written() {
    var written = write(value);
    return switch (damage) {
      case FENCE -> "Here [1] it is:\n```json\n%s\n```\nWith {x}.".formatted(written);
      case PROSE -> "Here it is, it's {good}:\n%s\nBye \"you\".".formatted(written);
      default -> written;
    };
  }

  private JsonValue any(int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 7)) {
      case 0 -> new JsonValue.Digits(NUMBERS.get(random.nextInt(NUMBERS.size())));
      case 1 -> new JsonValue.Truth(random.nextBoolean());
      case 2 -> new JsonValue.Null();
      case 3, 4 -> new JsonValue.Text(text());
      case 5 -> items(depth + 1);
      default -> members(depth + 1);
    };
  }

  private JsonValue items(int depth) {
    var items = new ArrayList<JsonValue>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(any(depth));
    }
    return new JsonValue.Items(items);
  }

  private JsonValue members(int depth) {
    var members = new LinkedHashMap<String, JsonValue>();
    for (int i = random.nextInt(4); i > 0; i--) {
      var odd = random.nextInt(8) == 0;
      members.put(odd ? text() : NAMES.get(random.nextInt(NAMES.size())), any(depth));
    }
    return new JsonValue.Members(members);
  }

  private String text() {
    var text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(BITS.get(random.nextInt(BITS.size()))).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private String write(JsonValue any) {
    var python = damage == Damage.PYTHON;
    return switch (any) {
      case JsonValue.Text(var text) -> quoted(text);
      case JsonValue.Digits(var spelled) -> spelled;
      case JsonValue.Truth(var truth) when python -> truth ? "True" : "False";
      case JsonValue.Truth(var truth) -> Boolean.toString(truth);
      case JsonValue.Null() -> python ? "None" : "null";
      case JsonValue.Items(var items) ->
          "[" + joined(items.stream().map(this::write).toList()) + "]";
      case JsonValue.Members(var members) ->
          "{"
              + joined(
                  members.entrySet().stream()
                      .map(member -> name(member.getKey()) + ": " + write(member.getValue()))
                      .toList())
              + "}";
    };
  }

  private String joined(List<String> parts) {
    var joined =
        parts.stream().map(part -> space() + part + comment()).collect(Collectors.joining(comma()));
    var trailing = damage == Damage.TRAILING_COMMAS && !parts.isEmpty();
    return joined + (trailing ? "," : "") + space();
  }

  private String comma() {
    return switch (damage) {
      case MISSING_COMMAS -> random.nextBoolean() ? "\n" : ",";
      case DOUBLED_COMMAS -> random.nextBoolean() ? ",," : ", ,";
      default -> "," + comment();
    };
  }

  private String comment() {
    if (damage != Damage.COMMENTS) {
      return "";
    }
    return List.of("", "/* c \"x\", */", "// it's {\n").get(random.nextInt(3));
  }

  private String space() {
    return List.of("", " ", "\n  ").get(random.nextInt(3));
  }

  private String name(String name) {
    return damage == Damage.BARE_NAMES && name.matches("[a-z_-]+") ? name : quoted(name);
  }

  private String quoted(String text) {
    var json = JsonMapper.shared().writeValueAsString(text);
    return switch (damage) {
      case SINGLE_QUOTES ->
          "'"
              + json.substring(1, json.length() - 1).replace("\\\"", "\"").replace("'", "\\'")
              + "'";
      case RAW_BREAKS -> json.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
      default -> json;
    };
  }
}
