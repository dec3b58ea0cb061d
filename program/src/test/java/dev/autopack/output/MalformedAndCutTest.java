package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.GoingOn.Manner;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole files in JSON that is badly written and cut as well, at each of its characters. */
class MalformedAndCutTest {
  private static final List<Unit> UNITS =
      List.of(
          rewrite("src/a.py", "def a():\n\treturn \"it's [1, 2]\"  # {x}, \\d\n\n\nA = {'k': a}\n"),
          new Unit.Change(new FileEdit.Delete(new RepoPath("old.txt"))),
          new Unit.Change(
              new FileEdit.Create(
                  new RepoPath("b.md"), "# “Title”: naïve 😀\r\n\r\n```json\n{\"a\": 1}\n```")));

  enum Damage {
    FENCE,
    PROSE,
    RAW_BREAKS,
    TRAILING_COMMAS,
    SINGLE_QUOTES,
    TYPOGRAPHIC_QUOTES
  }

  static Stream<Set<Damage>> combinations() {
    var all = List.<Set<Damage>>of(EnumSet.noneOf(Damage.class));
    for (var damage : Damage.values()) {
      all = Stream.concat(all.stream(), all.stream().map(set -> with(set, damage))).toList();
    }
    return all.stream()
        .filter(set -> !set.containsAll(Set.of(Damage.SINGLE_QUOTES, Damage.TYPOGRAPHIC_QUOTES)));
  }

  private static Set<Damage> with(Set<Damage> some, Damage another) {
    var more = EnumSet.of(another);
    more.addAll(some);
    return more;
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void whatever_is_wrong_and_wherever_it_is_cut_the_files_are_exact(Set<Damage> damages) {
    var writer = new BadWriter(damages);
    var reply = writer.reply(UNITS);
    assertThat(Replies.units(Replies.read(Format.FULL_FILE, reply))).isEqualTo(UNITS);

    for (int cut = 0; cut < reply.length(); cut++) {
      var merge = new Merge();
      var end = GoingOn.addTo(merge, UnitReaders.of(Format.FULL_FILE), reply.substring(0, cut));
      if (!(end instanceof ReplyEnd.Complete)) {
        var rest = new GoingOn(UNITS).rest(merge.merged(), Manner.OBEDIENT, 0);
        merge.nextCall();
        end = GoingOn.addTo(merge, UnitReaders.of(Format.FULL_FILE), writer.reply(rest));
      }

      assertThat(end).as("cut at %d", cut).isEqualTo(new ReplyEnd.Complete());
      assertThat(merge.merged().edits())
          .as("cut at %d: %s", cut, reply.substring(0, cut))
          .isEqualTo(GoingOn.edits(UNITS));
      assertThat(merge.merged().isWhole()).as("cut at %d", cut).isTrue();
    }
  }

  private static Unit rewrite(String path, String text) {
    return new Unit.Change(new FileEdit.Rewrite(new RepoPath(path), text));
  }

  /** Writes what {@code full_file} asks for as models do that never learnt JSON. */
  private record BadWriter(Set<Damage> damages) {
    String reply(List<Unit> units) {
      var comma = damages.contains(Damage.TRAILING_COMMAS) ? "," : "";
      var files = new ArrayList<String>();
      units.forEach(unit -> files.add("{" + members(unit) + comma + "}"));
      var json =
          "{%s: [\n%s\n]%s}"
              .formatted(
                  quoted("files"),
                  String.join(",\n", files) + (files.isEmpty() ? "" : comma),
                  comma);
      var fenced = damages.contains(Damage.FENCE) ? "```json\n" + json + "\n```\n" : json + "\n";
      return damages.contains(Damage.PROSE)
          ? "Here {it} is, it's [all] done:\n\n" + fenced + "\nI hope that {this} is \"it\".\n"
          : fenced;
    }

    private String members(Unit unit) {
      return switch (unit) {
        case Unit.Change(FileEdit.Create(var path, var content)) ->
            member("path", path.value()) + member("mode", "create") + last("content", content);
        case Unit.Change(FileEdit.Rewrite(var path, var content)) ->
            member("path", path.value()) + member("mode", "modify") + last("content", content);
        case Unit.Continue(var path, var texts) ->
            member("path", path.value())
                + member("mode", "continue")
                + last("content", texts.isEmpty() ? "" : texts.getFirst().text());
        case Unit.Change(var edit) -> member("path", edit.path().value()) + last("mode", "delete");
        case Unit.Declare _ -> throw new IllegalArgumentException("full_file has none");
      };
    }

    private String member(String name, String value) {
      return last(name, value) + ", ";
    }

    private String last(String name, String value) {
      return quoted(name) + ": " + quoted(value);
    }

    private String quoted(String text) {
      var escaped = text.replace("\\", "\\\\");
      if (!damages.contains(Damage.RAW_BREAKS)) {
        escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
      }
      if (damages.contains(Damage.SINGLE_QUOTES)) {
        return "'" + escaped.replace("'", "\\'") + "'";
      }
      if (damages.contains(Damage.TYPOGRAPHIC_QUOTES)) {
        return "“"
            + escaped.replace("\"", "\\\"").replace("“", "\\u201c").replace("”", "\\u201d")
            + "”";
      }
      return "\"" + escaped.replace("\"", "\\\"") + "\"";
    }
  }
}
