package dev.headway.internal.process.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.loader.ClassServer;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.protocol.StatusPage;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.ResultStatus;
import dev.headway.internal.time.HelperThreads;
import dev.headway.process.Patience;
import dev.headway.process.Tasks;
import dev.headway.process.TestBatch;
import dev.headway.process.TestLog;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a parent makes of the answers of a child that has gone mad. */
class BatchRequestTest {
  private static final int REQUEST = 1;

  private Process process;
  private StatusPage status;
  private FrameChannel childsEnd;
  private WorkerProcess child;
  private final TestBatch<String, Object> batch = TestBatch.of(Tasks::same, "a", "b", "c");
  private BatchRequest<String, Object> exchange;
  private final GrowableBuffer committed = new GrowableBuffer();

  @BeforeEach
  void connect() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
    SocketDirectory directory = SocketDirectory.make();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      status = StatusPage.create(directory.statusPage());
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.socket());
      server.bind(address);
      FrameChannel channel = new FrameChannel(SocketChannel.open(address));
      childsEnd = new FrameChannel(server.accept());
      OutputReader console =
          new OutputReader(
              2,
              process,
              (worker, output, text, goesOn) -> {},
              new JvmNotices(Map.of(), false),
              false);
      CrashFile file = new CrashFile("/no/where");
      LeakedProcesses leaked = new LeakedProcesses("Worker 2", new TestLog());
      ProcessTree tree = new ProcessTree(process.toHandle(), "none", leaked);
      child =
          new WorkerProcess(
              2,
              process,
              channel,
              status,
              console,
              file,
              tree,
              leaked,
              new ClassServer(),
              ProcessConfig.of(1).with(draft -> draft.maxResult = 9));
    } finally {
      directory.delete();
    }
    exchange = new BatchRequest<>(batch, child, new GrowableBuffer());
  }

  @AfterEach
  void close() {
    process.destroyForcibly();
    child.channel().close();
    childsEnd.close();
  }

  private void run() throws IOException {
    exchange.run(new FunctionCache().get(batch.function()), 0);
  }

  private void answer(
      FrameHeader.Kind kind, int request, int results, Consumer<GrowableBuffer> writer)
      throws IOException {
    GrowableBuffer payload = new GrowableBuffer();
    writer.accept(payload);
    childsEnd.send(kind, request, results, payload.array(), 0, payload.length());
  }

  private void hangUpAfterTheTasks() {
    Runnable reading =
        () -> {
          try {
            FrameHeader header = childsEnd.next();
            while (header != null && header.kind() != FrameHeader.Kind.TASKS) {
              childsEnd.payload(header, new GrowableBuffer());
              header = childsEnd.next();
            }
            childsEnd.payload(header, new GrowableBuffer());
          } catch (IOException e) {
            throw new AssertionError(e);
          } finally {
            childsEnd.close();
          }
        };
    HelperThreads.daemon("fake child", reading).start();
  }

  private static void value(GrowableBuffer payload, int place, Object value) {
    payload.putInt(place);
    payload.putByte(ResultStatus.VALUE.ordinal());
    try {
      Codec.write(payload, value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void answerAll() throws IOException {
    answer(FrameHeader.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    answer(
        FrameHeader.Kind.DONE,
        REQUEST,
        2,
        out -> {
          value(out, 1, "B");
          value(out, 2, "C");
        });
  }

  @Test
  void shouldReportWhatIsSaid() throws Exception {
    answerAll();

    run();

    assertThat(batch.trail())
        .containsExactly(
            "started 0", "succeeded 0", "started 1", "succeeded 1", "started 2", "succeeded 2");
    assertThat(batch.value(2)).isEqualTo("C");
  }

  @Test
  void shouldFailATaskWhoseResultIsLargerThanTheChildWasTold() throws Exception {
    answer(
        FrameHeader.Kind.DONE,
        REQUEST,
        3,
        out -> {
          value(out, 0, "123456789");
          value(out, 1, "1234567890");
          value(out, 2, "C");
        });

    run();

    assertThat(batch.ends()).containsExactly("succeeded 0", "failed 1", "succeeded 2");
    assertThat(batch.error(1))
        .hasMessageContaining("The result of task 11 cannot be read")
        .hasMessageContaining("it needs more than 9 bytes in serialized form");
  }

  @Test
  void shouldRefuseTheAnswerToAnotherRequest() throws Exception {
    answer(FrameHeader.Kind.DONE, REQUEST + 1, 1, out -> value(out, 0, "A"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it answers request 2, not 1");
    assertThat(batch.ends()).isEmpty();
  }

  @Test
  void shouldRefuseResultsOutOfOrder() throws Exception {
    answer(FrameHeader.Kind.DONE, REQUEST, 1, out -> value(out, 1, "B"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it tells of task 1 in place of 0");
  }

  @Test
  void shouldRefuseMoreResultsThanTasks() throws Exception {
    answer(
        FrameHeader.Kind.DONE,
        REQUEST,
        4,
        out -> {
          for (int place = 0; place < 4; place++) {
            value(out, place, "x");
          }
        });
    assertThatThrownBy(this::run).isInstanceOf(BadFrameException.class);
    assertThat(batch.ends()).containsExactly("succeeded 0", "succeeded 1", "succeeded 2");
  }

  @Test
  void shouldSayHowManyResultsCameTogether() throws Exception {
    answerAll();
    run();
    assertThat(batch.arrivals()).containsExactly(1, 2);
  }

  @Test
  void shouldRefuseAnotherNumberOfResultsThanIsSaid() throws Exception {
    answer(FrameHeader.Kind.DONE, REQUEST, 2, out -> value(out, 0, "A"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it has 1 results in place of 2");
    assertThat(batch.ends()).containsExactly("succeeded 0");
  }

  @Test
  void shouldRefuseFramesThatAChildDoesNotSend() throws Exception {
    answer(FrameHeader.Kind.TASKS, REQUEST, 0, out -> {});
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("a worker does not send TASKS");
  }

  @Test
  void shouldRefuseResultsThatEndInTheMiddle() throws Exception {
    answer(
        FrameHeader.Kind.DONE,
        REQUEST,
        1,
        out -> {
          value(out, 0, "A");
          out.truncate(out.length() - 1);
        });
    assertThatThrownBy(this::run).isInstanceOf(BadFrameException.class);
  }

  @Test
  void shouldBlameTheTaskThatTheGaugeNames() throws Exception {
    answer(FrameHeader.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    hangUpAfterTheTasks();
    status.begin(REQUEST, 2);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("succeeded 0", "crashed 1", "crashed 2");
    assertThat(batch.error(1)).hasMessage("It died after it had run task 11 (input: b).");
    assertThat(batch.error(2)).hasMessage("It died while it ran task 12 (input: c).");
  }

  @Test
  void shouldBlameNobodyWhenNoTaskRan() throws Exception {
    answer(FrameHeader.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    hangUpAfterTheTasks();
    status.begin(REQUEST, 0); // It was reported, so that is not where the child died.

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.trail())
        .containsExactly("started 0", "succeeded 0", "started 1", "not started 1");
  }

  /** The child, which runs a task and has no time to send its result. */
  private void commit(int results, Object value) {
    GrowableBuffer out = new GrowableBuffer();
    value(out, results - 1, value);
    committed.write(out.array(), 0, out.length());
    int end = committed.length();
    status.results().commit(committed.array(), end - out.length(), end, results);
  }

  @Test
  void shouldHaveTheResultsThatTheChildHadNoTimeToSend() throws Exception {
    hangUpAfterTheTasks();
    status.begin(REQUEST, 0);
    status.results().begin(REQUEST);
    commit(1, "A");
    status.begin(REQUEST, 1);
    commit(2, "B");
    status.begin(REQUEST, 2);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("succeeded 0", "succeeded 1", "crashed 2");
    assertThat(batch.value(1)).isEqualTo("B");
  }

  @Test
  void shouldHaveThemBehindThoseThatCame() throws Exception {
    answer(FrameHeader.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    hangUpAfterTheTasks();
    status.results().begin(REQUEST);
    commit(1, "A");
    commit(2, "B");
    status.begin(REQUEST, 1);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).as("its task had ended").containsExactly("succeeded 0", "succeeded 1");
    assertThat(batch.value(1)).isEqualTo("B");
    assertThat(batch.trail()).endsWith("succeeded 1");
  }

  @Test
  void shouldNotLetATaskRunAgainWhoseResultWasSentAndDidNotCome() throws Exception {
    hangUpAfterTheTasks();
    status.results().begin(REQUEST);
    commit(1, "A");
    status.results().sent(1, committed.length());

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("crashed 0");
    assertThat(batch.error(0)).hasMessageStartingWith("It died after it had run task 10");
  }

  @Test
  void shouldCostAnInnocentTaskNothingThatTheOneBeforeItWasOverItsTime() throws Exception {
    hangUpAfterTheTasks();
    status.begin(REQUEST, 0);
    assertThat(status.markForKill(REQUEST, 1)).isFalse();
    assertThat(status.markForKill(REQUEST, 0)).isTrue();
    exchange.expire(REQUEST, 0);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("timed out 0");
  }

  @Test
  void shouldBlameTheFirstTaskWhenTheChildDiedReceiving() throws Exception {
    hangUpAfterTheTasks();
    status.receiving(REQUEST);

    assertThatThrownBy(this::run).isInstanceOf(IOException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("crashed 0");
    assertThat(batch.error(0)).hasMessage("It died while it received task 10 (input: a).");
  }

  @Test
  void shouldBlameTheFirstTaskThatIsOpenForAnAnswerThatCannotBeRead() throws Exception {
    answer(FrameHeader.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    answer(FrameHeader.Kind.RESULTS, REQUEST, 0, out -> out.putInt(99));

    assertThatThrownBy(this::run).isInstanceOf(BadFrameException.class);
    exchange.died("It was killed", true);

    assertThat(batch.ends()).containsExactly("succeeded 0", "crashed 1");
  }

  @Test
  void shouldSendNothingForAClaimThatWasCancelledBefore() throws Exception {
    assertThat(exchange.cancel()).isTrue();
    assertThat(exchange.cancel()).isFalse();

    FutureTask<Void> run =
        new FutureTask<>(
            () -> {
              run();
              return null;
            });
    new Thread(run).start();
    Patience.get(run);

    assertThat(batch.trail()).isEmpty();
  }
}
