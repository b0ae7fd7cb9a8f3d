package dev.headway.internal.process.client;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.work.TaskBatch;
import org.jspecify.annotations.Nullable;

/** Writes tasks of a batch into a request, up to a number of bytes. */
final class RequestWriter<A extends @Nullable Object> {
  /** Inputs are put into one request until it has so many bytes. */
  private static final int MAX_BYTES = 1 << 20;

  private final TaskBatch<A, ?> batch;
  private final WorkerProcess process;
  private final GrowableBuffer payload;

  /** The tasks of the request, in order. */
  private final int[] tasks;

  private final UnsentInputs unsent;
  private int count;

  RequestWriter(
      TaskBatch<A, ?> batch,
      WorkerProcess process,
      GrowableBuffer payload,
      int[] tasks,
      UnsentInputs unsent) {
    this.batch = batch;
    this.process = process;
    this.payload = payload;
    this.tasks = tasks;
    this.unsent = unsent;
  }

  /**
   * Writes the next request.
   *
   * @param slot the place of the function in the worker
   * @param from the first task that is not yet sent
   * @return the first task that is not in the request
   */
  int write(int slot, int from) {
    payload.clear();
    payload.attaching();
    payload.putInt(slot);
    payload.putInt(0);
    boolean tagged = process.isTagged();
    payload.putByte(
        (batch.timeout() == null ? 0 : WorkerProtocol.TIMED)
            | (tagged ? WorkerProtocol.TAGGED : 0));
    count = 0;
    int task = from;
    unsent.clear();
    while (task < batch.size()
        && count < process.remainingTasks()
        && (count == 0 || payload.size() < MAX_BYTES)) {
      A input = batch.input(task);
      int before = payload.length();
      int known = process.inputs().size();
      try {
        if (tagged) {
          payload.putLong(batch.index(task));
        }
        Codec.write(payload, input, process.inputs());
        if (count > 0 && payload.size() > MAX_BYTES) {
          // A large input goes alone: it is to blame if the worker has not the memory for it.
          payload.truncate(before);
          process.inputs().forget(known);
          break;
        }
        tasks[count++] = task;
      } catch (Throwable e) { // What the input's own code throws costs that input alone.
        payload.truncate(before);
        unsent.add(task, TaskErrors.unsendableInput(batch.index(task), input, e));
      }
      task++;
    }
    payload.setInt(4, count);
    return task;
  }

  /** Returns how many tasks the last request has. */
  int count() {
    return count;
  }
}
