package dev.headway.internal.dashboard.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of bytes. One that is too long is left out. */
final class LineSplitter {
  static final int MAX_LENGTH = 1 << 20;

  private final Consumer<String> to;
  private final Runnable tooLong;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean overlong;

  /**
   * Makes one.
   *
   * @param to what is done with each line
   * @param tooLong what is done when one was left out
   */
  LineSplitter(Consumer<String> to, Runnable tooLong) {
    this.to = to;
    this.tooLong = tooLong;
  }

  /** Takes the first bytes of an array, which may be used again. */
  void accept(byte[] bytes, int length) {
    int begin = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        append(bytes, begin, i);
        end();
        begin = i + 1;
      }
    }
    append(bytes, begin, length);
  }

  private void append(byte[] array, int begin, int end) {
    overlong |= line.size() + (end - begin) > MAX_LENGTH;
    if (!overlong) {
      line.write(array, begin, end - begin);
    }
  }

  private void end() {
    if (overlong) {
      tooLong.run();
    } else if (line.size() > 0) {
      to.accept(line.toString(StandardCharsets.UTF_8));
    }
    line.reset();
    overlong = false;
  }
}
