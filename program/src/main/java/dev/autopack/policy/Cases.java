package dev.autopack.policy;

import dev.autopack.code.TestBody;
import java.util.regex.Pattern;

/** How many cases a test is run for: the entries of the tables that feed it. */
final class Cases {
  private static final Pattern TABLE =
      Pattern.compile(
          "parametrize\\s*\\(|@(?:[\\w.]+\\.)?(?:ValueSource|CsvSource|EnumSource)\\s*\\(|\\.(?:each|for)\\s*\\("
              + "|\\[\\](?:struct\\s*\\{[^{}]*\\}|\\w+)\\s*(?=\\{)|map\\[\\w+\\](?:struct\\s*\\{[^{}]*\\}|\\w+)\\s*(?=\\{)");
  private static final Pattern ONE = Pattern.compile("#\\[\\s*(?:test_case|case)\\b");

  private Cases() {}

  /** 0 where it has no table. */
  static int of(TestBody.Part head, TestBody.Part body) {
    int inTables = entries(head.code()) + entries(body.code());
    return inTables + (int) ONE.matcher(head.code()).results().count();
  }

  private static int entries(String code) {
    var table = TABLE.matcher(code);
    int sum = 0;
    while (table.find()) {
      sum += entriesFrom(code, table.end());
    }
    return sum;
  }

  /** The entries of the first list that opens from here; a text block counts by its lines. */
  private static int entriesFrom(String code, int from) {
    int open = from;
    while (open < code.length() && "[{".indexOf(code.charAt(open)) < 0) {
      if (code.charAt(open) == '\n' && open > from + 200) {
        return 0;
      }
      open++;
    }
    int depth = 0;
    int entries = 0;
    var isBetween = true;
    for (int i = open; i < code.length(); i++) {
      char c = code.charAt(i);
      if ("([{".indexOf(c) >= 0) {
        entries += depth == 1 && isBetween ? 1 : 0;
        isBetween = depth == 0;
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
        if (depth == 0) {
          return entries;
        }
      } else if (depth == 1 && c == ',') {
        isBetween = true;
      } else if (depth == 1 && isBetween && !Character.isWhitespace(c)) {
        entries++;
        isBetween = false;
      }
    }
    return entries;
  }
}
