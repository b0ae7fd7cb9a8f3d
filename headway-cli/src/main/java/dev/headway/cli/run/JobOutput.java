package dev.headway.cli.run;

import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Shows the output of jobs, each in one piece: standard output first, then standard error. */
final class JobOutput {
  private static final byte[] NO_TAG = {};

  private final Sink out;
  private final Sink err;
  private final boolean tagged;

  JobOutput(Sink out, Sink err, boolean tagged) {
    this.out = out;
    this.err = err;
    this.tagged = tagged;
  }

  /** Shows what a job has written. What cannot be shown is known to the sinks. */
  void show(FinishedJob job) {
    show(job.spool().out(), job.input(), out);
    show(job.spool().err(), job.input(), err);
  }

  private void show(Path file, JobInput input, Sink sink) {
    long size = Spool.size(file);
    if (size == 0 || sink.hasFailed()) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      new FileCopy(channel, tag(input), sink).copy(0, size, tagged);
    } catch (IOException e) {
      if (!sink.hasFailed()) {
        throw new RunProblem(
            "The output of " + ControlEscapes.of(input.toString()) + " cannot be read: " + e);
      }
    }
  }

  byte[] tag(JobInput input) {
    return tagged
        ? (ControlEscapes.whole(input.toString()) + "\t").getBytes(StandardCharsets.UTF_8)
        : NO_TAG;
  }

  Sink out() {
    return out;
  }

  Sink err() {
    return err;
  }
}
