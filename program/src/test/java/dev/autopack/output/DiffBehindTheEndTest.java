package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.output.UnitReader.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands behind the end line of a diff changes nothing, is passed over, or is a fault. */
class DiffBehindTheEndTest {
  private static final String SECTION =
      "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n";
  private static final String REPLY = SECTION + "# end 1\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--- a/a.txt\n+++ b/a.txt\n",
        "--- a/b.txt\n+++ b/b.txt\n@@ -1,9 +1,9 @@\n one\n-two\n+2\n",
        "--- a/b.txt\n+++ b/b.t",
        "--- /dev/null\n+++ b/n.txt\n@@ -0,0 +1,9 @@\n+a\n+b\n",
        "diff --git a/b.txt b/b.txt\ndeleted file mode 100644\n",
        "diff --git a/b.txt b/c.txt\nrename from b.txt\nrename to c.txt\n",
        "@@ -9,2 +9,3 @@\n nine\n+ten\n",
        "+three\n+four\n"
      })
  void what_is_begun_there_is_never_open(String begun) {
    for (var cut = 0; cut <= begun.length(); cut++) {
      var reader = UnitReaders.of(Format.DIFF);
      reader.feed(REPLY + begun.substring(0, cut));
      var ending = reader.finish();

      assertThat(ending.open()).as(begun.substring(0, cut)).isEmpty();
      assertThat(ending.end()).isEqualTo(new ReplyEnd.Complete());
    }
  }

  @Test
  void what_is_said_again_there_is_passed_over() {
    assertThat(Replies.read(Format.DIFF, REPLY + REPLY))
        .isEqualTo(Replies.read(Format.DIFF, REPLY));
    assertThat(Replies.read(Format.DIFF, REPLY + "\nThat is all:\n```diff\n" + REPLY + "```\n"))
        .isEqualTo(Replies.read(Format.DIFF, REPLY));
  }

  @Test
  void another_operation_there_is_a_fault_of_the_whole_reply() {
    var other = SECTION.replace("+2", "+3");

    assertThat(Replies.read(Format.DIFF, REPLY + other + "# end 1\n"))
        .hasSize(3)
        .contains(
            new Read.Rejected("'a.txt'", "it comes after the end line"),
            new ReplyEnd.Broken("operations come after its end line"));
  }
}
