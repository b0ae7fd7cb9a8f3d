package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmittedJobTest {
  private final List<String> cancelled = new ArrayList<>();
  private final List<JobDispatcher.Submission> batches = List.of(new Silent(), new Silent());

  /** A batch that notes nothing. */
  private static class Silent implements JobDispatcher.Submission {
    @Override
    public FunctionTable.Entry function() {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] payload() {
      return new byte[0];
    }

    @Override
    public long firstIndex() {
      return 0;
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

  private SubmittedJob job(Consumer<String> canceller) {
    return new SubmittedJob(canceller, "g", batches, () -> {});
  }

  /** Spark does not tell of the same batch again. */
  @Test
  void shouldFailABatchWhoseResultCannotBeRead() {
    List<Throwable> failures = new ArrayList<>();
    OutOfMemoryError error = new OutOfMemoryError("a large result");
    JobDispatcher.Submission broken =
        new Silent() {
          @Override
          public void ended(byte[] result) {
            throw error;
          }

          @Override
          public void failed(Throwable cause) {
            failures.add(cause);
          }
        };

    new SubmittedJob(cancelled::add, "g", List.of(broken), () -> {}).ended(0, new byte[0]);

    assertThat(failures).containsExactly(error);
  }

  @Test
  void shouldCancelAJobOfWhichNoBatchIsWanted() {
    SubmittedJob job = job(cancelled::add);

    job.cancel(batches.get(0));
    assertThat(cancelled).as("another batch runs").isEmpty();
    job.cancel(batches.get(1));
    assertThat(cancelled).containsExactly("g");
    job.submitted();
    assertThat(cancelled).as("again, when Spark has it").containsExactly("g", "g");
  }

  @Test
  void shouldBearAContextThatIsStopped() {
    SubmittedJob job =
        job(
            group -> {
              throw new IllegalStateException("Cannot call methods on a stopped SparkContext.");
            });

    job.ended(0, new byte[0]);
    job.cancel(batches.get(1)); // Whoever cancels goes on: the job has ended with its context.
    assertThat(cancelled).isEmpty();
  }

  @Test
  void shouldNotCancelAJobThatHasEnded() {
    SubmittedJob job = job(cancelled::add);

    job.ended(0, new byte[0]);
    job.ended(1, new byte[0]);
    job.submitted();
    assertThat(cancelled).isEmpty();
  }
}
