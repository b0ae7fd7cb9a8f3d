package dev.headway.internal.run;

import dev.headway.internal.text.UserText;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls a listener until it throws, as with views. After that the work continues without it, and
 * one warning says so. Safe for use by several threads.
 */
public final class GuardedListener implements ProgressListener {
  private final ProgressListener listener;
  private final AtomicBoolean failed = new AtomicBoolean();

  public GuardedListener(ProgressListener listener) {
    this.listener = listener;
  }

  @Override
  public void on(ProgressEvent event) {
    if (failed.get()) {
      return;
    }
    try {
      listener.on(event);
    } catch (Throwable e) { // Errors too: an outcome would be lost with its report.
      if (!failed.getAndSet(true)) {
        String text = "A progress listener failed on " + event + " and is called no more";
        UserText.warn(GuardedListener.class, text, e);
      }
    }
  }
}
