package dev.headway.cli.run;

import dev.headway.internal.display.ProcessDisplay;
import dev.headway.internal.terminal.feed.ProcessFeed;
import dev.headway.internal.text.FileErrors;
import dev.headway.internal.time.HelperThreads;
import dev.headway.progress.DefaultViewProvider;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the output of jobs goes: standard output or standard error. Bytes pass as they are. On a
 * terminal they stand above the bar. Whoever writes several pieces that belong together holds the
 * lock of this object.
 */
final class Sink {

  /** What can be written to. */
  interface Target {
    void write(byte[] bytes, int length) throws IOException;
  }

  private final String name;
  private final Target target;
  private volatile @Nullable IOException failure;
  private volatile Runnable onFailure = () -> {};

  Sink(String name, Target target) {
    this.name = name;
    this.target = target;
  }

  static Sink standardOutput(boolean terminal) {
    Target target = terminal ? printed(() -> System.out) : raw(FileDescriptor.out);
    return new Sink("Standard output", told(false, target));
  }

  static Sink standardError(boolean terminal) {
    Target target = terminal ? printed(() -> System.err) : raw(FileDescriptor.err);
    return new Sink("Standard error", told(true, target));
  }

  /** The stream as it is now: a bar takes its place. */
  private static Target printed(Supplier<PrintStream> stream) {
    return (bytes, length) -> {
      PrintStream now = stream.get();
      now.write(bytes, 0, length);
      now.flush();
      if (now.checkError()) {
        throw new IOException("input/output error");
      }
    };
  }

  /** Not through the streams of Java, which do not say why they fail. */
  @SuppressWarnings("resource") // It belongs to the process.
  private static Target raw(FileDescriptor descriptor) {
    return new PatientTarget(
        new FileOutputStream(descriptor).getChannel(), new HelperThreads(1, "headway-output-"));
  }

  /** The clients of the feed are told what was written. */
  private static Target told(boolean error, Target target) {
    DefaultViewProvider streams = ProcessDisplay.provider();
    return (bytes, length) -> {
      target.write(bytes, length);
      ProcessFeed.get().printed(error, bytes, length, streams.charset(error));
    };
  }

  /**
   * Writes bytes.
   *
   * @throws IOException if they cannot be written, or if earlier ones could not
   */
  synchronized void write(byte[] bytes, int length) throws IOException {
    IOException earlier = failure;
    if (earlier != null) {
      throw earlier;
    }
    try {
      target.write(bytes, length);
    } catch (IOException e) {
      failure = e;
      onFailure.run();
      throw e;
    }
  }

  /** Says what to do when nothing more can be written; it must return at once. */
  void onFailure(Runnable action) {
    onFailure = action;
  }

  /** Returns true if nothing more can be written. */
  boolean hasFailed() {
    return failure != null;
  }

  /** Returns true if its reader has read enough, as {@code head} does. */
  boolean isClosed() {
    IOException why = failure;
    return why != null && FileErrors.isBrokenPipe(why);
  }

  /** Returns a sentence on why it has failed; null if it has not. */
  @Nullable String problem() {
    IOException why = failure;
    return why == null ? null : name + " cannot be written: " + FileErrors.of(why) + ".";
  }
}
