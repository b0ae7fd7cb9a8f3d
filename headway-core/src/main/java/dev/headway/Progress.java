package dev.headway;

import dev.headway.internal.display.CountedInputStream;
import dev.headway.internal.display.CountedIterable;
import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.display.ProcessDisplay;
import dev.headway.internal.display.ProgressHandle;
import dev.headway.internal.display.ProgressWrappers;
import dev.headway.internal.progress.StripedCounter;
import dev.headway.progress.Unit;
import java.io.InputStream;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar for work that runs anyhow: around a loop, or advanced by hand.
 *
 * <pre>{@code
 * for (Path file : Progress.over(files)) { index(file); }
 *
 * try (Progress bar = Progress.begin("upload", totalBytes)) {
 *   bar.advance(sent);
 * }
 * }</pre>
 *
 * <p>Several may be open at once, and one may be nested in another. Any number of threads may call
 * {@link #advance(long)}. It costs one or two nanoseconds, because each thread counts in a place of
 * its own. Threads beyond some thirty share a slower one. A loop pays about one nanosecond for each
 * element. To begin the bar of a loop takes some 30 microseconds once the program is warm, and 200
 * where the thread is 200 calls deep. Nothing waits for the screen. The bar ends with {@link
 * #close()}; one that is forgotten ends when it is garbage collected, or with the process, and is
 * then shown as stopped.
 *
 * <p>A loop that was left by {@code break}, by an exception or by {@code limit} is over, and shown
 * as stopped. That is noticed when the loop around it goes on, or when its thread begins the next
 * progress outside of it. Else it is noticed some seconds after its last step. What the body of a
 * loop begins is shown below its bar. It leaves no line when it went well, since the loop around it
 * tells how far it is.
 *
 * <p>If the thread of a task begins a progress, it has no bar of its own. It is shown with its
 * task, below the bar of the job, on threads and from worker processes alike. It ends with the task
 * at the latest. What other threads begin on behalf of a task on a thread has a row of its own.
 *
 * <p>The total is what was declared. It is never moved to fit: {@code 7/5} means that there were
 * more than was said.
 */
public final class Progress implements AutoCloseable {
  private final ProgressHandle handle;
  private final StripedCounter steps;

  private Progress(ProgressHandle handle) {
    this.handle = handle;
    this.steps = handle.steps();
  }

  static Progress begin(LiveDisplay display, String label, @Nullable Long total) {
    return new Progress(ProgressHandle.begin(display, label, Unit.ITEMS, total, 0));
  }

  /**
   * Begins a progress of unknown total: it shows count, rate and elapsed time.
   *
   * @param label what is being done; may be empty
   * @return the progress, to be closed
   */
  public static Progress begin(String label) {
    return begin(ProcessDisplay.get(), label, null);
  }

  /**
   * Begins a progress of known total.
   *
   * @param label what is being done; may be empty
   * @param total how many there are in all, at least 0
   * @return the progress, to be closed
   * @throws IllegalArgumentException if {@code total} is negative
   */
  public static Progress begin(String label, long total) {
    return begin(ProcessDisplay.get(), label, (Long) total);
  }

  /**
   * Begins a progress that is shown below this one.
   *
   * @param label what is being done; may be empty
   * @param total how many there are in all, at least 0
   * @return the nested progress, to be closed before this one
   * @throws IllegalArgumentException if {@code total} is negative
   */
  public Progress nested(String label, long total) {
    return new Progress(handle.nested(label, total));
  }

  /** Counts one. */
  public void advance() {
    steps.add(1);
  }

  /**
   * Counts several.
   *
   * @param steps how many; a negative number takes back, as when a stream is rewound. If more is
   *     taken back than was counted, 0 is shown until later steps have made up for it
   */
  public void advance(long steps) {
    this.steps.add(steps);
  }

  /**
   * Declares another total, once it is known better.
   *
   * @param total how many there are in all, at least 0
   * @throws IllegalArgumentException if {@code total} is negative
   */
  public void total(long total) {
    handle.total(total);
  }

  /**
   * Says in a few words what is going on.
   *
   * @param text shown beside the bar; empty, or null as the message of an exception may be, for
   *     nothing
   */
  public void note(@Nullable String text) {
    handle.note(text == null ? "" : text);
  }

  /**
   * Ends the progress and shows its last numbers, whatever they are. A second call does nothing.
   */
  @Override
  public void close() {
    handle.close();
  }

  /**
   * What a loop goes over, with a bar for each iteration. It need not be closed: a loop that is
   * left by {@code break} or by an exception is found. Closing it ends the bar of such a loop at
   * once.
   *
   * <pre>{@code
   * try (Progress.Loop<Path> loop = Progress.over("searching", files)) {
   *   for (Path file : loop) { if (found(file)) break; }
   * }
   * }</pre>
   *
   * @param <T> the type of the elements
   */
  public interface Loop<T extends @Nullable Object> extends Iterable<T>, AutoCloseable {

    /** Ends the bars of the iterations that did not come to their end, as stopped. */
    @Override
    void close();
  }

  /**
   * Shows how far a loop is.
   *
   * @param <T> the type of the elements
   * @param source what the loop goes over; the total is known if it is a collection
   * @return the same elements; each iteration has a bar
   */
  public static <T extends @Nullable Object> Loop<T> over(Iterable<T> source) {
    return over("", source);
  }

  /**
   * Shows how far a loop is, with a label.
   *
   * @param <T> the type of the elements
   * @param label what is being done
   * @param source what the loop goes over; the total is known if it is a collection
   * @return the same elements; each iteration has a bar
   */
  public static <T extends @Nullable Object> Loop<T> over(String label, Iterable<T> source) {
    CountedIterable<T> counted = new CountedIterable<>(ProcessDisplay.get(), label, source);
    return new Loop<>() {
      @Override
      public Iterator<T> iterator() {
        return counted.iterator();
      }

      @Override
      public void close() {
        counted.close();
      }
    };
  }

  /**
   * Shows how far an iterator is. The bar ends when {@code hasNext} says that there is no more.
   *
   * @param <T> the type of the elements
   * @param source what is iterated; the total is not known
   * @return the same elements
   */
  public static <T extends @Nullable Object> Iterator<T> over(Iterator<T> source) {
    return ProgressWrappers.iterator(ProcessDisplay.get(), "", source, null);
  }

  /**
   * Shows how far a stream is, sequential or parallel. Elements count when the operation behind
   * this one has taken them. The bar ends when the last element has passed, or when the stream is
   * closed. A stream that stopped early, as with {@code limit} or {@code findFirst}, is found as a
   * loop that was left.
   *
   * @param <T> the type of the elements
   * @param source the stream; the total is known if the stream knows it
   * @return the same stream with a bar
   */
  public static <T extends @Nullable Object> Stream<T> over(Stream<T> source) {
    return ProgressWrappers.stream(ProcessDisplay.get(), "", source);
  }

  /**
   * Shows how much of an input stream is read, in bytes. The bar ends at the end of the stream or
   * when it is closed.
   *
   * @param source the stream
   * @param totalBytes how many bytes it has, at least 0
   * @return the same bytes
   * @throws IllegalArgumentException if {@code totalBytes} is negative
   */
  public static InputStream over(InputStream source, long totalBytes) {
    return new CountedInputStream(
        source, ProgressHandle.begin(ProcessDisplay.get(), "", Unit.BYTES, totalBytes, 0));
  }

  /**
   * Shows how much of an input stream of unknown length is read, in bytes.
   *
   * @param source the stream
   * @return the same bytes
   */
  public static InputStream over(InputStream source) {
    return new CountedInputStream(
        source, ProgressHandle.begin(ProcessDisplay.get(), "", Unit.BYTES, null, 0));
  }
}
