package dev.headway.cli.run;

import dev.headway.internal.text.FileErrors;
import dev.headway.internal.time.HelperThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Shows the lines of running jobs as they are complete, ten times a second. However long a line is,
 * it is not held in memory. Safe for use by several threads.
 */
final class LineFollower {
  private static final long PERIOD_MILLIS = 100;
  private static final int BLOCK = 64 << 10;

  private final JobOutput output;
  private final Map<Spool, List<Followed>> followed = new ConcurrentHashMap<>();
  private final Thread thread = HelperThreads.daemon("headway-lines", this::run);

  LineFollower(JobOutput output) {
    this.output = output;
  }

  LineFollower start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        followed.values().forEach(files -> files.forEach(Followed::showLines));
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  void stop() {
    thread.interrupt();
  }

  /** Begins with the files of a job. */
  void follow(JobInput input, long number, Spool spool) {
    byte[] tag = output.tag(input, number);
    followed.put(
        spool,
        List.of(
            new Followed(spool.out(), tag, output.out()),
            new Followed(spool.err(), tag, output.err())));
  }

  /**
   * Shows the rest of a job that has ended.
   *
   * @throws RunProblem if it cannot be read; it says why
   */
  void finish(Spool spool) {
    List<Followed> files = followed.remove(spool);
    if (files != null) {
      files.forEach(Followed::finish);
    }
  }

  /**
   * A file that grows. It is open while it is read alone: there may be more jobs than this program
   * may open files.
   */
  private static final class Followed {
    private final Path path;
    private final byte[] tag;
    private final Sink sink;
    private long shown; // Guarded by this.
    private long searched; // Guarded by this.
    private boolean finished; // Guarded by this.

    Followed(Path path, byte[] tag, Sink sink) {
      this.path = path;
      this.tag = tag;
      this.sink = sink;
    }

    synchronized void showLines() {
      long size = finished ? 0 : Spool.size(path);
      if (size <= searched) {
        return;
      }
      try (FileChannel file = FileChannel.open(path)) {
        long end = lastLineEnd(file, size);
        searched = size;
        if (end > shown) {
          new FileCopy(file, tag, sink).copy(shown, end, false);
          shown = end;
        }
      } catch (IOException e) {
        // The end of the job tries again, and tells of it.
      }
    }

    /** Returns the place behind the last line feed that was not searched before, or 0. */
    private long lastLineEnd(FileChannel file, long size) throws IOException {
      ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, size - searched));
      for (long end = size; end > searched; ) {
        long begin = Math.max(searched, end - block.capacity());
        block.clear().limit((int) (end - begin));
        int count = file.read(block, begin);
        for (int i = count - 1; i >= 0; i--) {
          if (block.get(i) == '\n') {
            return begin + i + 1;
          }
        }
        end = begin;
      }
      return 0;
    }

    synchronized void finish() {
      finished = true;
      long size = Spool.size(path);
      if (size <= shown) {
        return;
      }
      try (FileChannel file = FileChannel.open(path)) {
        new FileCopy(file, tag, sink).copy(shown, size, true);
      } catch (IOException e) {
        if (!sink.hasFailed()) {
          throw new RunProblem("its output cannot be read: " + FileErrors.of(e));
        }
      }
    }
  }
}
