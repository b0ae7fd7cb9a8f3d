package dev.headway.process;

import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerListener.Output;
import java.nio.charset.Charset;
import java.util.List;

/** What a child prints: passed on in whole lines by two daemon threads, the last lines kept. */
final class Console {
  private static final long SILENCE_MILLIS = 250;
  private static final long TIMEOUT_NANOS = 1_200_000_000;

  private final int number;
  private final WorkerListener listener;
  private final StartNotices notices;
  private final boolean tagged;
  private final Tail tail = new Tail();
  private final List<LinePump> pumps;
  private final List<Thread> readers;

  Console(
      int number, Process process, WorkerListener listener, StartNotices notices, boolean tagged) {
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
            Warden.daemon("headway-out-" + number, out),
            Warden.daemon("headway-err-" + number, err));
  }

  private void printedError(byte[] text, boolean begins, boolean goesOn) {
    Charset charset = listener.charset(Output.ERR);
    byte[] rest = notices.cut(text, charset);
    if (rest.length < text.length && rest.length == 0) {
      return;
    }
    new String(rest, charset).lines().forEach(line -> tail.add(TaskOutput.untagged(line)));
    pass(Output.ERR, rest, begins, goesOn);
  }

  private void pass(Output output, byte[] text, boolean begins, boolean goesOn) {
    byte[] told = tagged ? TaskOutput.tagged(number, text, begins) : text;
    listener.printed(number, output, told, goesOn);
  }

  void start() {
    readers.forEach(Thread::start);
  }

  /**
   * The process has ended: waits until all that it printed is passed on, as long as lines come, but
   * not much longer than a second, and not for a stream that somebody else holds open; for as long
   * as nobody reads what is passed on. Nothing is read after that.
   */
  void awaitEnd() throws InterruptedException {
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
          deadline = System.nanoTime() + TIMEOUT_NANOS; // Nobody reads what it passes on.
        } else if (passed == before || System.nanoTime() >= deadline) {
          break;
        }
        before = passed;
        readers.get(i).join(SILENCE_MILLIS);
      }
    }
  }

  /** Whether something is being passed on, for which nobody may be there who reads it. */
  boolean isHeldUp() {
    return pumps.stream().anyMatch(LinePump::isPassing);
  }

  /** What was printed last to standard error. */
  Tail tail() {
    return tail;
  }
}
