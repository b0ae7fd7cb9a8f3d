package dev.headway.process;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A logger that keeps what it is told. */
final class TestLog implements System.Logger {
  final List<String> lines = new CopyOnWriteArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);

  void awaitFirst() throws InterruptedException {
    Patience.await(first);
  }

  @Override
  public String getName() {
    return "test";
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
    lines.add(level + " " + message);
    first.countDown();
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
    log(level, bundle, format, (Throwable) null);
  }
}
