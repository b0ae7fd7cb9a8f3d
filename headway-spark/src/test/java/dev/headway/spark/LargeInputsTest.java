package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inputs for which a message of Spark has no room. */
class LargeInputsTest {
  /** A batch that may need a job of its own. */
  private record Batch(FunctionTable.Entry function, long firstIndex, boolean single)
      implements JobDispatcher.Submission {
    @Override
    public byte[] payload() {
      return new byte[0];
    }

    @Override
    public @Nullable String preferredPlace() {
      return null;
    }

    @Override
    public void submitted(SubmittedJob job) {}

    @Override
    public void ended(byte[] result) {}

    @Override
    public void failed(Throwable cause) {}
  }

  @Test
  void shouldSendNoMoreThanFits() {
    byte[][] inputs = {new byte[3], new byte[9], new byte[4], new byte[5]};

    assertThat(SparkWorker.fitting(new int[] {0, 2, 3}, inputs, 8)).containsExactly(0, 2);
    assertThat(SparkWorker.fitting(new int[] {1, 2}, inputs, 8)).containsExactly(1);
    assertThat(SparkWorker.fitting(new int[0], inputs, 8)).isEmpty();
  }

  @Test
  void shouldGiveABatchAJobOfItsOwnAfterAFailure() {
    FunctionTable.Entry function = new FunctionTable().get(x -> x);
    Batch third = new Batch(function, 3, false);
    Batch first = new Batch(function, 1, false);
    Batch failed = new Batch(function, 2, true);

    assertThat(JobDispatcher.ofOneJob(List.of(third, failed, first))).containsExactly(first, third);
    assertThat(JobDispatcher.ofOneJob(List.of(failed, first))).containsExactly(failed);
  }

  @Test
  @Tag("faults")
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldCostTheInputAloneThatIsTooLarge() throws IOException {
    SharedContext.stop();
    try (JavaSparkContext context =
            new JavaSparkContext(
                SharedContext.conf()
                    .setMaster("local-cluster[1,1,512]")
                    .set("spark.rpc.message.maxSize", "1"));
        Pool pool = Pool.on(Spark.on(context).slots(1).inExecutor()).quiet()) {
      List<byte[]> inputs = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        inputs.add(new byte[i == 30 ? 1 << 20 : 100_000]);
      }
      List<Outcome<byte[], Integer>> outcomes = new ArrayList<>();
      pool.map(inputs, bytes -> bytes.length).outcomes().forEach(outcomes::add);

      assertThat(outcomes).hasSize(40).filteredOn(Outcome::succeeded).hasSize(39);
      assertThat(outcomes.get(30).error())
          .hasMessageContaining("The input of task 30 has 10485")
          .hasMessageContaining("spark.rpc.message.maxSize");
    }
  }
}
