package dev.autopack.store;

/** Lets doubles in other packages keep values as the store would. */
public final class StoredForm {
  private StoredForm() {}

  /**
   * Refuses a type that cannot be stored.
   *
   * @throws IllegalStateException naming it
   */
  public static void require(Class<?> type) {
    Form.of(type);
  }

  public static String write(Class<?> type, Object value) {
    return Json.write(type, value);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is no such value
   */
  public static <T> T read(Class<T> type, String json) {
    try {
      return Json.read(type, json);
    } catch (UnreadableException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
