package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.protocol.WorkerProtocol;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValuesTravelTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  record Point(int x, String name) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void shouldApplyTheFunctionToEveryInput() throws Exception {
    List<Integer> inputs = IntStream.range(0, 1000).boxed().toList();

    TestBatch<Integer, Integer> batch =
        bench.perform(new TestBatch<Integer, Integer>(Tasks::addOne, inputs));

    for (int i = 0; i < 1000; i++) {
      assertThat(batch.value(i)).isEqualTo(i + 1);
    }
    assertThat(batch.trail()).hasSize(2000).startsWith("started 0", "succeeded 0", "started 1");
  }

  record Named(Path file, Optional<String> name) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void shouldCarryPathsAndOptionalsWhereverTheyStand() throws Exception {
    List<Object> inputs =
        List.of(
            Path.of("relative/name"),
            Path.of(URI.create("file:///absolute/%c3%a4")), // Not every locale has this letter.
            Path.of(URI.create("file:///not/text/%ff%fe")),
            Optional.empty(),
            Optional.of(Path.of("inside")),
            List.of(Path.of("in"), Path.of("a list")),
            new Named(Path.of("in a record"), Optional.of("n")));

    TestBatch<Object, Object> batch = bench.perform(new TestBatch<>(Tasks::same, inputs));

    for (int i = 0; i < inputs.size(); i++) {
      assertThat(batch.value(i)).isEqualTo(inputs.get(i));
    }
  }

  @Test
  void shouldCarryAPathThatAFunctionCaptures() throws Exception {
    Path folder = Path.of("folder");

    TestBatch<String, String> batch =
        bench.perform(
            new TestBatch<String, String>(
                name -> folder.resolve(name).toString(), List.of("file")));

    assertThat(batch.value(0)).isEqualTo(Path.of("folder", "file").toString());
  }

  @Test
  void shouldCarryValuesOfAllKinds() throws Exception {
    List<Object> inputs =
        Arrays.asList(
            null,
            true,
            1,
            2L,
            3.0,
            4f,
            'c',
            "text",
            "\uD800 alone",
            List.of(1, "x"),
            new Point(1, "p"));

    TestBatch<Object, Object> batch = bench.perform(new TestBatch<>(Tasks::same, inputs));

    for (int i = 0; i < inputs.size(); i++) {
      assertThat(batch.value(i)).isEqualTo(inputs.get(i));
    }
  }

  @Test
  void shouldCarryLargeArrays() throws Exception {
    byte[] bytes = new byte[20_000_000];
    new Random(1).nextBytes(bytes);

    TestBatch<Object, Object> batch =
        bench.perform(TestBatch.<Object, Object>of(Tasks::same, bytes, "between", bytes));

    assertThat((byte[]) batch.value(0)).isEqualTo(bytes);
    assertThat(batch.value(1)).isEqualTo("between");
    assertThat((byte[]) batch.value(2)).isEqualTo(bytes);
  }

  record Blob(String name, byte[] bytes) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void shouldKeepLargeArraysWithTheirTasks() throws Exception {
    List<Object> inputs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[i % 4 == 3 ? 10 : 100_000 + i];
      bytes[0] = (byte) i;
      inputs.add(i % 4 == 2 ? new Blob("blob " + i, bytes) : bytes);
    }
    inputs.set(5, List.of(new Object())); // Does not get into the request.

    TestBatch<Object, Object> batch = bench.perform(new TestBatch<>(Tasks::same, inputs));

    for (int i = 0; i < 40; i++) {
      if (i == 5) {
        assertThat(batch.error(i)).isNotNull();
      } else if (inputs.get(i) instanceof Blob blob) {
        assertThat(((Blob) batch.value(i)).name()).isEqualTo(blob.name());
        assertThat(((Blob) batch.value(i)).bytes()).isEqualTo(blob.bytes());
      } else {
        assertThat(batch.value(i)).isEqualTo(inputs.get(i));
      }
    }
  }

  @Test
  void shouldSendWhatTheFunctionCaptures() throws Exception {
    List<String> captured = List.of("a", "b", "c");

    TestBatch<Integer, Object> batch =
        bench.perform(TestBatch.<Integer, Object>of(i -> captured.get(i), 0, 1, 2));

    assertThat(List.of(batch.value(0), batch.value(1), batch.value(2))).isEqualTo(captured);
  }

  @Test
  void shouldKeepSeveralFunctionsApart() throws Exception {
    List<TestBatch<Integer, Integer>> batches = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int factor = i;
      batches.add(bench.perform(TestBatch.<Integer, Integer>of(x -> x * factor, 3)));
    }
    for (int i = 0; i < 20; i++) {
      TestBatch<Integer, Integer> again =
          bench.perform(TestBatch.<Integer, Integer>of(batches.get(i).function(), 5));
      assertThat(batches.get(i).value(0)).isEqualTo(3 * i);
      assertThat(again.value(0)).isEqualTo(5 * i);
    }
  }

  @Test
  void shouldFailOnlyTheTaskWhoseInputCannotBeWritten() throws Exception {
    TestBatch<Object, Object> batch =
        bench.perform(
            TestBatch.<Object, Object>of(
                Tasks::same, "a", List.of(new Thread()), "b", new Object()));

    assertThat(batch.ends()).containsExactly("succeeded 0", "failed 1", "succeeded 2", "failed 3");
    assertThat(batch.error(1))
        .hasMessageContaining("The input of task 11")
        .hasMessageContaining("java.lang.Thread is not Serializable (input[0])")
        .hasCauseInstanceOf(NotSerializableException.class);
  }

  @Test
  void shouldFailOnlyTheTaskWhoseResultCannotBeWritten() throws Exception {
    TestBatch<Integer, Object> batch =
        bench.perform(
            TestBatch.<Integer, Object>of(i -> i == 1 ? new Object[] {new Thread()} : i, 0, 1, 2));

    assertThat(batch.ends()).containsExactly("succeeded 0", "failed 1", "succeeded 2");
    assertThat(batch.error(1))
        .hasMessageContaining("The result of task 11 cannot be sent back")
        .hasMessageContaining("java.lang.Thread is not Serializable (the result[0])");
  }

  static final class Mimosa implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String fails;

    Mimosa(String fails) {
      this.fails = fails;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      boolean child = System.getProperty(WorkerProtocol.NUMBER) != null;
      if (fails.equals("everywhere") || child == fails.equals("in the child")) {
        throw new IOException("do not touch");
      }
    }
  }

  /** Throws what no code should, while it is written or read. */
  static final class Bomb implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String explodes;

    Bomb(String explodes) {
      this.explodes = explodes;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (explodes.equals("written")) {
        throw new AssertionError("bang");
      }
      out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      throw new InternalError("bang");
    }
  }

  @Test
  void shouldFailOnlyTheTaskWhoseInputOrResultCannotBeRead() throws Exception {
    TestBatch<Object, Object> batch =
        bench.perform(
            TestBatch.<Object, Object>of(
                input -> input.equals("make") ? new Mimosa("in the parent") : input,
                new Mimosa("in the child"),
                "make",
                "fine"));

    assertThat(batch.ends()).containsExactly("failed 0", "failed 1", "succeeded 2");
    assertThat(batch.error(0))
        .hasMessageContaining("The input of task 10 cannot be read by the worker")
        .hasMessageContaining("do not touch");
    assertThat(batch.error(1))
        .hasMessageContaining("The result of task 11 cannot be read")
        .hasMessageContaining("do not touch");
  }

  @Test
  void shouldFailOnlyTheTaskWhoseValueThrowsAnErrorOnItsWay() throws Exception {
    long pid = bench.pid();
    TestBatch<Object, Object> batch =
        bench.perform(
            TestBatch.<Object, Object>of(
                input -> input instanceof String explodes ? new Bomb(explodes) : input,
                new Bomb("written"),
                new Bomb("read"),
                "written",
                "read",
                1));

    assertThat(batch.ends())
        .containsExactly("failed 0", "failed 1", "failed 2", "failed 3", "succeeded 4");
    assertThat(batch.error(0))
        .hasMessageContaining("The input of task 10")
        .hasMessageContaining("cannot be sent to a worker process: java.lang.AssertionError: bang");
    assertThat(batch.error(1))
        .hasMessageContaining("The input of task 11 cannot be read by the worker")
        .hasMessageContaining("java.lang.InternalError: bang");
    assertThat(batch.error(2))
        .hasMessageContaining("The result of task 12 cannot be sent back by the worker")
        .hasMessageContaining("java.lang.AssertionError: bang");
    assertThat(batch.error(3))
        .hasMessageContaining("The result of task 13 cannot be read")
        .hasMessageContaining("java.lang.InternalError: bang");
    assertThat(bench.pid()).isEqualTo(pid);
  }
}
