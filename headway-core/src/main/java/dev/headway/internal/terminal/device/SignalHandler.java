package dev.headway.internal.terminal.device;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles one signal of the operating system, and passes it on to the previous handler. Uses
 * reflection on {@code sun.misc.Signal}. Where a JDK image lacks that class, no signal is handled.
 */
public final class SignalHandler {

  private final String name;
  private final Class<?> handlerType;
  private final Method handle;
  private final Object signal;
  private final Object handler;
  private @Nullable Object previous;
  private boolean ended;

  private SignalHandler(String name, Consumer<SignalHandler> action)
      throws ReflectiveOperationException {
    this.name = name;
    Class<?> signalType = Class.forName("sun.misc.Signal");
    handlerType = Class.forName("sun.misc.SignalHandler");
    handle = signalType.getMethod("handle", signalType, handlerType);
    signal = signalType.getConstructor(String.class).newInstance(name);
    InvocationHandler calls =
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "handle" -> {
              action.accept(this);
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
        Proxy.newProxyInstance(
            SignalHandler.class.getClassLoader(), new Class<?>[] {handlerType}, calls);
  }

  /**
   * Begins to handle a signal.
   *
   * @param name without SIG
   * @param action is run for each, on a thread of its own
   * @return the handler, to be ended, or null if signals cannot be handled here
   */
  public static @Nullable SignalHandler hear(String name, Runnable action) {
    return install(
        name,
        heard -> {
          action.run();
          heard.chain();
        });
  }

  /**
   * Begins to handle a signal before it has its usual effect.
   *
   * @param name without SIG
   * @param action is given the usual effect of the signal: that of the previous handler, or the
   *     default, such as a stop. It is run on a thread of its own
   * @return the handler, to be ended, or null if signals cannot be handled here
   */
  public static @Nullable SignalHandler around(String name, Consumer<Runnable> action) {
    return install(name, heard -> action.accept(heard::proceed));
  }

  private static @Nullable SignalHandler install(String name, Consumer<SignalHandler> action) {
    try {
      SignalHandler heard = new SignalHandler(name, action);
      heard.previous = heard.install(heard.handler);
      return heard;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException notHere) {
      return null;
    }
  }

  /** Restores the previous handler, unless other code has installed one since. */
  public synchronized void end() {
    ended = true;
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
      // The handler stays installed without an effect.
    }
  }

  private @Nullable Object install(Object toInstall) throws ReflectiveOperationException {
    return handle.invoke(null, signal, toInstall);
  }

  private void chain() {
    try {
      Object before = previous;
      if (before != null && !isPreset(before, "SIG_DFL") && !isPreset(before, "SIG_IGN")) {
        handlerType.getMethod("handle", signal.getClass()).invoke(before, signal);
      }
    } catch (ReflectiveOperationException notHere) {
      throw new IllegalStateException(notHere);
    }
  }

  private void proceed() {
    Object before = previous;
    try {
      if (before == null || !isPreset(before, "SIG_DFL")) {
        chain();
        return;
      }
      // Java raises only what it handles, so the signal comes from outside once more.
      Object replaced = install(before); // That of another, if this one is chained to it.
      TtyProbe.signal(name);
      reinstall(replaced);
    } catch (ReflectiveOperationException notHere) {
      throw new IllegalStateException(notHere);
    }
  }

  private synchronized void reinstall(@Nullable Object replaced)
      throws ReflectiveOperationException {
    if (replaced != null && (!ended || replaced != handler)) {
      install(replaced);
    }
  }

  private boolean isPreset(Object before, String name) throws ReflectiveOperationException {
    return before == handlerType.getField(name).get(null);
  }
}
