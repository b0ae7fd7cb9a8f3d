package dev.headway.cli.run;

import dev.headway.internal.time.HelperThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
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
    List<Followed> files = new ArrayList<>();
    for (boolean error : new boolean[] {false, true}) {
      try {
        files.add(
            new Followed(
                error ? spool.err() : spool.out(), tag, error ? output.err() : output.out()));
      } catch (IOException e) {
        throw new RunProblem("The output of a job cannot be read: " + e);
      }
    }
    followed.put(spool, files);
  }

  /** Shows the rest of a job that has ended. */
  void finish(Spool spool) {
    List<Followed> files = followed.remove(spool);
    if (files != null) {
      files.forEach(Followed::finish);
    }
  }

  /** A file that grows. */
  private static final class Followed {
    private final FileChannel file;
    private final FileCopy copy;
    private final Sink sink;
    private long shown; // Guarded by this.
    private long searched; // Guarded by this.

    Followed(Path path, byte[] tag, Sink sink) throws IOException {
      this.file = FileChannel.open(path);
      this.sink = sink;
      this.copy = new FileCopy(file, tag, sink);
    }

    synchronized void showLines() {
      if (!file.isOpen()) {
        return;
      }
      try {
        long size = file.size();
        long end = lastLineEnd(size);
        searched = size;
        if (end > shown) {
          copy.copy(shown, end, false);
          shown = end;
        }
      } catch (IOException e) {
        // The end of the job tries again, and tells of it.
      }
    }

    /** Returns the place behind the last line feed that was not searched before, or 0. */
    private long lastLineEnd(long size) throws IOException {
      ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, Math.max(1, size - searched)));
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
      try (file) {
        long size = file.size();
        if (size > shown) {
          copy.copy(shown, size, true);
        }
      } catch (IOException e) {
        if (!sink.hasFailed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
