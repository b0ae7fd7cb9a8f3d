package dev.headway.internal.process.client;

import dev.headway.internal.process.protocol.TaskOutputTail;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.time.HelperThreads;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerListener.Output;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker prints: passed on in whole lines by two daemon threads, the last lines kept. */
public final class OutputReader {
  /** How long a stream is silent that another process holds open; a busy machine is slower. */
  private static final int SILENT_LOOKS = 10;

  /** Many short waits: where the machine stands still, only one of them passes. */
  private static final long LOOK_MILLIS = 50;

  /** As a JVM says it that does not start before a debugger is there. */
  private static final String WAITS_FOR_DEBUGGER = "Listening for transport ";

  private static final int MAX_KEPT = 10;
  private static final int MAX_KEPT_LENGTH = 400;
  private static final int MAX_HELD = 1000;
  private static final long TIMEOUT_NANOS = 1_200_000_000;

  private final int number;
  private final WorkerListener listener;
  private final JvmNotices notices;
  private final boolean tagged;
  private final Tail tail = new Tail();
  private final List<LinePump> pumps;
  private final List<Thread> readers;

  /** Held back until the worker is there, or has taken long; null after that. */
  private @Nullable List<Runnable> held = new ArrayList<>(); // Guarded by this.

  /** Of both streams, until the worker is there: a JVM that fails says why on either. */
  private final List<String> start = new ArrayList<>(); // Guarded by this.

  private volatile boolean starting = true;

  public OutputReader(
      int number, Process process, WorkerListener listener, JvmNotices notices, boolean tagged) {
    this.number = number;
    this.listener = listener;
    this.notices = notices;
    this.tagged = tagged;
    LinePump out =
        new LinePump(
            process.getInputStream(),
            (text, begins, goesOn) -> pass(Output.OUT, text, begins, goesOn));
    LinePump err = new LinePump(process.getErrorStream(), this::printedError);
    pumps = List.of(out, err);
    readers =
        List.of(
            HelperThreads.daemon("headway-out-" + number, out),
            HelperThreads.daemon("headway-err-" + number, err));
  }

  private void printedError(byte[] text, boolean begins, boolean goesOn) {
    Charset charset = listener.charset(Output.ERR);
    byte[] rest = notices.cut(text, charset);
    if (rest.length < text.length && rest.length == 0) {
      return;
    }
    new String(rest, charset).lines().forEach(line -> tail.add(TaskOutputTail.untagged(line)));
    pass(Output.ERR, rest, begins, goesOn);
  }

  private void pass(Output output, byte[] text, boolean begins, boolean goesOn) {
    byte[] told = tagged ? TaskOutputTail.tagged(number, text, begins) : text;
    Runnable printing = () -> listener.printed(number, output, told, goesOn);
    if (starting) {
      List<String> lines = new String(text, listener.charset(output)).lines().toList();
      lines.forEach(this::keep);
      if (lines.stream().noneMatch(line -> line.startsWith(WAITS_FOR_DEBUGGER))
          && holds(printing)) {
        return;
      }
    }
    printing.run();
  }

  public void start() {
    readers.forEach(Thread::start);
  }

  /** The first lines and the last: an error may stand above a long stack, or below much else. */
  private synchronized void keep(String line) {
    if (start.size() == 2 * MAX_KEPT) {
      start.remove(MAX_KEPT);
    }
    start.add(ControlEscapes.bounded(line, MAX_KEPT_LENGTH));
  }

  private synchronized boolean holds(Runnable printing) {
    List<Runnable> waiting = held;
    if (waiting == null) {
      return false;
    }
    waiting.add(printing);
    if (waiting.size() == MAX_HELD) {
      release();
    }
    return true;
  }

  /** Passes on what was held back. Nothing is from now on. */
  public synchronized void release() {
    List<Runnable> waiting = held;
    if (waiting == null) {
      return;
    }
    for (Runnable printing : waiting) { // Before anything that comes meanwhile.
      try {
        printing.run();
      } catch (RuntimeException e) {
        // The listener must not keep the worker from starting.
      }
    }
    held = null;
  }

  /** The worker is there. */
  public void started() {
    release(); // First, so that what comes meanwhile stays behind what was held.
    starting = false;
  }

  /** What it printed to both streams until it was there. */
  public synchronized List<String> printedAtStart() {
    return List.copyOf(start);
  }

  /**
   * The process has ended: waits until all that it printed is passed on, as long as lines come, but
   * not much longer than a second, and not for a stream that another process holds open. It waits
   * longer while what is passed on is not read. Nothing is read after that.
   */
  public void awaitEnd() throws InterruptedException {
    try {
      awaitLines();
    } finally {
      pumps.forEach(LinePump::close);
    }
  }

  private void awaitLines() throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    for (int i = 0; i < readers.size(); i++) {
      LinePump pump = pumps.get(i);
      long before = -1;
      while (readers.get(i).isAlive()) {
        long passed = pump.passed();
        if (pump.isPassing() && passed == before) {
          deadline = System.nanoTime() + TIMEOUT_NANOS; // What it passes on is not read.
        } else if (passed == before || System.nanoTime() >= deadline) {
          break;
        }
        before = passed;
        awaitNews(readers.get(i), pump, passed);
      }
    }
  }

  private static void awaitNews(Thread reader, LinePump pump, long passed)
      throws InterruptedException {
    for (int look = 0; look < SILENT_LOOKS && reader.isAlive() && pump.passed() == passed; look++) {
      reader.join(LOOK_MILLIS);
    }
  }

  /** Tells whether something is being passed on, which may not be read. */
  boolean isHeldUp() {
    return pumps.stream().anyMatch(LinePump::isPassing);
  }

  /** What was printed last to standard error. */
  public Tail tail() {
    return tail;
  }
}
