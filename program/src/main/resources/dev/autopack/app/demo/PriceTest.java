package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PriceTest {
  @Test
  void a_fifth_is_added_as_tax() {
    assertEquals(120, Price.withTax(100));
  }
}
