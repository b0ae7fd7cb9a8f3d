package dev.headway.internal.dashboard.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of bytes. One that is too long is left out and counted. */
final class LineSplitter {
  static final int MAX_LENGTH = 1 << 20;

  private final Consumer<String> to;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean overlong;
  private long leftOut;

  LineSplitter(Consumer<String> to) {
    this.to = to;
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
      leftOut++;
    } else if (line.size() > 0) {
      to.accept(line.toString(StandardCharsets.UTF_8));
    }
    line.reset();
    overlong = false;
  }

  long leftOut() {
    return leftOut;
  }
}
