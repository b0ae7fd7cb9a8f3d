package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A logger that keeps what it is told. */
public final class TestLog implements System.Logger {
  public final List<String> lines = new CopyOnWriteArrayList<>();
  private final Semaphore told = new Semaphore(0);

  public TestLog() {}

  /** Waits for as many lines more. */
  void await(int more) throws InterruptedException {
    assertThat(told.tryAcquire(more, Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
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
    told.release();
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
    log(level, bundle, format, (Throwable) null);
  }
}
