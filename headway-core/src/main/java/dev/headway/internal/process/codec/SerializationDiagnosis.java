package dev.headway.internal.process.codec;

import dev.headway.internal.process.proxy.SerializationProxies;
import dev.headway.internal.process.proxy.SerializationProxy;
import dev.headway.internal.process.wire.TooLargeException;
import dev.headway.internal.text.UserText;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says why a value cannot be serialized: which class stands in the way, and by which fields the
 * value leads to it. The JDK names the class alone.
 */
public final class SerializationDiagnosis {
  /**
   * What the JDK says of a lambda whose type is Serializable, but whose compiler did not see it.
   */
  private static final String BARE_LAMBDA = "Non-serializable lambda";

  private static final int MAX_LENGTH = 1000;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_OBJECTS = 20_000;

  private final String culprit;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private @Nullable Object found;
  private boolean throughClosure;

  private SerializationDiagnosis(String culprit) {
    this.culprit = culprit;
  }

  /**
   * Puts a failed serialization into words, to follow "cannot travel: ".
   *
   * @param root how to call the value itself, the beginning of the path
   */
  public static String explain(String root, @Nullable Object value, Throwable failure) {
    if (failure instanceof UnsendableException unsendable) {
      return String.valueOf(UserText.message(unsendable));
    }
    if (!(failure instanceof NotSerializableException)) {
      return failure instanceof StackOverflowError
          ? "its objects are nested too deep"
          : failure instanceof OutOfMemoryError
              ? "this program has not the memory for its serialized form"
              : failure instanceof TooLargeException large
                  ? large.reason()
                  : UserText.of(failure, MAX_LENGTH);
    }
    SerializationDiagnosis search =
        new SerializationDiagnosis(String.valueOf(UserText.message(failure)));
    // It goes over collections of the user's own making.
    String path = value == null ? null : UserText.orNull(value, () -> search.find(root, value, 0));
    Object found = search.found;
    String advice = found == null ? null : SerializationAdvice.of(found, search.throughClosure);
    return (found == null ? search.culprit : found.getClass().getName())
        + " is not Serializable"
        + (path == null ? "" : " (" + path + ")")
        + (advice == null ? "" : ". " + advice);
  }

  private @Nullable String find(String path, @Nullable Object value, int depth) {
    if (value == null || depth > MAX_DEPTH || seen.size() > MAX_OBJECTS || !seen.add(value)) {
      return null;
    }
    Class<?> type = value.getClass();
    SerializedLambda lambda = lambda(value);
    boolean bare =
        lambda == null && SerializationAdvice.isLambda(type) && culprit.equals(BARE_LAMBDA);
    if (bare || (!(value instanceof Serializable) && type.getName().equals(culprit))) {
      found = value;
      return path;
    }
    if (!(value instanceof Serializable)
        && !(SerializationProxies.of(value) instanceof SerializationProxy)) {
      return null;
    }
    if (Proxy.isProxyClass(type)) {
      return find(path, Proxy.getInvocationHandler(value), depth + 1);
    }
    if (type.isArray()) {
      return type.getComponentType().isPrimitive() ? null : findInArray(path, value, depth);
    }
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
    if (value instanceof Map.Entry<?, ?> entry) {
      String inKey = find(path + ".getKey()", entry.getKey(), depth + 1);
      return inKey != null ? inKey : find(path + ".getValue()", entry.getValue(), depth + 1);
    }
    if (value instanceof Optional<?> optional) {
      return find(path + ".get()", optional.orElse(null), depth + 1);
    }
    String inFields = findInFields(path, value, depth);
    if (inFields != null && SerializationAdvice.isClosure(type)) {
      throughClosure = true;
    }
    return inFields;
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
