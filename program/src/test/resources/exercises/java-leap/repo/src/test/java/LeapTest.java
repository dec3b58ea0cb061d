import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LeapTest {
  @Test
  void every_fourth_year_is() {
    assertTrue(Leap.isLeap(1996));
  }

  @Test
  void every_hundredth_is_not() {
    assertFalse(Leap.isLeap(1900));
  }

  @Test
  void every_four_hundredth_is() {
    assertTrue(Leap.isLeap(2000));
  }
}
