package dev.autopack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CappedOutputTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void output_in_any_pieces_keeps_its_first_and_its_last_half(long seed) {
    var random = new Random(seed);
    var written = new byte[random.nextInt(20_000)];
    random.nextBytes(written);
    var half = 1 + random.nextInt(8_000);
    var output = new CappedOutput(2 * half);

    for (int from = 0; from < written.length; ) {
      var count = Math.min(random.nextInt(5_000), written.length - from);
      output.add(Arrays.copyOfRange(written, from, from + count), count);
      from += count;
    }

    assertThat(output.kept()).isEqualTo(expected(written, half));
    assertThat(output.total()).isEqualTo(written.length);
    assertThat(output.dropped()).isEqualTo(Math.max(0, written.length - 2 * half));
  }

  private static byte[] expected(byte[] written, int half) {
    if (written.length <= 2 * half) {
      return written;
    }
    var expected = new ByteArrayOutputStream();
    expected.write(written, 0, half);
    expected.writeBytes(
        "\n[... %d bytes left out ...]\n"
            .formatted(written.length - 2 * half)
            .getBytes(StandardCharsets.UTF_8));
    expected.write(written, written.length - half, half);
    return expected.toByteArray();
  }
}
