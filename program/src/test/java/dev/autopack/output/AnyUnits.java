package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Units as no sensible builder would send them, each from a seed. */
final class AnyUnits {
  private static final List<String> LINES =
      List.of(
          "",
          "plain",
          "\tindented with a tab",
          "trailing space ",
          "a \"quote\", a 'quote' and a \\ backslash",
          "naïve 東京 \ud83d\ude00 “typographic”",
          "@@@ create other.txt",
          "@@@ end 0",
          "@@@ end 1",
          "@@@ end 2",
          "@@@ before",
          "@@@ after",
          "@@@ done 1",
          "@@@@ end 1",
          "```json",
          "{\"op\":\"end\",\"count\":1}",
          "{\"op\":\"delete\",\"path\":\"x\"}",
          "{\"files\":[{\"path\":\"x\",\"mode\":\"delete\"}]}",
          "\u0001 control \u001f",
          "x".repeat(40));
  private static final List<String> ENDS = List.of("\n", "\n", "\n", "\r\n", "\r", "\u2028");
  private static final List<String> NAMES =
      List.of("a.txt", "b c.py", "\"d\".md", " e", "f.é", "@@@ g", "h\u2003", "deep/i.java");

  private final Random random;

  AnyUnits(long seed) {
    random = new Random(seed);
  }

  /** Some units, a declaration first now and then. */
  List<Unit> all() {
    var units = new ArrayList<Unit>();
    if (random.nextInt(3) == 0) {
      units.add(declare());
    }
    for (int i = random.nextInt(5); i >= 0; i--) {
      units.add(new Unit.Change(edit()));
    }
    return units;
  }

  /** Units whose texts hold no line like the envelope's own. */
  List<Unit> plain() {
    var units = new ArrayList<Unit>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      units.add(new Unit.Change(new FileEdit.Create(path(""), plainText())));
    }
    return units;
  }

  private String plainText() {
    return text().replace('@', '#');
  }

  /** Only what {@code full_file} can say. */
  List<Unit> wholeFiles() {
    var units = new ArrayList<Unit>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      units.add(new Unit.Change(wholeFile()));
    }
    return units;
  }

  private FileEdit edit() {
    return switch (random.nextInt(5)) {
      case 0 -> new FileEdit.Edit(path(""), replacements(1));
      case 1 -> new FileEdit.Rename(path("new/"), path("old/"), replacements(0));
      default -> wholeFile();
    };
  }

  private FileEdit wholeFile() {
    return switch (random.nextInt(4)) {
      case 0 -> new FileEdit.Delete(path(""));
      case 1 -> new FileEdit.Rewrite(path(""), text());
      default -> new FileEdit.Create(path(""), text());
    };
  }

  private List<Replacement> replacements(int least) {
    var list = new ArrayList<Replacement>();
    for (int i = least + random.nextInt(3); i > 0; i--) {
      var before = text();
      list.add(new Replacement(before.isEmpty() ? "x" : before, text()));
    }
    return list;
  }

  private Unit declare() {
    var files = new ArrayList<Declaration.DeclaredFile>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      files.add(
          new Declaration.DeclaredFile(
              path(""),
              pick(List.of(Deliverable.Action.values())),
              random.nextBoolean() ? List.of() : List.of("Slug", "operator, <T>", "a\"b"),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(500)),
              random.nextBoolean() ? List.of() : List.of(path("lib/"), path(""))));
    }
    return new Unit.Declare(new Declaration(files));
  }

  /** Empty, with a byte order mark, with any line ends, with a last one or none. */
  String text() {
    var out = new StringBuilder(random.nextInt(8) == 0 ? "\ufeff" : "");
    for (int i = random.nextInt(6); i > 0; i--) {
      out.append(pick(LINES)).append(pick(ENDS));
    }
    return random.nextBoolean() ? out.toString() : out + pick(LINES);
  }

  private RepoPath path(String folder) {
    return new RepoPath(folder + pick(NAMES));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
