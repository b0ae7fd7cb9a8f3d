package dev.headway.examples;

import dev.headway.Pool;
import dev.headway.progress.Row;
import dev.headway.progress.View;
import dev.headway.work.Threads;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * The bar of another library over Headway's pool: a view is one method, which gets the numbers ten
 * times a second. Here it moves a bar of the library me.tongfei:progressbar.
 *
 * <p>Run it with: {@code examples/run OtherBar}
 */
public final class OtherBar {

  public static void main(String[] args) throws InterruptedException {
    List<Integer> inputs = IntStream.rangeClosed(1, 40).boxed().toList();
    ProgressBar bar = new ProgressBarBuilder().setTaskName("squares").build();
    CountDownLatch complete = new CountDownLatch(1);
    try (bar;
        Pool pool = Pool.on(Threads.of(4)).withViews(shownBy(bar, complete))) {
      List<Integer> squares = pool.map(inputs, OtherBar::slowSquare).toList();
      // On a busy machine the last numbers may come after the results.
      complete.await(60, TimeUnit.SECONDS);
      System.out.println("The last of " + squares.size() + " squares is " + squares.get(39));
    }
  }

  private static View shownBy(ProgressBar bar, CountDownLatch complete) {
    return snapshot -> {
      for (Row row : snapshot.rows()) {
        bar.maxHint(row.total() == null ? -1 : row.total());
        bar.stepTo(row.counts().settled());
        bar.setExtraMessage(row.running() + " running, " + row.counts().failed() + " failed");
        if (row.state() != Row.State.RUNNING) {
          complete.countDown();
        }
      }
    };
  }

  private static int slowSquare(int x) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(100);
    return x * x;
  }
}
