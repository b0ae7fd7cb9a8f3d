package dev.headway.cli.attach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.headway.cli.attach.Attachment.End;
import dev.headway.internal.terminal.feed.FeedView;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressEvent.TaskEnded;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.TaskEnd;
import dev.headway.progress.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A feed and a client of it, both in this process. The test is the job. */
@EnabledOnOs(OS.LINUX)
class AttachmentTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path temporary;
  private final FeedView feed = new FeedView();
  private final AtomicLong now = new AtomicLong();
  private final List<String> remarks = new CopyOnWriteArrayList<>();
  private final List<ProgressEvent> events = new ArrayList<>();
  private final List<Snapshot> shown = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    feed.start(Map.of("XDG_RUNTIME_DIR", temporary.toString()));
  }

  @AfterEach
  void close() {
    feed.stop();
  }

  private static Row row(Row.State state, long succeeded) {
    Row.Builder row = new Row.Builder();
    row.id = 1;
    row.label = "job";
    row.workers = 2;
    row.total = 40L;
    row.counts = new dev.headway.progress.Counts(succeeded, 0, 0, 0, 0, 0);
    row.state = state;
    return row.build();
  }

  private void work(double second, Row row) {
    feed.show(new Snapshot((long) (second * SECOND), List.of(row)));
  }

  private Program program() throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", temporary.toString());
    return Program.all(environment, problems::add).stream()
        .filter(one -> one.socket().path().startsWith(temporary))
        .findFirst()
        .orElseThrow();
  }

  /** A view on which the job reacts to what is shown of it. */
  private View view(Consumer<Snapshot> reaction) {
    return new View() {
      @Override
      public void show(Snapshot snapshot) {
        shown.add(snapshot);
        reaction.accept(snapshot);
      }

      @Override
      public ProgressListener failureListener(long id) {
        return events::add;
      }
    };
  }

  private Attachment attachment(Consumer<Snapshot> reaction) throws IOException {
    return new Attachment(program(), view(reaction), line -> {}, remarks::add, now::get);
  }

  private static boolean isOver(Snapshot snapshot) {
    return snapshot.rows().stream().anyMatch(row -> row.state() != Row.State.RUNNING);
  }

  @Test
  void shouldShowAJobUntilItHasEnded() throws IOException {
    work(0, row(Row.State.RUNNING, 10));
    ProgressListener failures = feed.failureListener(1);
    End end =
        attachment(
                snapshot -> {
                  if (isOver(snapshot)) {
                    now.addAndGet(3 * SECOND);
                  } else if (shown.size() == 1) {
                    failures.on(
                        new TaskEnded(
                            0,
                            "job",
                            17,
                            1,
                            new IOException("truncated"),
                            TaskEnd.FAILED,
                            2,
                            "cat.png",
                            SECOND));
                    work(1, row(Row.State.FINISHED, 40));
                  }
                })
            .run();

    assertThat(end).isEqualTo(End.DONE);
    assertThat(shown.get(0).rows()).containsExactly(row(Row.State.RUNNING, 10));
    assertThat(shown.get(shown.size() - 1).rows()).containsExactly(row(Row.State.FINISHED, 40));
    assertThat(events).hasSize(1);
    TaskEnded failed = (TaskEnded) events.get(0);
    assertThat(failed.input()).isEqualTo("cat.png");
    assertThat(failed.index()).isEqualTo(17);
    assertThat(failed.attempt()).isEqualTo(2);
    assertThat(failed.error()).hasToString("java.io.IOException: truncated");
    assertThat(remarks).isEmpty();
  }

  @Test
  void shouldNotShowWhatEndedBefore() throws IOException {
    work(0, row(Row.State.FINISHED, 40));
    Attachment attachment = attachment(snapshot -> {});
    Thread job = new Thread(() -> awaitRemarkAndLeave(attachment));
    job.start();

    assertThat(attachment.run()).isEqualTo(End.LEFT);
    assertThat(shown).allSatisfy(snapshot -> assertThat(snapshot.rows()).isEmpty());
    assertThat(remarks.get(0)).startsWith("No job goes on in process ");
  }

  @Test
  void shouldNotSayThatNoJobGoesOnBeforeTheGreetingIsWhole() throws IOException {
    Path socket = temporary.resolve("headway/" + ProcessHandle.current().pid() + ".sock");
    feed.stop();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Attachment[] self = new Attachment[1];
      List<SocketChannel> clients = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      AtomicLong looks = new AtomicLong();
      View view =
          new View() {
            @Override
            public void show(Snapshot snapshot) {
              self[0].leave();
            }

            @Override
            public boolean idle(long nanos, boolean last) {
              if (last) {
                return false;
              }
              if (clients.isEmpty()) {
                clients.add(send(server, "{\"event\":\"hello\",\"live\":1}"));
              } else if (!lines.isEmpty() && looks.incrementAndGet() == 2) {
                send(clients.get(0), "{\"event\":\"started\",\"id\":1,\"label\":\"job\"}");
              }
              return false;
            }
          };
      self[0] = new Attachment(program(), view, lines::add, remarks::add, now::get);
      server.accept().close(); // This was the look whether it is served.

      assertThat(self[0].run()).isEqualTo(End.LEFT);
      clients.get(0).close();
    }
    assertThat(remarks).isEmpty();
  }

  private static SocketChannel send(ServerSocketChannel server, String line) {
    try {
      SocketChannel client = server.accept();
      send(client, line);
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(SocketChannel client, String line) {
    try {
      client.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitRemarkAndLeave(Attachment attachment) {
    while (remarks.isEmpty()) {
      Thread.onSpinWait();
    }
    attachment.leave();
  }

  @Test
  void shouldTakeTheBarAwayWhenTheUserLeaves() throws IOException {
    work(0, row(Row.State.RUNNING, 10));
    Attachment[] self = new Attachment[1];
    self[0] = attachment(snapshot -> self[0].leave());

    assertThat(self[0].run()).isEqualTo(End.LEFT);
    assertThat(shown.get(shown.size() - 1).rows()).isEmpty();
  }

  @Test
  void shouldTellAFeedThatWasClosedFromAProgramThatDied() throws IOException {
    work(0, row(Row.State.RUNNING, 10));

    assertThat(attachment(snapshot -> feed.stop()).run()).isEqualTo(End.CLOSED);
    assertThat(shown.get(shown.size() - 1).rows()).isEmpty();
  }

  @Test
  void shouldSayThatAProgramDoesNotAnswer() throws IOException {
    Path folder = temporary.resolve("headway");
    Path mute = folder.resolve(ProcessHandle.current().pid() + ".sock");
    feed.stop();
    assertThat(Files.exists(mute)).isFalse();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(mute));
      AtomicLong late = new AtomicLong();
      Attachment attachment =
          new Attachment(
              program(),
              view(snapshot -> {}),
              line -> {},
              remarks::add,
              () -> late.addAndGet(3 * SECOND));

      assertThatIOException()
          .isThrownBy(attachment::run)
          .withMessageContaining("does not answer at " + mute)
          .withMessageContaining("It may be stopped");
    }
  }
}
