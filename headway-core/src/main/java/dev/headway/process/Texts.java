package dev.headway.process;

import dev.headway.text.Visible;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the user in messages: short, on one line, whatever they are. */
final class Texts {
  private static final int MAX_ELEMENTS = 100;

  private Texts() {}

  static String brief(@Nullable Object value) {
    String text;
    try {
      text = text(value);
    } catch (Exception | StackOverflowError e) { // The user's toString.
      text = "a " + typeName(value);
    }
    return Visible.of(text);
  }

  private static String text(@Nullable Object value) {
    if (value != null && value.getClass().isArray()) {
      return value.getClass().getComponentType().getTypeName() + "[" + Array.getLength(value) + "]";
    }
    if (value instanceof Collection<?> many && many.size() > MAX_ELEMENTS) {
      return typeName(value) + " of " + many.size() + " elements";
    }
    if (value instanceof Map<?, ?> many && many.size() > MAX_ELEMENTS) {
      return typeName(value) + " of " + many.size() + " entries";
    }
    return String.valueOf(value);
  }

  static String typeName(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getTypeName();
  }
}
