package dev.autopack.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON of build files as their tools do, with comments and trailing commas: objects as
 * maps, arrays as lists, all else as texts. What is broken ends it, and what was read counts.
 */
final class LooseJson {
  private static final int MAX_DEPTH = 40;

  private final String text;
  private int at;

  private LooseJson(String text) {
    this.text = text;
  }

  /** Empty where it is no object. */
  static Map<?, ?> object(Optional<String> text) {
    return text.map(it -> new LooseJson(it).value(0)).orElse("") instanceof Map<?, ?> map
        ? map
        : Map.of();
  }

  /** The object under a key; empty where there is none. */
  static Map<?, ?> object(Map<?, ?> in, String key) {
    return in.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The text under a key. */
  static Optional<String> string(Map<?, ?> in, String key) {
    return in.get(key) instanceof String string ? Optional.of(string) : Optional.empty();
  }

  /** All texts of a value, at whatever depth. */
  static List<String> strings(Object value) {
    var all = new ArrayList<String>();
    gather(value, all);
    return all;
  }

  private static void gather(Object value, List<String> all) {
    switch (value) {
      case String string -> all.add(string);
      case List<?> list -> list.forEach(each -> gather(each, all));
      case Map<?, ?> map -> map.values().forEach(each -> gather(each, all));
      default -> {}
    }
  }

  private Object value(int depth) {
    skip();
    if (depth > MAX_DEPTH || at >= text.length()) {
      return "";
    }
    return switch (text.charAt(at)) {
      case '{' -> map(depth);
      case '[' -> list(depth);
      case '"' -> string();
      default -> bare();
    };
  }

  private Map<String, Object> map(int depth) {
    var map = new LinkedHashMap<String, Object>();
    at++;
    for (skip(); is('"'); skip()) {
      var key = string();
      skip();
      if (!is(':')) {
        break;
      }
      at++;
      map.put(key, value(depth + 1));
      skip();
      if (!is(',')) {
        break;
      }
      at++;
    }
    at += is('}') ? 1 : 0;
    return map;
  }

  private List<Object> list(int depth) {
    var list = new ArrayList<Object>();
    at++;
    for (skip(); at < text.length() && !is(']'); skip()) {
      int from = at;
      list.add(value(depth + 1));
      skip();
      at += is(',') ? 1 : 0;
      if (at == from) {
        break;
      }
    }
    at += is(']') ? 1 : 0;
    return list;
  }

  private String string() {
    var string = new StringBuilder();
    at++;
    while (at < text.length() && !is('"')) {
      if (is('\\') && at + 1 < text.length()) {
        at++;
      }
      string.append(text.charAt(at));
      at++;
    }
    at++;
    return string.toString();
  }

  private String bare() {
    int start = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private void skip() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at)) || is('\uFEFF')) {
        at++;
      } else if (text.startsWith("//", at)) {
        at = end("\n", 0);
      } else if (text.startsWith("/*", at)) {
        at = end("*/", 2);
      } else {
        return;
      }
    }
  }

  private int end(String mark, int length) {
    int found = text.indexOf(mark, at + length);
    return found < 0 ? text.length() : found + length;
  }

  private boolean is(char c) {
    return at < text.length() && text.charAt(at) == c;
  }
}
