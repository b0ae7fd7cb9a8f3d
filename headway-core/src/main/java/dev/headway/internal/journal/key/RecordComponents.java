package dev.headway.internal.journal.key;

import dev.headway.internal.text.ControlEscapes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the components of Java's records, not those of a journal. Used by one thread at a time. */
final class RecordComponents {
  private final Map<Class<?>, Component[]> known = new HashMap<>();

  /**
   * A component of a record class.
   *
   * @param getter takes a record and returns an object
   */
  record Component(String name, MethodHandle getter) {
    @Nullable Object of(Record one) {
      try {
        return (@Nullable Object) getter.invokeExact((Object) one);
      } catch (Error e) {
        throw e;
      } catch (Throwable e) {
        throw unreadable(one.getClass(), name, e);
      }
    }
  }

  /**
   * Returns the components in the order of their declaration.
   *
   * @throws IllegalArgumentException if the module of the class does not let them be read
   */
  Component[] components(Class<?> type) {
    Component[] components = known.get(type);
    if (components == null) {
      components = find(type);
      known.put(type, components);
    }
    return components;
  }

  private static Component[] find(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    Component[] components = new Component[declared.length];
    for (int i = 0; i < declared.length; i++) {
      Method accessor = declared[i].getAccessor();
      try {
        accessor.setAccessible(true); // The record, or its accessor, need not be public.
        MethodHandle getter =
            MethodHandles.lookup()
                .unreflect(accessor)
                .asType(MethodType.methodType(Object.class, Object.class));
        components[i] = new Component(declared[i].getName(), getter);
      } catch (IllegalAccessException | RuntimeException e) {
        throw unreadable(type, declared[i].getName(), e);
      }
    }
    return components;
  }

  private static IllegalArgumentException unreadable(Class<?> type, String name, Throwable cause) {
    return new IllegalArgumentException(
        "The journal cannot read "
            + ControlEscapes.of(name)
            + " of "
            + ControlEscapes.of(type.getName())
            + ". Say what identifies an input: Journal.key(input -> ...), or open the package to"
            + " dev.headway.",
        cause);
  }
}
