package dev.headway.process;

import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says why a value cannot be serialized: which class stands in the way, and by which fields the
 * value leads to it. The JDK names the class alone.
 */
final class SerialPath {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_OBJECTS = 20_000;

  private final String culprit;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private SerialPath(String culprit) {
    this.culprit = culprit;
  }

  /**
   * Puts a failed serialization into words, to follow "cannot travel: ".
   *
   * @param root how to call the value itself, the beginning of the path
   */
  static String explain(String root, @Nullable Object value, Throwable failure) {
    if (failure instanceof UnsendableException unsendable) {
      return String.valueOf(unsendable.getMessage());
    }
    if (!(failure instanceof NotSerializableException)) {
      return failure instanceof StackOverflowError
          ? "its objects are nested too deep"
          : failure instanceof TooLargeException large ? large.reason() : failure.toString();
    }
    String culprit = String.valueOf(failure.getMessage());
    String path = new SerialPath(culprit).find(root, value, 0);
    return culprit + " is not Serializable" + (path == null ? "" : " (" + path + ")");
  }

  private @Nullable String find(String path, @Nullable Object value, int depth) {
    if (value == null || depth > MAX_DEPTH || seen.size() > MAX_OBJECTS || !seen.add(value)) {
      return null;
    }
    Class<?> type = value.getClass();
    if (!(value instanceof Serializable)) {
      return type.getName().equals(culprit) ? path : null;
    }
    if (type.isArray()) {
      return type.getComponentType().isPrimitive() ? null : findInArray(path, value, depth);
    }
    SerializedLambda lambda = lambda(value);
    if (lambda != null) {
      return findInLambda(path, lambda, depth);
    }
    if (value instanceof Collection<?> elements) {
      return findInElements(path, elements, depth);
    }
    if (value instanceof Map<?, ?> map) {
      String inKeys = findInElements(path + ".keySet()", map.keySet(), depth);
      return inKeys != null ? inKeys : findInElements(path + ".values()", map.values(), depth);
    }
    return findInFields(path, value, depth);
  }

  private @Nullable String findInArray(String path, Object array, int depth) {
    for (int i = 0; i < Array.getLength(array); i++) {
      String found = find(path + "[" + i + "]", Array.get(array, i), depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable String findInElements(String path, Collection<?> elements, int depth) {
    int i = 0;
    for (Object element : elements) {
      String found = find(path + "[" + i++ + "]", element, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable String findInLambda(String path, SerializedLambda lambda, int depth) {
    for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
      Object captured = lambda.getCapturedArg(i);
      String type = captured == null ? "null" : captured.getClass().getTypeName();
      String found = find(path + " captures a " + type, captured, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable String findInFields(String path, Object value, int depth) {
    Class<?> type = value.getClass();
    while (type != null && Serializable.class.isAssignableFrom(type)) {
      for (Field field : type.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
            && !field.getType().isPrimitive()) {
          String found = find(path + "." + field.getName(), get(field, value), depth + 1);
          if (found != null) {
            return found;
          }
        }
      }
      type = type.getSuperclass();
    }
    return null;
  }

  /** The field's value, or null where its module does not open it to us. */
  private static @Nullable Object get(Field field, Object owner) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (InaccessibleObjectException | IllegalAccessException | SecurityException e) {
      return null;
    }
  }

  /** What a lambda or method reference captured, or null if the value is neither. */
  private static @Nullable SerializedLambda lambda(Object value) {
    if (!value.getClass().isSynthetic()) {
      return null;
    }
    try {
      Method replace = value.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return replace.invoke(value) instanceof SerializedLambda lambda ? lambda : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
