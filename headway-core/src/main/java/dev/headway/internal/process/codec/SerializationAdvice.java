package dev.headway.internal.process.codec;

import java.lang.annotation.Annotation;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * What to write in place of something that cannot travel, in the language that it is written in.
 */
final class SerializationAdvice {
  /** Each JVM makes its own. */
  private static final String STATIC =
      "Keep it in a static field or make it inside of the function, so that each worker has its"
          + " own";

  private static final Map<Class<?>, String> KINDS = new LinkedHashMap<>();

  static {
    String elements = "Send a list of what it goes over";
    KINDS.put(Iterator.class, elements);
    KINDS.put(Enumeration.class, elements);
    KINDS.put(Spliterator.class, elements);
    KINDS.put(BaseStream.class, elements);
    KINDS.put(Buffer.class, "Send the array that it is made from, or a ByteBuffer");
    KINDS.put(Path.class, "Send its text: it belongs to a file system that a worker has to open");
    KINDS.put(Map.Entry.class, "Send Map.entry(key, value)");
    KINDS.put(Map.class, "Send a copy, such as new HashMap<>(it)");
    KINDS.put(Collection.class, "Send a copy, such as new ArrayList<>(it)");
    KINDS.put(Future.class, "Wait for its value and send that");
    KINDS.put(Thread.class, "Threads do not leave their JVM: start it inside of the function");
    KINDS.put(
        AutoCloseable.class,
        "Open it in each worker, as in map(() -> open(), (opened, input) -> …), which closes it too");
  }

  private static final String KOTLIN =
      "It is a Kotlin lambda: write @JvmSerializableLambda before its brace (Kotlin 2.0 or later),"
          + " or write it as the argument of map, where it travels as it is";

  private static final String GROOVY =
      "A Groovy closure takes its owner along: write { … }.dehydrate(), and use no field or method"
          + " of the owner inside, or write a class that implements TaskFunction";

  private static final String GROOVY_LAMBDA =
      "Groovy does not make this lambda or method reference serializable: write a closure,"
          + " { … }.dehydrate(), or a class that implements TaskFunction";

  private static final String LAMBDA =
      "It is a lambda of a type that is no Serializable: cast it where it is written, as in"
          + " (Function<A, B> & Serializable) x -> …";

  private SerializationAdvice() {}

  /**
   * What to do about an object that is not serializable; null if there is nothing to say but that.
   *
   * @param closure whether a closure of Groovy leads to it
   */
  static @Nullable String of(Object culprit, boolean closure) {
    Class<?> type = culprit.getClass();
    if (isLambda(type)) {
      Class<?> host = type.getNestHost();
      return has(host, "kotlin.Metadata") ? KOTLIN : isGroovy(host) ? GROOVY_LAMBDA : LAMBDA;
    }
    if (closure) {
      return GROOVY;
    }
    for (Map.Entry<Class<?>, String> kind : KINDS.entrySet()) {
      if (kind.getKey().isInstance(culprit)) {
        return kind.getValue();
      }
    }
    return type.getName().startsWith("java") && type != Object.class ? STATIC : null;
  }

  /** True for what a compiler has made of a lambda expression or a method reference. */
  static boolean isLambda(Class<?> type) {
    return type.isHidden() && type.getName().contains("$$Lambda");
  }

  /** True for a closure of Groovy, whose owner and delegate travel with it. */
  static boolean isClosure(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getName().equals("groovy.lang.Closure")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGroovy(Class<?> type) {
    for (Class<?> each : type.getInterfaces()) {
      if (each.getName().equals("groovy.lang.GroovyObject")) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(Class<?> type, String annotation) {
    for (Annotation each : type.getAnnotations()) {
      if (each.annotationType().getName().equals(annotation)) {
        return true;
      }
    }
    return false;
  }
}
