package dev.headway.internal.process.client;

import dev.headway.work.TaskBatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The inputs of a request that could not be written, until their tasks have their turn. */
final class UnsentInputs {
  private record Unsent(int task, IOException error) {}

  private final Deque<Unsent> unsent = new ArrayDeque<>();

  void clear() {
    unsent.clear();
  }

  void add(int task, IOException error) {
    unsent.add(new Unsent(task, error));
  }

  /** Reports those before a task as failed. */
  void report(int before, TaskBatch<?, ?> batch) {
    while (!unsent.isEmpty() && unsent.getFirst().task() < before) {
      Unsent one = unsent.removeFirst();
      batch.started(one.task());
      batch.failed(one.task(), one.error());
    }
  }
}
