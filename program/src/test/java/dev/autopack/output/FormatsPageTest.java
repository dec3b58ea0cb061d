package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example of the page is what the readers take and the writer gives. */
class FormatsPageTest {
  private static final Path PAGE = Path.of("../docs/reference/formats.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^```(ndjson|envelope|full_file|diff)\n(.*?)^```$");

  private static final Set<Format> LINE_FRAMINGS = Set.of(Format.NDJSON, Format.ENVELOPE);

  private record Example(Format format, String reply) {}

  @Test
  void every_example_is_a_complete_reply_without_a_repair() throws IOException {
    assertThat(examples())
        .hasSize(5)
        .allSatisfy(example -> {
          var read = Replies.read(example.format(), example.reply());
          assertThat(read).isEqualTo(Replies.faultless(Replies.units(read)));
        });
  }

  @Test
  void the_writer_writes_the_examples_of_the_line_framings_to_the_letter() throws IOException {
    assertThat(examples())
        .filteredOn(example -> LINE_FRAMINGS.contains(example.format()))
        .allSatisfy(example -> {
          var units = Replies.units(Replies.read(example.format(), example.reply()));
          assertThat(UnitWriter.write(example.format(), units)).isEqualTo(example.reply());
        });
  }

  @Test
  void both_line_framings_show_the_same_units() throws IOException {
    var examples = examples();

    assertThat(units(examples.get(0))).isEqualTo(units(examples.get(1)));
  }

  private static List<Unit> units(Example example) {
    return Replies.units(Replies.read(example.format(), example.reply()));
  }

  private static List<Example> examples() throws IOException {
    var examples = new ArrayList<Example>();
    var matcher = EXAMPLE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      var format = Format.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
      examples.add(new Example(format, matcher.group(2)));
    }
    return examples;
  }
}
