package dev.headway.bench.bars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLogTest {
  private static final String HEADER =
      "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n";

  @TempDir Path folder;

  @Test
  void shouldReadALogOfGnuParallel() throws IOException {
    Path log = folder.resolve("log");
    Files.writeString(
        log,
        HEADER
            + "2\t:\t1700000000.500\t     1.000\t0\t0\t0\t0\tsleep 1\n"
            + "1\t:\t1700000000.000\t     2.000\t0\t0\t0\t0\tsleep 2\n"
            + "3\t:\t1700000001.501\t     1.000\t0\t0\t1\t0\tfalse\n");

    Trace trace = JobLog.read(log);

    assertThat(trace.workers()).isEqualTo(2);
    assertThat(trace.tasks()).isEqualTo(3);
    assertThat(trace.attempts()).extracting(Trace.Attempt::index).containsExactly(0, 1, 2);
    assertThat(trace.attempts()).extracting(Trace.Attempt::worker).containsExactly(0, 1, 1);
    assertThat(trace.whole()).isCloseTo(2.501, org.assertj.core.data.Offset.offset(1e-3));
  }

  @Test
  void shouldTellAnAttemptFromTheLastOne() throws IOException {
    Path log = folder.resolve("log");
    Files.writeString(
        log,
        HEADER
            + "1\t2\t0.5\t1.0\t0\t0\t1\t0\tx\n"
            + "1\t2\t1.5\t1.0\t0\t0\t0\t0\tx\n"
            + "2\t1\t0.5\t1.0\t0\t0\t0\t0\tx\n");

    Trace trace = JobLog.read(log);

    assertThat(trace.tasks()).isEqualTo(2);
    assertThat(trace.attempts()).filteredOn(one -> !one.last()).hasSize(1);
    assertThat(trace.attempts()).extracting(Trace.Attempt::worker).contains(0, 1);
  }
}
