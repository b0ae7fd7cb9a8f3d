package dev.headway.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headway.text.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the task prints that runs in this child: its last lines, for the case that it fails, and the
 * tag of each of its lines where tags are wanted. A task that prints nothing costs nothing. Safe
 * for use by several threads.
 *
 * <p>A tag stands before its line and between two characters that are no text. It is written by the
 * child, because the parent reads lines when their task may be over.
 */
final class TaskOutput {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_LINES = 20;
  private static final int LONGEST_INPUT = 24;
  private static final char EDGE = '\u001F';

  private final Charset charset;
  private final byte[] last = new byte[MOST_BYTES];
  private int length;
  private @Nullable Gauge gauge;
  private int writers;

  /** The task that runs, if its lines are to have a tag, and the tag once it is needed. */
  private @Nullable Tagged tagged;

  private final class Tagged {
    private final long index;
    private final @Nullable Object input;
    private byte @Nullable [] tag;

    Tagged(long index, @Nullable Object input) {
      this.index = index;
      this.input = input;
    }

    synchronized byte[] tag() {
      if (tag == null) {
        String named = Visible.bounded(Texts.brief(input), LONGEST_INPUT);
        tag = (EDGE + "#" + index + " " + named.replace(EDGE, ' ') + EDGE).getBytes(charset);
      }
      return tag;
    }
  }

  /**
   * Nothing was printed yet.
   *
   * @param charset what the streams are written in
   */
  TaskOutput(Charset charset) {
    this.charset = charset;
  }

  /** From now on the parent learns when nobody reads what is printed. */
  synchronized void tell(Gauge newGauge) {
    gauge = newGauge;
  }

  /** What was printed leaves this process, which takes as long as nobody reads it. */
  void write(IoAction write) throws IOException {
    begun();
    try {
      write.run();
    } finally {
      ended();
    }
  }

  private synchronized void begun() {
    if (gauge != null && ++writers == 1) {
      gauge.writing();
    }
  }

  private synchronized void ended() {
    if (gauge != null && --writers == 0) {
      gauge.written();
    }
  }

  /** Writes. */
  @FunctionalInterface
  interface IoAction {
    void run() throws IOException;
  }

  /** A task begins. */
  void begin() {
    if (length > 0) {
      forget();
    }
  }

  /** A task begins, whose lines are to have a tag. Its input is described with the first line. */
  synchronized void begin(long index, @Nullable Object input) {
    tagged = new Tagged(index, input);
    length = 0;
  }

  private synchronized void forget() {
    length = 0;
  }

  /** No task runs any more. */
  synchronized void end() {
    tagged = null;
  }

  /** What is to stand before a line that begins now; null if nothing is. */
  byte @Nullable [] tag() {
    Tagged task;
    synchronized (this) {
      task = tagged;
    }
    return task == null ? null : task.tag(); // Without the lock: the input may take its time.
  }

  /** Something was printed. */
  synchronized void printed(byte[] bytes, int offset, int count) {
    int taken = Math.min(count, MOST_BYTES);
    int kept = Math.min(length, MOST_BYTES - taken);
    System.arraycopy(last, length - kept, last, 0, kept);
    System.arraycopy(bytes, offset + count - taken, last, kept, taken);
    length = kept + taken;
  }

  /** The last lines that the task has printed, to either stream, the oldest first. */
  synchronized List<String> lastLines() {
    if (length == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(new String(last, 0, length, charset).lines().toList());
    if (length == MOST_BYTES && lines.size() > 1) {
      lines.remove(0); // Its beginning is mostly gone.
    }
    return List.copyOf(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
  }

  /**
   * Lines as the parent passes them on, each with the worker and what the child has said of its
   * task.
   *
   * @param text as the child has printed it
   * @param begins whether it begins at the beginning of a line
   */
  static byte[] tagged(int worker, byte[] text, boolean begins) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(2 * text.length);
    byte[] who = ("[" + worker).getBytes(US_ASCII);
    for (int from = 0; from < text.length; ) {
      int end = indexOf('\n', text, from, text.length);
      end = end < 0 ? text.length : end + 1;
      if (begins || from > 0) {
        int endOfTag = text[from] == EDGE ? indexOf(EDGE, text, from + 1, end) : -1;
        lines.writeBytes(who);
        if (endOfTag >= 0) {
          lines.write(text, from + 1, endOfTag - from - 1);
          from = endOfTag + 1;
        }
        lines.write(']');
        lines.write(' ');
      }
      lines.write(text, from, end - from);
      from = end;
    }
    return lines.toByteArray();
  }

  private static int indexOf(int wanted, byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** A line without what the child has said of its task. */
  static String untagged(String line) {
    return line.substring(endOfTag(line) + 1);
  }

  private static int endOfTag(String line) {
    return line.isEmpty() || line.charAt(0) != EDGE ? -1 : line.indexOf(EDGE, 1);
  }
}
