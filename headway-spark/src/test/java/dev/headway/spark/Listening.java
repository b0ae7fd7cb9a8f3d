package dev.headway.spark;

import dev.headway.work.Backend;
import dev.headway.work.TaskFunction;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A backend whose output is collected in the place of being printed. */
record Listening(Backend backend, List<String> printed) implements Backend {
  @Override
  public int workers() {
    return backend.workers();
  }

  @Override
  public int queuedBatches() {
    return backend.queuedBatches();
  }

  @Override
  public Worker worker(int number, WorkerListener listener) {
    return backend.worker(
        number,
        (worker, output, text, continues) -> printed.add(new String(text, StandardCharsets.UTF_8)));
  }

  @Override
  public void check(TaskFunction<?, ?> function) {
    backend.check(function);
  }
}
