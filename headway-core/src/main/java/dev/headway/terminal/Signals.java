package dev.headway.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Hears one signal of the operating system, without taking it away from whoever heard it before. By
 * reflection on {@code sun.misc.Signal}, which not every JDK image has; without it nothing is
 * heard.
 */
final class Signals {

  private final Class<?> handlerType;
  private final Method handle;
  private final Object signal;
  private final Object handler;
  private @Nullable Object previous;

  private Signals(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    handlerType = Class.forName("sun.misc.SignalHandler");
    handle = signalType.getMethod("handle", signalType, handlerType);
    signal = signalType.getConstructor(String.class).newInstance(name);
    InvocationHandler calls =
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "handle" -> {
              action.run();
              chain();
              return null;
            }
            case "equals" -> {
              return proxy == arguments[0];
            }
            case "hashCode" -> {
              return System.identityHashCode(proxy);
            }
            default -> {
              return "Headway's handler of SIG" + name;
            }
          }
        };
    handler =
        Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, calls);
  }

  /**
   * Begins to hear a signal.
   *
   * @param name without SIG
   * @param action is run for each, on a thread of its own
   * @return what ends the hearing, or null if signals cannot be heard here
   */
  static @Nullable Signals hear(String name, Runnable action) {
    try {
      Signals heard = new Signals(name, action);
      heard.previous = heard.install(heard.handler);
      return heard;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException notHere) {
      return null;
    }
  }

  /** Hears no more; whoever heard it before does again, unless somebody has come since. */
  void end() {
    try {
      Object before = previous;
      if (before == null) {
        return;
      }
      Object replaced = install(before);
      if (replaced != null && replaced != handler) {
        install(replaced);
      }
    } catch (ReflectiveOperationException | RuntimeException notHere) {
      // It is heard for nothing, which does no harm.
    }
  }

  private @Nullable Object install(Object toInstall) throws ReflectiveOperationException {
    return handle.invoke(null, signal, toInstall);
  }

  private void chain() throws ReflectiveOperationException {
    Object before = previous;
    boolean byProgram =
        before != null
            && before != handlerType.getField("SIG_DFL").get(null)
            && before != handlerType.getField("SIG_IGN").get(null);
    if (byProgram) {
      handlerType.getMethod("handle", signal.getClass()).invoke(before, signal);
    }
  }
}
