package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Absent;
import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.RecordKind;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.resume.JournalConfig;
import dev.headway.internal.resume.RunJournal;
import dev.headway.internal.resume.ValueCodec;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the consumer does while it takes outcomes. */
@Timeout(60)
class DeliveryTest {
  /** More than a journal keeps beside its records. */
  private static final int LARGE = 1 << 20;

  private final JobConfig<Integer> config =
      JobConfig.of(InputSource.of(List.of(0, 1, 2)), LiveDisplay.manual(() -> 0), List.of());
  private final SourceReader<Integer> reader = new SourceReader<>(config, null);
  private final ResultBuffer<Outcome<Integer, String>> buffer = new ResultBuffer<>(true, 4);
  private final EarlyEnd earlyEnd = new EarlyEnd();

  private Delivery<Integer, String> delivery(@Nullable RunJournal<Integer, String> journal) {
    HeapRoom heapRoom = new HeapRoom(() -> 0, 1000);
    return delivery(journal, null, new WindowPolicy(4, new Absent(1), 3L, 3L, heapRoom));
  }

  private Delivery<Integer, String> delivery(
      @Nullable RunJournal<Integer, String> journal,
      @Nullable WeightWindow weightWindow,
      WindowPolicy windowPolicy) {
    AvailableWork<Integer> work =
        new AvailableWork<>(
            config, reader, buffer, new InFlightBatches<>(), windowPolicy, earlyEnd, weightWindow);
    return new Delivery<>(
        config,
        reader,
        buffer,
        work,
        windowPolicy,
        ProgressTracker.ofTasks("", 1, null),
        earlyEnd,
        journal,
        weightWindow);
  }

  /** Counts how often capacity was said to be free. */
  private static class Told implements Delivery.Workers {
    private int calls;

    @Override
    public void capacityFreed(int wanted) {
      calls++;
    }

    @Override
    public boolean runOnCaller() {
      return false;
    }

    @Override
    public long callerPollNanos() {
      return Long.MAX_VALUE;
    }
  }

  /** A worker that looks in between would find that there is too little to begin for. */
  @Test
  void shouldTellWorkersThatItWaitsOnceTheyCanSeeIt() throws Exception {
    List<Boolean> waiting = new ArrayList<>();
    Told told =
        new Told() {
          @Override
          public void capacityFreed(int wanted) {
            waiting.add(buffer.consumerWaits());
            earlyEnd.cancel();
          }
        };

    assertThat(delivery(null).next(told)).isNull();
    assertThat(waiting).containsExactly(true);
  }

  /** Each outcome may be so heavy that the window was full of it. */
  @Test
  void shouldTellWorkersOfEachDeliveryWhereInputsHaveAWeight() throws Exception {
    WindowPolicy windowPolicy =
        new WindowPolicy(0, new Absent(2), null, null, new HeapRoom(() -> 0, 1000));
    for (int batch = 0; batch < 10; batch++) {
      windowPolicy.performed(1000, 1000, 0); // Tiny tasks, of which many are taken at once.
    }
    assertThat(windowPolicy.batchSize(0)).isGreaterThan(8);
    Delivery<Integer, String> delivery = delivery(null, new WeightWindow(100), windowPolicy);
    Told told = new Told();
    for (int index = 0; index < 3; index++) {
      buffer.publish(index, new Outcome.Success<>(index, index, "value", 1));
      assertThat(delivery.next(told)).isNotNull();
    }

    assertThat(told.calls).isEqualTo(3);
  }

  private static final class LargeCodec implements ValueCodec {
    @Override
    public void encode(@Nullable Object value, Sink sink) throws IOException {
      sink.accept(new byte[LARGE], 0, LARGE);
    }

    @Override
    public @Nullable Object decode(byte[] bytes, @Nullable ClassLoader loader) {
      return null;
    }
  }

  private RunJournal<Integer, String> strictAndDurable(Path folder) {
    return RunJournal.open(
        new JournalConfig<>(
            folder.resolve("job.hwj"),
            null,
            "",
            JournalSettings.OtherVersion.REFUSE,
            Set.of(RecordKind.DONE),
            false,
            true,
            true,
            new LargeCodec()),
        "",
        null,
        0);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }

  /** The first is not recorded, as a worker has noticed by then. Nor are those behind it. */
  @Test
  void shouldKeepEachOutcomeThatIsNotDeliveredSinceItIsNotRecorded(@TempDir Path temporary)
      throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("journal"));
    try (RunJournal<Integer, String> journal = strictAndDurable(folder)) {
      Delivery<Integer, String> delivery = delivery(journal);
      delete(folder); // Long values stand in a file of their own, which cannot be made now.
      for (int index = 0; index < 3; index++) {
        Outcome<Integer, String> outcome = new Outcome.Success<>(index, index, "value", 1);
        journal.ended(new JournalKey(index + 1L, 7), outcome, 0, 1);
        buffer.publish(index, outcome);
      }
      earlyEnd.giveUp(Objects.requireNonNull(journal.fault()));

      assertThat(delivery.next(new Told())).isNull();
      assertThat(delivery.stopReason()).isInstanceOf(StopReason.GivenUp.class);
      assertThat(delivery.collect()).extracting(Outcome::index).containsExactly(0L);
      assertThat(buffer.takeAll(3)).extracting(Outcome::index).containsExactly(1L, 2L);
    }
  }
}
