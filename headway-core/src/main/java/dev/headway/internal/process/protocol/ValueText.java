package dev.headway.internal.process.protocol;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the user in messages: short, on one line, whatever they are. */
public final class ValueText {
  private static final int MAX_ELEMENTS = 100;

  private ValueText() {}

  public static String brief(@Nullable Object value) {
    return value == null
        ? "null"
        : ControlEscapes.whole(UserText.of(value, ControlEscapes.MAX_LENGTH, () -> text(value)));
  }

  private static @Nullable String text(Object value) {
    if (value.getClass().isArray()) {
      return value.getClass().getComponentType().getTypeName() + "[" + Array.getLength(value) + "]";
    }
    if (value instanceof Collection<?> many && many.size() > MAX_ELEMENTS) {
      return typeName(value) + " of " + many.size() + " elements";
    }
    if (value instanceof Map<?, ?> many && many.size() > MAX_ELEMENTS) {
      return typeName(value) + " of " + many.size() + " entries";
    }
    return value.toString();
  }

  public static String typeName(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getTypeName();
  }
}
