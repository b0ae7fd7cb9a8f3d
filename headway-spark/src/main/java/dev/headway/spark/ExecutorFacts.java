package dev.headway.spark;

import dev.headway.work.TaskProgress;
import dev.headway.work.WorkerListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What events have as their payloads, besides values and exceptions. */
final class ExecutorFacts {
  private ExecutorFacts() {}

  /**
   * Where a batch runs.
   *
   * @param task the number by which Spark can kill it
   * @param attempt how often its Spark task was begun before
   * @param portion which submission of the batch it is
   * @param executor the name of the executor
   * @param host the machine of the executor
   * @param ranNanos how long it has run there
   */
  record Place(long task, int attempt, int portion, String executor, String host, long ranNanos) {
    /** The same, some time after the begin. */
    Place after(long nanos) {
      return new Place(task, attempt, portion, executor, host, nanos);
    }

    /** For people. */
    String text() {
      return "executor " + executor + " on " + host;
    }

    /** As Spark names it where a task may say what it prefers. */
    String spark() {
      return "executor_" + host + "_" + executor;
    }
  }

  /**
   * A piece of what a task printed.
   *
   * @param output the stream
   * @param lineContinues true if the next piece continues its line
   * @param text what was printed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Printed(WorkerListener.Output output, boolean lineContinues, byte[] text) {}

  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static byte[] written(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Not in memory.
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] payload, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] place(Place place) {
    return written(
        out -> {
          out.writeLong(place.task);
          out.writeInt(place.attempt);
          out.writeInt(place.portion);
          out.writeUTF(place.executor);
          out.writeUTF(place.host);
          out.writeLong(place.ranNanos);
        });
  }

  static Place place(byte[] payload) {
    return read(
        payload,
        in ->
            new Place(
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readUTF(),
                in.readUTF(),
                in.readLong()));
  }

  static byte[] pid(long pid) {
    return written(out -> out.writeLong(pid));
  }

  static long pid(byte[] payload) {
    return read(payload, DataInputStream::readLong);
  }

  static byte[] printed(WorkerListener.Output output, byte[] text, boolean lineContinues) {
    return written(
        out -> {
          out.writeBoolean(output == WorkerListener.Output.ERR);
          out.writeBoolean(lineContinues);
          out.write(text);
        });
  }

  static Printed printed(byte[] payload) {
    return read(
        payload,
        in ->
            new Printed(
                in.readBoolean() ? WorkerListener.Output.ERR : WorkerListener.Output.OUT,
                in.readBoolean(),
                in.readAllBytes()));
  }

  static byte[] progress(List<TaskProgress> steps) {
    return written(
        out -> {
          out.writeInt(steps.size());
          for (TaskProgress step : steps) {
            Long total = step.total();
            out.writeUTF(step.label());
            out.writeBoolean(step.bytes());
            out.writeLong(step.done());
            out.writeLong(total == null ? -1 : total);
          }
        });
  }

  static List<TaskProgress> progress(byte[] payload) {
    return read(
        payload,
        in -> {
          int count = in.readInt();
          List<TaskProgress> steps = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            String label = in.readUTF();
            boolean bytes = in.readBoolean();
            long done = in.readLong();
            long total = in.readLong();
            steps.add(new TaskProgress(label, bytes, done, total < 0 ? null : total));
          }
          return steps;
        });
  }
}
