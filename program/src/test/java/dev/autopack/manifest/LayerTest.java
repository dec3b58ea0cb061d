package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerTest {
  @ParameterizedTest
  @CsvSource({
    "src/types.ts, CONTRACTS",
    "src/shop/models/order.py, CONTRACTS",
    "packages/core/src/KeepAliveOptions.ts, CONTRACTS",
    "include/fmt/ranges.h, CONTRACTS",
    "config/limits.yaml, CONTRACTS",
    "src/slug.py, CORE",
    "src/Pricing.java, CORE",
    "src/api/orders.py, INTEGRATIONS",
    "src/OrderController.java, INTEGRATIONS",
    "packages/core/src/index.ts, INTEGRATIONS",
    "src/shop/__init__.py, INTEGRATIONS",
    "axum/src/extract/mod.rs, INTEGRATIONS",
    "tests/test_slug.py, TESTS_AND_DOCS",
    "src/__tests__/slug.spec.ts, TESTS_AND_DOCS",
    "examples/hello/src/main.rs, TESTS_AND_DOCS",
    "README.md, TESTS_AND_DOCS",
    "docs/guide.rst, TESTS_AND_DOCS"
  })
  void a_path_tells_by_its_words_what_is_built_on_what(String path, Layer layer) {
    assertThat(Layer.of(new RepoPath(path))).isEqualTo(layer);
  }

  @ParameterizedTest
  @CsvSource({
    "src/rapid.py, CORE",
    "src/prototype.ts, CORE",
    "src/latest.py, CORE",
    "src/typewriter.py, CORE",
    "src/reindex.ts, CORE",
    "src/decodoc.rs, CORE"
  })
  void a_part_of_a_word_tells_nothing(String path, Layer layer) {
    assertThat(Layer.of(new RepoPath(path))).isEqualTo(layer);
  }
}
