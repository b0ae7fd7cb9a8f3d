package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Unit;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Progress that is begun inside of tasks on threads, on a clock that the tasks move on. */
@Timeout(180)
class ProgressInsideTasksTest {
  private final AtomicLong clock = new AtomicLong();
  private final List<Snapshot> seen = new ArrayList<>();
  private final Display display = Display.manual(clock::get, seen::add);
  private final Pool pool = Pool.on(Serial.here()).on(display);

  private Row tick() {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    display.tick();
    Snapshot last = seen.get(seen.size() - 1);
    assertThat(last.rows()).as("no row of its own").hasSize(1);
    return last.rows().get(0);
  }

  private List<SubProgress> parts() {
    List<RunningTask> running = tick().longest();
    assertThat(running).hasSize(1);
    return running.get(0).parts();
  }

  private static SubProgress part(String label, long done, Long total) {
    return new SubProgress(label, Unit.ITEMS, done, total);
  }

  @Test
  void shouldShowItWithItsTaskAndCountNothingAsDone() {
    pool.map(
            List.of("a", "b"),
            input -> {
              try (Progress inside = display.begin("pages", 4)) {
                inside.advance(3);
                Row row = tick();
                assertThat(row.longest().get(0).name()).isEqualTo(input);
                assertThat(row.longest().get(0).parts()).containsExactly(part("pages", 3, 4L));
                assertThat(row.longest().get(0).fraction()).isEqualTo(0.75);
                assertThat(row.counts().settled()).isEqualTo(row.longest().get(0).index());
              }
              assertThat(parts()).isEmpty();
              return input;
            })
        .toList();
  }

  @Test
  void shouldShowTheOutermostAndTheInnermost() {
    pool.map(
            List.of(1),
            input -> {
              Progress first = display.begin("first", 4);
              Progress second = first.nested("second", 5);
              Progress third = display.begin("third");
              assertThat(parts()).containsExactly(part("first", 0, 4L), part("third", 0, null));
              third.close();
              assertThat(parts()).containsExactly(part("first", 0, 4L), part("second", 0, 5L));
              second.close();
              first.close();
              return input;
            })
        .toList();
  }

  @Test
  void shouldCloseWhatATaskForgotOrFailedIn() {
    List<Progress> forgotten = new ArrayList<>();
    pool.over(List.of(1, 2, 3))
        .map(
            input -> {
              assertThat(parts()).as("nothing of the task before").isEmpty();
              forgotten.add(display.begin("forgotten " + input, 4));
              assertThat(parts()).hasSize(1);
              if (input == 2) {
                throw new IllegalStateException("on purpose");
              }
              return input;
            })
        .outcomes()
        .forEach(outcome -> {});

    int before = seen.size();
    display.tick();
    assertThat(seen).as("nothing is open").hasSize(before);
    forgotten.forEach(Progress::advance);
    forgotten.forEach(Progress::close);
  }

  @Test
  void shouldShowAJobInsideOfATaskAndWhatItsTasksSay() {
    pool.map(
            List.of("outer"),
            input ->
                Pool.on(Serial.here())
                    .on(display)
                    .over(List.of(1, 2))
                    .named("inner")
                    .map(
                        x -> {
                          try (Progress words = display.begin("words", 9)) {
                            words.advance(x);
                            assertThat(parts())
                                .containsExactly(part("inner", x - 1, 2L), part("words", x, 9L));
                          }
                          return x;
                        })
                    .toList())
        .toList();
  }

  @Test
  void shouldShowThroughAQuietPoolWhatIsBegunInItsTasks() {
    pool.map(
            List.of("outer"),
            input ->
                Pool.on(Serial.here())
                    .quiet()
                    .map(
                        List.of(1),
                        x -> {
                          try (Progress words = display.begin("words", 9)) {
                            words.advance();
                            assertThat(parts()).containsExactly(part("words", 1, 9L));
                          }
                          return x;
                        })
                    .toList())
        .toList();
  }

  @Test
  void shouldLeaveAloneWhatIsBegunElsewhere() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    List<Row> rows = new ArrayList<>();
    try (Pool threads = Pool.on(Threads.of(1)).on(display);
        Results<Integer, Integer> results =
            threads.map(
                List.of(1),
                x -> {
                  begun.countDown();
                  end.await();
                  return x;
                })) {
      Thread consumer = new Thread(() -> results.toList());
      consumer.start();
      begun.await();
      try (Progress outside = display.begin("outside")) {
        outside.advance();
        display.tick();
        rows.addAll(seen.get(seen.size() - 1).rows());
      }
      end.countDown();
      consumer.join();
    }
    assertThat(rows).extracting(Row::label).contains("outside").hasSize(2);
  }

  @Test
  void shouldShowNothingMoreOfATaskThatWasGivenUp() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    try (Pool threads = Pool.on(Threads.of(1)).on(display)) {
      var outcomes =
          threads
              .over(List.of(1))
              .timeout(Duration.ofMillis(50))
              .map(
                  x -> {
                    Progress open = display.begin("open", 4);
                    while (end.getCount() > 0) {
                      try {
                        end.await();
                      } catch (InterruptedException e) {
                        open.advance();
                        clock.addAndGet(TimeUnit.SECONDS.toNanos(5)); // It heeds no interrupt.
                      }
                    }
                    display.begin("late", 4).advance();
                    late.countDown();
                    return x;
                  })
              .outcomes()
              .iterator();
      assertThat(outcomes.next()).isInstanceOf(Outcome.TimedOut.class);
      assertThat(outcomes.hasNext()).isFalse();
      end.countDown();
      late.await();
    }
    int before = seen.size();
    display.tick();
    assertThat(seen).as("nothing is shown").hasSize(before);
    assertThat(seen).allSatisfy(snapshot -> assertThat(snapshot.rows()).hasSize(1));
  }

  @Test
  void shouldKeepApartWhatAThousandTasksShow() {
    try (Pool threads = Pool.on(Threads.of(4)).on(display)) {
      threads
          .over(List.copyOf(java.util.stream.IntStream.range(0, 1000).boxed().toList()))
          .map(
              x -> {
                try (Progress inside = display.begin("p" + x, 3)) {
                  inside.advance(3);
                }
                return x;
              })
          .toList();
    }
    int before = seen.size();
    display.tick();
    assertThat(seen).as("nothing is open").hasSize(before);
    assertThat(seen).allSatisfy(snapshot -> assertThat(snapshot.rows()).hasSize(1));
  }
}
