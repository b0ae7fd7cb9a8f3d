package dev.headway.bench.contestant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The floor: threads that each take the next task that is left, with nothing around it. */
final class FloorLoop {
  private FloorLoop() {}

  static void run(int tasks, int workers, IntConsumer task) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                  task.accept(i);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
