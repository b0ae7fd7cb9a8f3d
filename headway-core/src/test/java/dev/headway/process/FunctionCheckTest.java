package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionCheckTest {
  private final Processes processes = Processes.of(2);

  static final class Service {
    String name(Object input) {
      return "name of " + input;
    }
  }

  static final class Holder implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // It must not be.
    final Map<String, List<Service>> services = Map.of("one", List.of(new Service()));
  }

  @Test
  void shouldRefuseMoreWorkersThanAJobCanCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Processes.of(Integer.MAX_VALUE))
        .withMessage("There must be 1 to 1000000 worker processes, not 2147483647.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threads.of(Integer.MAX_VALUE))
        .withMessage("There must be 1 to 1000000 threads, not 2147483647.");
  }

  @Test
  void shouldRefuseLessThanOneWorker() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Processes.of(0))
        .withMessage("There must be 1 to 1000000 worker processes, not 0.");
  }

  @Test
  void shouldSayWhatItIs() {
    assertThat(Processes.of(1)).hasToString("1 worker process");
    assertThat(processes).hasToString("2 worker processes");
    assertThat(processes.workers()).isEqualTo(2);
  }

  @Test
  void shouldAcceptFunctionsThatCaptureSerializableValues() {
    String captured = "a";
    assertThatNoException().isThrownBy(() -> processes.check(input -> captured + input));
    assertThatNoException().isThrownBy(() -> processes.check(Tasks::same));
  }

  @Test
  void shouldNameTheClassThatIsCaptured() {
    Service service = new Service();
    TaskFunction<Object, String> function = service::name;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> processes.check(function))
        .withMessageContaining(Service.class.getName() + " is not Serializable")
        .withMessageContaining("the function captures a " + Service.class.getTypeName())
        .withMessageContaining("static method");
  }

  @Test
  void shouldNameTheFieldsThatLeadToIt() {
    Holder holder = new Holder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> processes.check(input -> holder.services.size()))
        .withMessageContaining(
            "captures a " + Holder.class.getTypeName() + ".services.values()[0][0]");
  }

  static final class Unreadable implements TaskFunction<Object, Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(Object input) {
      return input;
    }

    private void readObject(ObjectInputStream in) throws IOException {
      throw new IOException("not here");
    }
  }

  @Test
  void shouldFailEachTaskWhenTheWorkerCannotReadTheFunction() throws Exception {
    try (Bench bench = new Bench()) {
      TestBatch<Object, Object> batch = bench.perform(TestBatch.of(new Unreadable(), "a", "b"));

      assertThat(batch.ends()).containsExactly("failed 0", "failed 1");
      assertThat(batch.error(1))
          .hasMessageContaining("Task 11 was not run, since the worker cannot read the function")
          .hasMessageContaining("not here");
      assertThat(bench.perform(TestBatch.<Object, Object>of(Tasks::same, "c")).value(0))
          .isEqualTo("c");
    }
  }

  @Test
  void shouldFailEachTaskOfAFunctionThatWasNotChecked() throws Exception {
    try (Bench bench = new Bench()) {
      Service service = new Service();
      TestBatch<Object, String> batch =
          bench.perform(TestBatch.<Object, String>of(service::name, "a", "b"));

      assertThat(batch.ends()).containsExactly("failed 0", "failed 1");
      assertThat(batch.error(0)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
