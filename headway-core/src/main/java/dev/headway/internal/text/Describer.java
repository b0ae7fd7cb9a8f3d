package dev.headway.internal.text;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the user's code that only describes, such as a {@code toString}, and waits for it, but not
 * for ever.
 *
 * <p>A thread cannot be stopped from outside, so the code runs on a daemon thread and the caller
 * waits on its own. After half a second the caller goes on without an answer, and the class is not
 * asked again: a class costs a program this half second and one thread at the most. Calls that are
 * answered, but late each time, add up to the same. When all threads are lost, there are no answers
 * any more, and no more threads. A thread that is not needed ends after a while.
 *
 * <p>The code runs with the context class loader of the caller, and without its locks: a {@code
 * toString} that needs one of them is taken for slow.
 *
 * <p>Safe for use by several threads.
 */
final class Describer {
  /** One for each class that does not answer, and those that are answering. */
  private static final int MAX_THREADS = 16;

  private static final long IDLE_SECONDS = 10;

  /** The time is measured in steps; an answer within the first is quick. */
  private static final long STEP_MILLIS = 10;

  private static final int PATIENCE = 50;

  /** For how many steps a thread may wait for a processor before it begins to ask. */
  private static final int HANDOVER_PATIENCE = 1000;

  /** What came of a question: an answer, which may be null, or the reason why there is none. */
  record Answer<T extends @Nullable Object>(@Nullable T value, @Nullable String trouble) {}

  /** How long the answers of a class take. */
  private static final class Pace {
    /** The steps that were waited for, less the answers that were quick. */
    private int debt; // Guarded by this.

    private volatile boolean slow;

    void waited(int steps) {
      debt = Math.max(0, steps == 0 ? debt - 1 : debt + steps);
      slow = slow || debt >= PATIENCE;
    }
  }

  private static final class DescribingThread extends Thread {
    DescribingThread(Runnable work) {
      super(null, work, "headway-describer", 0, false); // Without the caller's thread locals.
      setDaemon(true);
      setContextClassLoader(null);
    }
  }

  /** What is kept of the message of an exception. */
  static final int MAX_MESSAGE_LENGTH = 100_000;

  private static final int MAX_NAME_LENGTH = 100;

  private static final Describer OF_PROCESS = new Describer(describingThreads());

  private final ClassValue<Pace> paces =
      new ClassValue<>() {
        @Override
        protected Pace computeValue(Class<?> type) {
          return new Pace();
        }
      };

  private final Executor threads;

  /**
   * Asks on such threads.
   *
   * @param threads one for each class that is asked
   */
  Describer(Executor threads) {
    this.threads = threads;
  }

  private static Executor describingThreads() {
    return new ThreadPoolExecutor(
        0,
        MAX_THREADS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        DescribingThread::new);
  }

  static <T extends @Nullable Object> Answer<T> ask(
      Throwable thrown, Supplier<? extends T> question) {
    return ask(thrown, KnownTypes.isPlain(thrown), question);
  }

  /**
   * Asks a question that the code of an object's class answers. Throws nothing.
   *
   * @param quick whether its code is known to be quick: then the calling thread asks
   */
  static <T extends @Nullable Object> Answer<T> ask(
      Object any, boolean quick, Supplier<? extends T> question) {
    return quick ? answer(question) : OF_PROCESS.ask(any.getClass(), question);
  }

  static Answer<String> messageOf(Throwable thrown) {
    return ask(thrown, () -> cut(thrown.getMessage(), MAX_MESSAGE_LENGTH));
  }

  static @Nullable String cut(@Nullable String text, int longest) {
    return text == null ? null : Characters.bounded(text, longest);
  }

  static String placeholder(Object any, String method, Answer<?> answer, int longest) {
    String trouble = Objects.requireNonNullElse(answer.trouble(), "returned null");
    return Characters.bounded(
        "<" + name(any.getClass()) + ": " + method + " " + trouble + ">", longest);
  }

  /** The name of a class without its package. */
  private static String name(Class<?> type) {
    String name = type.getName();
    return Characters.bounded(name.substring(name.lastIndexOf('.') + 1), MAX_NAME_LENGTH);
  }

  <T extends @Nullable Object> Answer<T> ask(Class<?> type, Supplier<? extends T> question) {
    if (Thread.currentThread() instanceof DescribingThread) {
      return answer(question); // It describes itself by something else, within the same time.
    }
    Pace pace = paces.get(type);
    if (pace.slow) {
      return late();
    }
    synchronized (pace) { // One at a time, so that a class costs one thread only.
      return pace.slow ? late() : await(pace, question);
    }
  }

  private <T extends @Nullable Object> Answer<T> await(Pace pace, Supplier<? extends T> question) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    AtomicBoolean begun = new AtomicBoolean();
    FutureTask<Answer<T>> call =
        new FutureTask<>(
            () -> {
              begun.set(true);
              return answer(question, context);
            });
    try {
      threads.execute(call);
    } catch (RuntimeException | OutOfMemoryError e) { // There are no more threads.
      return late();
    }
    boolean interrupted = false;
    int steps = 0;
    int before = 0;
    try {
      while (true) {
        try {
          Answer<T> answer = call.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
          pace.waited(steps);
          return answer;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          // That a machine is busy is no fault of the class.
          steps += begun.get() ? 1 : 0;
          before += begun.get() ? 0 : 1;
        }
        if (steps == PATIENCE || before == HANDOVER_PATIENCE) {
          pace.waited(steps);
          call.cancel(true);
          return late();
        }
      }
    } catch (ExecutionException e) {
      return new Answer<>(null, threw(e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T extends @Nullable Object> Answer<T> answer(
      Supplier<? extends T> question, @Nullable ClassLoader context) {
    Thread.currentThread().setContextClassLoader(context);
    try {
      return answer(question);
    } finally {
      Thread.currentThread().setContextClassLoader(null);
    }
  }

  /** Asks on this thread, for code that is known to be quick. */
  static <T extends @Nullable Object> Answer<T> answer(Supplier<? extends T> question) {
    try {
      return new Answer<>(question.get(), null);
    } catch (Throwable e) { // Errors too: what only describes must not cost what it describes.
      return new Answer<>(null, threw(e));
    }
  }

  private static <T extends @Nullable Object> Answer<T> late() {
    return new Answer<>(null, "takes too long");
  }

  private static String threw(Throwable e) {
    return "threw " + name(e.getClass());
  }
}
