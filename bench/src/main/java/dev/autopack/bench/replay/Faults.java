package dev.autopack.bench.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What goes wrong with one call: its words, its transport, or both. The same seed, commit and call
 * number go wrong in the same way.
 */
final class Faults {
  private static final List<String> JUNK =
      List.of(
          "Here is the next file.\n",
          "```json\n",
          "```\n",
          "{\"op\":\"edit\",\"path\":\"\n",
          "{\"note\":\"this is no operation\"}\n",
          "@@@ note\n",
          "<<<<<<< SEARCH\n",
          "@@ -1,3 +1,3 @@\n",
          "\u0000\u0007\n",
          "]}]}\n",
          "…\n\n",
          "@@@ end 3\n",
          "--- a/none\n");

  private final Random random;

  Faults(long seed, String sha, int call) {
    this.random = new Random(seed * 1_000_003 + sha.hashCode() * 31L + call);
  }

  /** How the answer gets to the client. */
  sealed interface Transport {
    /** As it should. */
    record Smooth() implements Transport {}

    /** The connection breaks after so many characters. */
    record Broken(int after) implements Transport {}

    /** The body ends in good order after so many characters, without the final events. */
    record Ended(int after) implements Transport {}

    /** An error event comes after so many characters. */
    record Erring(int after) implements Transport {}

    /** No answer, but this status. */
    record Refused(int status) implements Transport {}

    /** The model's own limit, after so many characters. */
    record Limited(int after) implements Transport {}
  }

  /** The answer with something wrong in it, or as it was. */
  String words(Asked asked, Truth truth, List<String> pieces) {
    return switch (random.nextInt(16)) {
      case 0 -> "Sure! I will do that step by step.\n\n" + String.join("", pieces);
      case 1 -> String.join("", pieces) + "\nAll files are done.\n";
      case 2 -> "```\n" + String.join("", pieces) + "```\n";
      case 3, 4, 5 -> String.join("", with(pieces, JUNK.get(random.nextInt(JUNK.size()))));
      case 6, 7 -> String.join("", with(pieces, pieces.get(random.nextInt(pieces.size()))));
      case 8, 9 -> truth.reply(other(asked.script()), asked.writing(), asked.deliverables());
      case 10 -> switched(asked, truth, pieces);
      case 11 -> String.join("", pieces) + String.join("", pieces);
      default -> String.join("", pieces);
    };
  }

  /** One more piece at a seam. */
  private List<String> with(List<String> pieces, String more) {
    var all = new ArrayList<>(pieces);
    all.add(random.nextInt(all.size() + 1), more);
    return all;
  }

  /** In the middle of the answer, the model falls into another format. */
  private String switched(Asked asked, Truth truth, List<String> pieces) {
    var begun = pieces.subList(0, random.nextInt(pieces.size()));
    return String.join("", begun)
        + truth.reply(other(asked.script()), asked.writing(), asked.deliverables());
  }

  private Script other(Script script) {
    var others = Stream.of(Script.values()).filter(each -> each != script).toList();
    return others.get(random.nextInt(others.size()));
  }

  /** How it travels. */
  Transport transport(int length) {
    int after = length == 0 ? 0 : random.nextInt(length);
    return switch (random.nextInt(12)) {
      case 0, 1 -> new Transport.Broken(after);
      case 2 -> new Transport.Ended(after);
      case 3 -> new Transport.Erring(after);
      case 4 -> new Transport.Refused(random.nextBoolean() ? 529 : 500);
      case 5, 6, 7 -> new Transport.Limited(after);
      default -> new Transport.Smooth();
    };
  }
}
