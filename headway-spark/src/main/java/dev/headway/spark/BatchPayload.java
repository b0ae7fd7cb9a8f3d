package dev.headway.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch on its way to an executor: the only element of a partition.
 *
 * @param batch its number, which no other batch of the driver has
 * @param portion which submission of the batch it is, since each has another part of its tasks
 * @param worker the number of the slot on the driver whose place it takes
 * @param alone true if nothing else may run in the executor meanwhile
 * @param timeoutNanos how long a task may run; 0 without a limit
 * @param tasks the places of the tasks in the batch of the driver
 * @param indexes the places of the tasks in the source
 * @param inputs the inputs
 */
@SuppressWarnings("ArrayRecordComponent") // Payloads are never compared.
record BatchPayload(
    long batch,
    int portion,
    int worker,
    boolean alone,
    long timeoutNanos,
    int[] tasks,
    long[] indexes,
    List<byte[]> inputs) {

  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(batch);
      out.writeInt(portion);
      out.writeInt(worker);
      out.writeBoolean(alone);
      out.writeLong(timeoutNanos);
      out.writeInt(tasks.length);
      for (int i = 0; i < tasks.length; i++) {
        out.writeInt(tasks[i]);
        out.writeLong(indexes[i]);
        out.writeInt(inputs.get(i).length);
        out.write(inputs.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Not in memory.
    }
    return bytes.toByteArray();
  }

  static BatchPayload read(byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      long batch = in.readLong();
      int portion = in.readInt();
      int worker = in.readInt();
      boolean alone = in.readBoolean();
      long timeoutNanos = in.readLong();
      int count = in.readInt();
      int[] tasks = new int[count];
      long[] indexes = new long[count];
      List<byte[]> inputs = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        tasks[i] = in.readInt();
        indexes[i] = in.readLong();
        inputs.add(in.readNBytes(in.readInt()));
      }
      return new BatchPayload(batch, portion, worker, alone, timeoutNanos, tasks, indexes, inputs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
