package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BookTest {
  private static final Book<SourceFacts> BOOK = FactCache.BOOK;

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_written_is_read_again(long seed) {
    var facts = madeUp(new Random(seed));

    assertThat(BOOK.read(BOOK.write(facts))).isEqualTo(facts);
  }

  @Test
  void a_book_of_another_kind_is_empty() {
    var book = BOOK.write(madeUp(new Random(1)));

    assertThat(OutlineCache.BOOK.read(book)).isEmpty();
    assertThat(WordCache.BOOK.read(book)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_damaged_or_cut_off_book_is_empty(long seed) {
    var random = new Random(seed);
    var facts = madeUp(random);
    facts.put(key(random), new SourceFacts("u", List.of("i"), List.of(), Words.NONE));
    var book = BOOK.write(facts);
    var damaged = book.clone();
    damaged[random.nextInt(book.length)] ^= (byte) (1 << random.nextInt(8));
    var cut = Arrays.copyOf(book, random.nextInt(book.length));

    assertThat(BOOK.read(damaged)).isEmpty();
    assertThat(BOOK.read(cut)).isEmpty();
  }

  @Test
  void what_another_program_wrote_with_a_right_sum_is_no_book() {
    var random = new Random(1);
    for (int i = 0; i < 200; i++) {
      var bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThatCode(() -> assertThat(BOOK.read(BOOK.sealed(bytes))).isNotNull())
          .doesNotThrowAnyException();
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  private static Map<ContentKey, SourceFacts> madeUp(Random random) {
    var facts = new LinkedHashMap<ContentKey, SourceFacts>();
    for (int i = random.nextInt(30); i > 0; i--) {
      var words = new Words.Gathering();
      IntStream.range(0, random.nextInt(200)).forEach(_ -> words.add(text(random)));
      facts.put(
          key(random), new SourceFacts(text(random), texts(random), texts(random), words.words()));
    }
    return facts;
  }

  private static ContentKey key(Random random) {
    var id = new byte[random.nextBoolean() ? 20 : 32];
    random.nextBytes(id);
    return new ContentKey("GO", HexFormat.of().formatHex(id));
  }

  private static List<String> texts(Random random) {
    return IntStream.range(0, random.nextInt(200)).mapToObj(_ -> text(random)).toList();
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(random.nextInt(9) == 0 ? 300 : 9), 1, 0x2fff)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
