package dev.headway.work;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one run inside of what a decorator makes of a runnable. The decorator is called
 * on the thread that begins the run, once for each task that can run at once. There it finds what
 * shall go with the tasks. Safe for use by several threads.
 */
final class DecoratedTasks {

  /** A runnable that was decorated. It runs one task after the other, on any threads. */
  private static final class Carrier implements Runnable {
    private @Nullable Callable<?> task;
    private @Nullable Object value;
    private @Nullable Throwable error;
    private @Nullable Runnable decorated;

    static Carrier decoratedBy(UnaryOperator<Runnable> decorator) {
      Carrier carrier = new Carrier();
      carrier.decorated =
          Objects.requireNonNull(decorator.apply(carrier), "The decorator of tasks returned null.");
      return carrier;
    }

    /** Called by what the decorator has made. */
    @Override
    public void run() {
      Callable<?> given = task;
      if (given == null) {
        throw new IllegalStateException("The decorator runs a task twice. It runs once.");
      }
      task = null;
      try {
        value = given.call();
      } catch (Throwable e) { // The worker learns of it, and not the decorator.
        error = e;
      }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // It is the value of the task.
    <T extends @Nullable Object> T call(Callable<T> given) throws Exception {
      task = given;
      try {
        Objects.requireNonNull(decorated).run();
        if (task != null && error == null) {
          throw new IllegalStateException(
              "The decorator did not run its task. Let what it makes call run() of what it is given,"
                  + " on the same thread.");
        }
        throwError();
        return (T) value;
      } catch (Throwable e) {
        throwError(); // What the task threw comes first.
        throw e;
      } finally {
        task = null;
        value = null;
        error = null;
      }
    }

    private void throwError() throws Exception {
      if (error != null) {
        Carrier.<Exception>throwAsItIs(error);
      }
    }

    /** Also what is neither an exception nor an error: it is the outcome of the task. */
    @SuppressWarnings("unchecked") // The compiler believes it.
    private static <E extends Throwable> void throwAsItIs(Throwable thrown) throws E {
      throw (E) thrown;
    }
  }

  /** Set while a thread performs a batch of which it waits for the results. */
  private static final ThreadLocal<@Nullable Boolean> WAITS = new ThreadLocal<>();

  private final UnaryOperator<Runnable> decorator;

  /** The thread that began the run: while it waits, what goes with the tasks is there already. */
  private final Thread begunBy = Thread.currentThread();

  private final Queue<Carrier> free = new ConcurrentLinkedQueue<>();

  /**
   * @param count how many tasks may run at once, those that were given up included
   */
  DecoratedTasks(UnaryOperator<Runnable> decorator, int count) {
    this.decorator = decorator;
    for (int i = 0; i < count; i++) {
      free.add(Carrier.decoratedBy(decorator));
    }
  }

  /**
   * Notes whether this thread waits for the results of the batch that it performs from now on.
   *
   * @return what was noted before, of the batch around it
   */
  static boolean noteWait(boolean waits) {
    boolean before = WAITS.get() != null;
    if (waits) {
      WAITS.set(true);
    } else if (before) {
      WAITS.remove(); // The thread may be the program's.
    }
    return before;
  }

  /** Returns the function of the run, decorated; of one with a state, both parts. */
  <A extends @Nullable Object, B extends @Nullable Object> TaskFunction<A, B> decorate(
      TaskFunction<A, B> function) {
    return function instanceof BoundFunction<?, A, B> bound
        ? decorateBound(bound)
        : input -> call(() -> function.apply(input));
  }

  private <S extends @Nullable Object, A extends @Nullable Object, B extends @Nullable Object>
      TaskFunction<A, B> decorateBound(BoundFunction<S, A, B> bound) {
    StateFactory<S> state = bound.state();
    StatefulFunction<? super S, ? super A, ? extends B> function = bound.function();
    return new BoundFunction<S, A, B>(
        () -> call(state::make), (made, input) -> call(() -> function.apply(made, input)));
  }

  private <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
    // A thread that began a run and went on may run its tasks much later, without the context.
    if (Thread.currentThread() == begunBy && WAITS.get() != null) {
      return task.call();
    }
    Carrier carrier = free.poll();
    if (carrier == null) {
      carrier = Carrier.decoratedBy(decorator); // Not before more threads are stuck than there are.
    }
    try {
      return carrier.call(task);
    } finally {
      free.add(carrier);
    }
  }
}
