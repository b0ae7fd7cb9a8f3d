package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What belongs to the thread that asks for results goes with the tasks. */
@Timeout(60)
class DecoratedTasksTest {
  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  /** As programs write them for their executors. */
  private static Runnable withUser(Runnable task) {
    String user = USER.get();
    return () -> {
      USER.set(user);
      try {
        task.run();
      } finally {
        USER.remove();
      }
    };
  }

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<String> users(Pool pool, String name) {
    USER.set(name);
    try {
      return pool.map(inputs(50), x -> USER.get()).toList();
    } finally {
      USER.remove();
    }
  }

  @Test
  void shouldBringTheContextOfTheCallerToEachTask() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      for (Backend backend :
          List.of(
              Threads.of(3).decoratedBy(DecoratedTasksTest::withUser),
              Threads.using(executor, 3).decoratedBy(DecoratedTasksTest::withUser))) {
        try (Pool pool = Pool.on(backend).quiet()) {
          assertThat(users(pool, "ada")).hasSize(50).containsOnly("ada");
          assertThat(users(pool, "bob")).as("of the next job").containsOnly("bob");
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldKeepTheContextsOfJobsAtTheSameTimeApart() {
    try (Pool pool = Pool.on(Threads.of(2).decoratedBy(DecoratedTasksTest::withUser)).quiet()) {
      List<CompletableFuture<List<String>>> jobs =
          inputs(4).stream()
              .map(
                  job ->
                      CompletableFuture.supplyAsync(
                          () -> users(pool, "user " + job), call -> new Thread(call).start()))
              .toList();

      for (int job = 0; job < 4; job++) {
        assertThat(jobs.get(job).join()).hasSize(50).containsOnly("user " + job);
      }
    }
  }

  @Test
  void shouldCallTheDecoratorOnTheThreadThatAsksForResults() {
    Set<Thread> callers = ConcurrentHashMap.newKeySet();
    UnaryOperator<Runnable> decorator =
        task -> {
          callers.add(Thread.currentThread());
          return task;
        };
    try (Pool pool = Pool.on(Threads.of(2).decoratedBy(decorator)).quiet()) {
      Results<Integer, Integer> results = pool.map(inputs(100), x -> x);
      assertThat(callers).as("before anything is asked for").isEmpty();
      results.toList();
    }

    assertThat(callers).containsExactly(Thread.currentThread());
  }

  @Test
  void shouldDecorateTheStateOfAWorkerToo() {
    USER.set("ada");
    try (Pool pool = Pool.on(Threads.of(2).decoratedBy(DecoratedTasksTest::withUser)).quiet()) {
      List<String> seen =
          pool.over(inputs(20))
              .map(
                  () -> USER.get() + " made it",
                  (state, x) -> state + ", " + USER.get() + " used it")
              .toList();

      assertThat(seen).containsOnly("ada made it, ada used it");
    } finally {
      USER.remove();
    }
  }

  /** The thread of the task works for the job inside, and needs its context afterwards. */
  @Test
  void shouldLeaveTheContextOfATaskThatWaitsForAJob() {
    USER.set("ada");
    try (Pool pool = Pool.on(Threads.of(1).decoratedBy(DecoratedTasksTest::withUser)).quiet()) {
      List<String> seen =
          pool.map(
                  inputs(3),
                  x -> pool.map(inputs(3), y -> USER.get()).toList() + " in " + USER.get())
              .toList();

      assertThat(seen).containsOnly("[ada, ada, ada] in ada");
      assertThat(USER.get()).isEqualTo("ada");
    } finally {
      USER.remove();
    }
  }

  private static CompletableFuture<List<String>> begin(Pool pool, String name) {
    USER.set(name);
    try {
      return pool.map(inputs(50), x -> USER.get()).toListAsync();
    } finally {
      USER.remove();
    }
  }

  /** The only thread of the executor begins the job, goes on, and then runs its tasks. */
  @Test
  void shouldBringTheContextBackToTheThreadThatBeganAJob() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(1);
    try (Pool pool =
        Pool.on(Threads.using(executor, 1).decoratedBy(DecoratedTasksTest::withUser)).quiet()) {
      CompletableFuture<List<String>> users = executor.submit(() -> begin(pool, "ada")).get();

      assertThat(users.join()).hasSize(50).containsOnly("ada");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldBringTheContextToAJobThatATaskBeginsAndLeaves() {
    try (Pool pool = Pool.on(Threads.of(1).decoratedBy(DecoratedTasksTest::withUser)).quiet()) {
      List<CompletableFuture<List<String>>> jobs =
          pool.map(inputs(3), job -> begin(pool, "user " + job)).toList();

      for (int job = 0; job < 3; job++) {
        assertThat(jobs.get(job).join()).hasSize(50).containsOnly("user " + job);
      }
    }
  }

  private static Throwable errorOf(UnaryOperator<Runnable> decorator, Exception thrown) {
    try (Pool pool = Pool.on(Threads.of(1).decoratedBy(decorator)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      pool.map(
              List.of(1),
              x -> {
                if (thrown != null) {
                  throw thrown;
                }
                return x;
              })
          .outcomes()
          .forEach(outcomes::add);
      return outcomes.get(0).error();
    }
  }

  @Test
  void shouldPassTheFailureOfATaskByTheDecorator() {
    IOException thrown = new IOException("gone");
    UnaryOperator<Runnable> swallowing =
        task ->
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                throw new AssertionError("the decorator sees it", e);
              }
            };
    UnaryOperator<Runnable> failing =
        task ->
            () -> {
              task.run();
              throw new IllegalStateException("after the task");
            };

    assertThat(errorOf(swallowing, thrown)).isSameAs(thrown);
    assertThat(errorOf(failing, thrown)).as("what the task threw comes first").isSameAs(thrown);
    assertThat(errorOf(failing, null)).hasMessage("after the task");
  }

  @Test
  void shouldFailTheTaskThatItsDecoratorDoesNotRunOnce() {
    assertThat(errorOf(task -> () -> {}, null)).hasMessageStartingWith("The decorator did not run");
    assertThat(
            errorOf(
                task ->
                    () -> {
                      task.run();
                      task.run();
                    },
                null))
        .hasMessageStartingWith("The decorator runs a task twice");
  }

  @Test
  void shouldSayThatADecoratorReturnsNull() {
    try (Pool pool = Pool.on(Threads.of(1).decoratedBy(task -> null)).quiet()) {
      assertThatThrownBy(() -> pool.map(List.of(1), x -> x).toList())
          .isInstanceOf(NullPointerException.class)
          .hasMessage("The decorator of tasks returned null.");
    }
  }

  @Test
  void shouldPutASecondDecoratorAroundTheFirst() {
    List<String> order = new ArrayList<>();
    Threads both =
        Threads.of(1)
            .decoratedBy(
                task ->
                    () -> {
                      order.add("inner");
                      task.run();
                    })
            .decoratedBy(
                task ->
                    () -> {
                      order.add("outer");
                      task.run();
                    });
    try (Pool pool = Pool.on(both).quiet()) {
      pool.map(List.of(1), x -> order.add("task")).toList();
    }

    assertThat(order).containsExactly("outer", "inner", "task");
  }
}
