package dev.headway.internal.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.dashboard.model.Board;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  /** The server may be closed between the two. */
  @Test
  void shouldNotBeginAfterItsEnd() {
    EventStream stream =
        new EventStream(new StuckExchange(), new Board(), () -> "{}", System::nanoTime);
    Thread sender = new Thread(() -> {});
    stream.end();

    stream.runOn(sender);

    assertThat(sender.getState()).isEqualTo(Thread.State.NEW);
  }
}
