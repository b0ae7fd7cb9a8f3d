package dev.headway.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an executor tells the driver of a batch.
 *
 * @param kind what happened
 * @param task to which task, by its place in the batch; -1 if to the batch as a whole
 * @param payload what belongs to it; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // Events are never compared.
record TaskEvent(Kind kind, int task, byte[] payload) {
  static final int WHOLE_BATCH = -1;
  private static final byte[] NOTHING = {};

  /** What can happen. */
  enum Kind {
    /** The batch has its slot; the payload says where. It comes again with the result. */
    ATTACHED,
    /** A batch that ran alone leaves its slot; the payload says which. The next one may kill it. */
    DETACHED,
    STARTED,
    NOT_STARTED,
    /** The payload is the value. */
    SUCCEEDED,
    /** The payload is the exception. */
    FAILED,
    TIMED_OUT,
    /** The payload is the exception. */
    CRASHED,
    /** The payload says by which process the tasks are run. */
    PROCESS,
    /** The payload is the progress inside of the task that runs. */
    PROGRESS,
    PRINTED,
    /** The payload is why the worker process of the slot cannot be started. */
    UNSTARTABLE,
    /** No task runs in a place any more, which the payload names: what ends it ends no task. */
    RELEASED;

    private static final List<Kind> ALL = List.of(values());

    /** True for what ends a task. */
    boolean isEnd() {
      return this == SUCCEEDED || this == FAILED || this == TIMED_OUT || this == CRASHED;
    }
  }

  TaskEvent(Kind kind, int task) {
    this(kind, task, NOTHING);
  }

  /** A message about the batch with a number. */
  static byte[] message(long batch, List<TaskEvent> events) {
    int size = Long.BYTES + Integer.BYTES;
    for (TaskEvent event : events) {
      size += 1 + 2 * Integer.BYTES + event.payload.length;
    }
    ByteBuffer message = ByteBuffer.allocate(size); // Of its exact size: values may be large.
    message.putLong(batch).putInt(events.size());
    for (TaskEvent event : events) {
      message.put((byte) event.kind.ordinal()).putInt(event.task).putInt(event.payload.length);
      message.put(event.payload);
    }
    return message.array();
  }

  /** The number of the batch that a message is about. */
  static long batch(byte[] message) {
    return ByteBuffer.wrap(message).getLong();
  }

  /** The events of a message. */
  static List<TaskEvent> events(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    in.getLong();
    int count = in.getInt();
    List<TaskEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Kind kind = Kind.ALL.get(in.get());
      int task = in.getInt();
      byte[] payload = new byte[in.getInt()];
      in.get(payload);
      events.add(new TaskEvent(kind, task, payload));
    }
    return events;
  }
}
