package dev.headway.internal.terminal.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.feed.FeedLine.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for a client that does not read. */
class FeedClientTest {

  /** Takes as many bytes as it is told to. */
  private static final class Valve implements ByteChannel {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int room;

    @Override
    public int write(ByteBuffer from) {
      int count = Math.min(room, from.remaining());
      for (int i = 0; i < count; i++) {
        taken.write(from.get());
      }
      room -= count;
      return count;
    }

    @Override
    public int read(ByteBuffer to) {
      return -1;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private final Valve valve = new Valve();
  private final FeedClient client =
      new FeedClient(valve, (id, label, count) -> line(id, Kind.EVENT, "dropped " + count));

  private static FeedLine line(long id, Kind kind, String text) {
    return new FeedLine(id, "job", kind, (id + " " + text + "\n").getBytes(US_ASCII));
  }

  private List<String> readAll() throws IOException {
    valve.taken.reset();
    valve.room = Integer.MAX_VALUE;
    assertThat(client.write(0)).isTrue();
    valve.room = 0;
    return valve.taken.toString(US_ASCII).lines().toList();
  }

  @Test
  void shouldKeepTheNewestNumbersOfEachProgressAlone() throws IOException {
    client.add(line(1, Kind.STATE, "started"));
    for (int i = 0; i < 1000; i++) {
      client.add(line(1, Kind.NUMBERS, "numbers " + i));
      client.add(line(1, Kind.TASKS, "tasks " + i));
      client.add(line(2, Kind.NUMBERS, "numbers " + i));
    }

    assertThat(readAll())
        .containsExactly("1 started", "1 numbers 999", "1 tasks 999", "2 numbers 999");
  }

  @Test
  void shouldTellNoNumbersBehindAnEnd() throws IOException {
    client.add(line(1, Kind.NUMBERS, "numbers"));
    client.add(line(1, Kind.TASKS, "tasks"));
    client.add(line(1, Kind.STATE, "finished"));

    assertThat(readAll()).containsExactly("1 finished");
  }

  @Test
  void shouldKeepTheOrderOfEvents() throws IOException {
    client.add(line(1, Kind.EVENT, "a"));
    client.add(line(1, Kind.NUMBERS, "old"));
    client.add(line(1, Kind.EVENT, "b"));
    client.add(line(1, Kind.NUMBERS, "new"));

    assertThat(readAll()).containsExactly("1 a", "1 b", "1 new");
  }

  @Test
  void shouldWriteALineInPiecesAsThereIsRoom() throws IOException {
    client.add(line(1, Kind.EVENT, "abcdef"));
    valve.room = 4;

    assertThat(client.write(0)).isFalse();
    assertThat(valve.taken.toString(US_ASCII)).isEqualTo("1 ab");
    valve.room = 100;
    assertThat(client.write(0)).isTrue();
    assertThat(valve.taken.toString(US_ASCII)).isEqualTo("1 abcdef\n");
  }

  @Test
  void shouldTellHowLongAClientHasTakenNothing() throws IOException {
    client.add(line(1, Kind.EVENT, "abcdef"));
    valve.room = 2;
    client.write(1000);
    client.write(1009);
    assertThat(client.isBlockedFor(10, 1009)).isFalse();
    assertThat(client.isBlockedFor(10, 1010)).isTrue();

    valve.room = 2;
    client.write(1020);
    assertThat(client.isBlockedFor(10, 1029)).as("it took a part").isFalse();
    assertThat(client.isBlockedFor(10, 1030)).isTrue();

    valve.room = 100;
    client.write(1040);
    assertThat(client.isBlockedFor(10, 5000)).as("nothing waits for it").isFalse();
    valve.room = 0;
    client.add(line(1, Kind.EVENT, "later"));
    client.write(6000);
    assertThat(client.isBlockedFor(10, 6009)).as("nothing waited before").isFalse();
  }

  @Test
  void shouldBoundWhatWaitsAndCountWhatIsLost() throws IOException {
    String text = "x".repeat(1000);
    int added = 10 * FeedClient.MAX_WAITING / 1000;
    for (int i = 0; i < added; i++) {
      client.add(line(1 + i % 2, Kind.EVENT, text));
    }
    client.add(line(1, Kind.STATE, "finished"));

    List<String> first = readAll();
    client.add(line(3, Kind.EVENT, "later"));
    List<String> then = readAll();

    long events = first.stream().filter(line -> line.endsWith(text)).count();
    long lost =
        java.util.stream.Stream.concat(first.stream(), then.stream())
            .filter(line -> line.contains("dropped"))
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    assertThat(events * 1000).isLessThan(FeedClient.MAX_WAITING).isPositive();
    assertThat(events + lost).isEqualTo(added);
    assertThat(first).contains("1 finished");
    assertThat(then).contains("3 later");
  }

  @Test
  void shouldBoundWhatItKeepsOfProgressesThatAreLost() throws IOException {
    int added = 100_000;
    for (int i = 1; i <= added; i++) {
      client.add(line(i, Kind.STATE, "started" + " ".repeat(50)));
    }

    List<String> lines = new java.util.ArrayList<>(readAll());
    int written = valve.taken.size();
    lines.addAll(readAll());

    List<String> dropped = lines.stream().filter(line -> line.contains("dropped")).toList();
    long lost =
        dropped.stream()
            .mapToLong(line -> Long.parseLong(line.substring(line.indexOf("d ") + 2)))
            .sum();
    assertThat(written).isLessThan(2 * FeedClient.MAX_WAITING);
    assertThat(dropped)
        .hasSizeLessThanOrEqualTo(FeedClient.MAX_LOST + 1)
        .anyMatch(line -> line.startsWith("0 "));
    assertThat(lines.size() - dropped.size() + lost).isEqualTo(added);
  }
}
