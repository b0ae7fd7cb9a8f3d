package dev.headway.internal.text;

import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.UUID;

/**
 * Which values describe themselves without any code of the user: at once, without a lock, and
 * always. They are asked directly, on any thread.
 */
final class KnownTypes {
  /** A larger number takes its time to become digits. */
  private static final int MAX_BITS = 10_000;

  private record Method(String name, List<Class<?>> parameters) {
    Method(String name) {
      this(name, List.of());
    }

    boolean isOfTheJdk(Class<?> type) throws NoSuchMethodException {
      Class<?>[] taken = parameters.toArray(Class<?>[]::new);
      return KnownTypes.isOfTheJdk(type.getMethod(name, taken).getDeclaringClass());
    }
  }

  private static final Method TEXT = new Method("toString");

  private static final List<Method> PRINTING =
      List.of(
          new Method("printStackTrace", List.of(PrintStream.class)),
          new Method("printStackTrace", List.of(PrintWriter.class)));

  private static final List<Method> TELLING =
      List.of(
          TEXT,
          new Method("getMessage"),
          new Method("getLocalizedMessage"),
          new Method("getCause"),
          new Method("getStackTrace"));

  private static final ClassValue<Boolean> PLAIN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return inherits(type, TELLING) && inherits(type, PRINTING);
        }
      };

  private KnownTypes() {}

  /** Whether the text of a value can be had at once and without any fault. */
  static boolean hasQuickText(Object any) {
    if (any instanceof Throwable thrown) {
      return isPlain(thrown);
    }
    Class<?> type = any.getClass();
    if (any instanceof Enum<?>) {
      return inherits(type, List.of(TEXT));
    }
    return type.isArray() || isOfTheJdk(type) && isQuick(any);
  }

  private static boolean isQuick(Object any) {
    if (any instanceof BigInteger number) {
      return number.bitLength() < MAX_BITS;
    }
    if (any instanceof BigDecimal number) {
      return number.unscaledValue().bitLength() < MAX_BITS;
    }
    return any instanceof String
        || any instanceof Number
        || any instanceof Boolean
        || any instanceof Character
        || any instanceof Class<?>
        || any instanceof File
        || any instanceof Path
        || any instanceof URI
        || any instanceof UUID
        || any instanceof TemporalAccessor
        || any instanceof TemporalAmount;
  }

  /** Whether an exception tells of itself by the JDK's methods alone; its cause may not. */
  static boolean isPlain(Throwable thrown) {
    return PLAIN.get(thrown.getClass());
  }

  /** Whether an exception is printed by the JDK's methods; its text may be its own. */
  static boolean inheritsPrinting(Throwable thrown) {
    return inherits(thrown.getClass(), PRINTING);
  }

  private static boolean inherits(Class<?> type, List<Method> methods) {
    try {
      for (Method method : methods) {
        if (!method.isOfTheJdk(type)) {
          return false;
        }
      }
      return true;
    } catch (NoSuchMethodException | LinkageError e) { // Its methods name what is not there.
      return false;
    }
  }

  private static boolean isOfTheJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }
}
