package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressWrappersTest {
  private final List<Row> rows = new ArrayList<>();
  private final LiveDisplay display =
      LiveDisplay.manual(() -> 0, snapshot -> rows.addAll(snapshot.rows()));

  private Row last() {
    return rows.get(rows.size() - 1);
  }

  @Test
  void shouldCountALoopWhenItsBodyIsDone() {
    for (String each : new CountedIterable<>(display, "loop", List.of("a", "b"))) {
      assertThat(each).isNotEmpty();
      display.tick();
    }
    assertThat(rows).extracting(row -> row.counts().settled()).containsExactly(0L, 1L, 2L);
    assertThat(last().complete()).isTrue();
    assertThat(last().label()).isEqualTo("loop");
  }

  @Test
  void shouldKnowNoTotalOfAnIterator() {
    Iterator<Integer> wrapped =
        ProgressWrappers.iterator(display, "", List.of(1, 2, 3).iterator(), null);
    wrapped.forEachRemaining(x -> {});

    assertThat(last().total()).isNull();
    assertThat(last().counts().settled()).isEqualTo(3);
    assertThat(last().state()).isEqualTo(Row.State.FINISHED);
  }

  @Test
  void shouldStopWithASourceThatThrows() {
    Iterator<Integer> broken = Stream.of(1, 0).map(x -> 1 / x).iterator();
    Iterator<Integer> wrapped = ProgressWrappers.iterator(display, "", broken, null);
    wrapped.next();

    assertThatThrownBy(wrapped::next).isInstanceOf(ArithmeticException.class);
    assertThat(last().state()).isEqualTo(Row.State.STOPPED);
  }

  @Test
  void shouldCountEveryElementOfAParallelStream() {
    List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
    long sum =
        ProgressWrappers.stream(display, "", numbers.parallelStream()).mapToLong(x -> x).sum();

    assertThat(sum).isEqualTo(49_995_000);
    assertThat(last().counts().settled()).isEqualTo(10_000);
    assertThat(last().complete()).isTrue();
  }

  @Test
  void shouldEndWithAStreamThatStopsEarlyAndIsClosed() {
    try (Stream<Integer> stream = ProgressWrappers.stream(display, "", Stream.of(1, 2, 3))) {
      assertThat(stream.findFirst()).contains(1);
    }
    assertThat(last().counts().settled()).isEqualTo(1);
    assertThat(last().state()).isEqualTo(Row.State.STOPPED);
    assertThat(last().complete()).isFalse();
  }

  @Test
  void shouldCountBytesAndTakeBackARewind() throws IOException {
    ProgressHandle progress = ProgressHandle.begin(display, "", Unit.BYTES, 10L, 0);
    try (InputStream in =
        new CountedInputStream(new ByteArrayInputStream(new byte[10]), progress)) {
      in.mark(10);
      assertThat(in.readNBytes(6)).hasSize(6);
      display.tick();
      in.reset();
      display.tick();
      assertThat(in.skip(2)).isEqualTo(2);
      assertThat(in.read()).isZero();
      assertThat(in.readAllBytes()).hasSize(7);
    }
    assertThat(rows).extracting(row -> row.counts().settled()).startsWith(6L, 0L);
    assertThat(last().counts().settled()).isEqualTo(10);
    assertThat(last().unit()).isEqualTo(Unit.BYTES);
    assertThat(last().complete()).isTrue();
  }

  @Test
  void shouldRefuseANegativeTotal() {
    assertThatThrownBy(() -> Handles.begin(display, "x", -1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 0, not -1");
  }

  @Test
  void shouldEndWhatIsClosed() {
    try (CountedIterable<Integer> loop =
        new CountedIterable<>(display, "closed", List.of(0, 1, 2, 3))) {
      for (int x : loop) {
        if (x == 2) {
          break;
        }
      }
    }
    assertThat(last().state()).isEqualTo(Row.State.STOPPED);
    assertThat(last().counts().settled()).isEqualTo(2);
    try (CountedIterable<Integer> loop =
        new CountedIterable<>(display, "whole", List.of(0, 1, 2, 3))) {
      loop.forEach(x -> {});
    }
    assertThat(rows).hasSize(2);
    assertThat(last().complete()).isTrue();
  }

  @Test
  void shouldNotCallAnInputStreamFinishedThatWasNotReadToItsEnd() throws IOException {
    for (int bytes : new int[] {4, 10}) {
      ProgressHandle progress = ProgressHandle.begin(display, "read", Unit.BYTES, 10L, 0);
      try (InputStream in =
          new CountedInputStream(new ByteArrayInputStream(new byte[10]), progress)) {
        assertThat(in.readNBytes(bytes)).hasSize(bytes);
      }
    }
    assertThat(rows).extracting(Row::state).containsExactly(Row.State.STOPPED, Row.State.FINISHED);
  }
}
