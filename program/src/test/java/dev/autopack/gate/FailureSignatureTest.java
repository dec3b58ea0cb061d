package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureSignatureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Game object at 0x7f91259798d0> is bad   | <Game object at 0x7fa000000000> is bad",
        "expected shop.Price@1b2c3d4f             | expected shop.Price@7aa81b22",
        "took 12 ms in /tmp/a1/x.py:12            | took 9 ms in /var/tmp/b2/x.py:99",
        "raised at src/shop.py:3                  | raised at src/shop.py:30",
        "at Shop.price(Shop.java:4)               | at Shop.price(Shop.java:40)",
        "2026-11-24T10:00:00Z late                | 2025-01-02 03:04:05,678 late",
        "id 123e4567-e89b-12d3-a456-426614174000  | id 00000000-0000-4000-8000-000000000000",
        "connect localhost:53412                  | connect localhost:40001",
        "assert  1 == 2                           | assert 1 == 2",
        "Timeout after 30.01s waiting for port 5432 | Timeout after 29.8s waiting for port 15432",
        "dial tcp 127.0.0.1:41233: refused        | dial tcp 127.0.0.1:58001: refused",
        "Address already in use: 0.0.0.0:8080     | Address already in use: 0.0.0.0:49152",
        "panic: goroutine 18 [running]            | panic: goroutine 7 [running]",
        "index ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12 | index 0012cd34ef56ab12cd34ef56ab12cd34ef56ab99",
        "killed pid=4711                          | killed pid=99",
        "File 'app.py', line 12, in f             | File 'app.py', line 99, in f",
        "C:\\Users\\ann\\x.py is locked      | D:\\tmp\\x.py is locked",
        "at Sun Nov 29 10:11:12 UTC 2026          | at Mon Dec  7 01:02:03 UTC 2025",
        "com.acme.Foo$$Lambda/0x00007f1c8c0a1400@5e2de80c | com.acme.Foo$$Lambda/0x00007faa8c0b2400@1d44bcb4",
        "thread 'main' panicked at src/lib.rs:10:5 | thread 'main' panicked at src/lib.rs:22:9",
        "object id 140234567890123                | object id 139876543210987",
        "mkdtemp /tmp/pytest-of-ann/pytest-12/t0/x | mkdtemp /tmp/pytest-of-bob/pytest-99/t0/x"
      })
  void what_differs_from_run_to_run_is_the_same_failure(String one, String other) {
    assertThat(FailureSignature.of(one)).isEqualTo(FailureSignature.of(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expected: 10 but was: 0     | expected: 10 but was: 1",
        "no module named 'shop'      | no module named 'price'",
        "ValueError: x               | TypeError: x",
        "/a/b/shop.py is missing     | /a/b/price.py is missing",
        "expected 12 items           | expected 13 items",
        "HTTP 404                    | HTTP 500",
        "got 'cafe'                  | got 'face'",
        "1.25 != 1.5                 | 1.25 != 1.75"
      })
  void another_value_or_name_is_another_failure(String one, String other) {
    assertThat(FailureSignature.of(one)).isNotEqualTo(FailureSignature.of(other));
  }

  @Test
  void a_message_of_any_length_is_read_within_bounds() {
    assertThat(FailureSignature.of("/a".repeat(2_000_000) + " b").value()).hasSizeLessThan(700);
  }
}
