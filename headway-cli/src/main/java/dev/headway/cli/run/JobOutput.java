package dev.headway.cli.run;

import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Shows the output of jobs, each in one piece: standard output first, then standard error. */
final class JobOutput {
  private static final byte[] NO_TAG = {};

  private final Sink out;
  private final Sink err;
  private final @Nullable Template tag;

  /**
   * @param tag what each line begins with; null for nothing
   */
  JobOutput(Sink out, Sink err, @Nullable Template tag) {
    this.out = out;
    this.err = err;
    this.tag = tag;
  }

  /** Shows what a job has written. Returns false if not all could be shown; a sink knows why. */
  boolean show(FinishedJob job) {
    byte[] before = tag(job.input(), job.number());
    boolean shown = show(job.spool().out(), job.input(), before, out);
    return show(job.spool().err(), job.input(), before, err) && shown;
  }

  private boolean show(Path file, JobInput input, byte[] before, Sink sink) {
    long size = Spool.size(file);
    if (size == 0 || sink.hasFailed()) {
      return size == 0;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      new FileCopy(channel, before, sink).copy(0, size, tag != null);
    } catch (IOException e) {
      if (!sink.hasFailed()) {
        throw new RunProblem(
            "The output of " + ControlEscapes.of(input.toString()) + " cannot be read: " + e);
      }
    }
    return !sink.hasFailed();
  }

  byte[] tag(JobInput input, long number) {
    if (tag == null) {
      return NO_TAG;
    }
    String text = String.join(" ", tag.expand(input, number, 0));
    return (ControlEscapes.whole(ByteText.shown(text)) + "\t").getBytes(StandardCharsets.UTF_8);
  }

  Sink out() {
    return out;
  }

  Sink err() {
    return err;
  }
}
