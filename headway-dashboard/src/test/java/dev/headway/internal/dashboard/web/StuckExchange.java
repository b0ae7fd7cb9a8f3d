package dev.headway.internal.dashboard.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A page that reads nothing: whoever writes to it waits until it is interrupted. */
final class StuckExchange extends FakeExchange {
  private final Body body;

  StuckExchange() {
    this(new Body());
  }

  private StuckExchange(Body body) {
    super(body);
    this.body = body;
  }

  void awaitWrite() throws InterruptedException {
    body.writing.await();
  }

  private static final class Body extends OutputStream {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public void write(int b) throws IOException {
      writing.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }
}
