package dev.headway.internal.process.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headway.internal.text.ControlEscapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the task prints that runs in this worker: its last lines, for the case that it fails, and
 * the tag of each of its lines where tags are wanted. A task that prints nothing costs nothing.
 * Safe for use by several threads.
 *
 * <p>A tag stands before its line and between two characters that are no text. It is written by the
 * worker, because the parent reads lines when their task may be over.
 */
public final class TaskOutputTail {
  private static final int MAX_BYTES = 4096;
  private static final int MAX_LINES = 20;
  private static final int MAX_INPUT_LENGTH = 24;
  private static final char EDGE = '\u001F';

  private final Charset charset;
  private final byte[] last = new byte[MAX_BYTES];
  private int length;
  private @Nullable StatusPage status;
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
        String named = ControlEscapes.bounded(ValueText.brief(input), MAX_INPUT_LENGTH);
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
  public TaskOutputTail(Charset charset) {
    this.charset = charset;
  }

  /** From now on the parent learns when what is printed is not read. */
  public synchronized void writeTo(StatusPage newStatus) {
    status = newStatus;
  }

  /** What was printed leaves this process, which takes until it is read. */
  void write(IoAction write) throws IOException {
    begun();
    try {
      write.run();
    } finally {
      ended();
    }
  }

  private synchronized void begun() {
    if (status != null && ++writers == 1) {
      status.writing();
    }
  }

  private synchronized void ended() {
    if (status != null && --writers == 0) {
      status.written();
    }
  }

  /** Writes. */
  @FunctionalInterface
  interface IoAction {
    void run() throws IOException;
  }

  /** A task begins. */
  public void begin() {
    if (length > 0) {
      forget();
    }
  }

  /** A task begins, whose lines are to have a tag. Its input is described with the first line. */
  public synchronized void begin(long index, @Nullable Object input) {
    tagged = new Tagged(index, input);
    length = 0;
  }

  private synchronized void forget() {
    length = 0;
  }

  /** No task runs any more. */
  public synchronized void end() {
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
    int taken = Math.min(count, MAX_BYTES);
    int kept = Math.min(length, MAX_BYTES - taken);
    System.arraycopy(last, length - kept, last, 0, kept);
    System.arraycopy(bytes, offset + count - taken, last, kept, taken);
    length = kept + taken;
  }

  /** The last lines that the task has printed, to either stream, the oldest first. */
  public synchronized List<String> lastLines() {
    if (length == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(new String(last, 0, length, charset).lines().toList());
    if (length == MAX_BYTES && lines.size() > 1) {
      lines.remove(0); // Its beginning is mostly gone.
    }
    return List.copyOf(lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size()));
  }

  /**
   * Lines as the parent passes them on, each with the worker and what the worker has said of its
   * task.
   *
   * @param text as the worker has printed it
   * @param begins whether it begins at the beginning of a line
   */
  public static byte[] tagged(int worker, byte[] text, boolean begins) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(2 * text.length);
    byte[] origin = ("[" + worker).getBytes(US_ASCII);
    for (int from = 0; from < text.length; ) {
      int end = indexOf('\n', text, from, text.length);
      end = end < 0 ? text.length : end + 1;
      if (begins || from > 0) {
        int endOfTag = text[from] == EDGE ? indexOf(EDGE, text, from + 1, end) : -1;
        lines.writeBytes(origin);
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

  /** A line without what the worker has said of its task. */
  public static String untagged(String line) {
    return line.substring(endOfTag(line) + 1);
  }

  private static int endOfTag(String line) {
    return line.isEmpty() || line.charAt(0) != EDGE ? -1 : line.indexOf(EDGE, 1);
  }
}
