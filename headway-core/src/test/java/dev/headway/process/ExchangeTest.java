package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class ExchangeTest {
  private static final int REQUEST = 1;

  private Process process;
  private Gauge gauge;
  private Wire childsEnd;
  private Child child;
  private final TestClaim<String, Object> claim = TestClaim.of(Tasks::same, "a", "b", "c");
  private Exchange<String, Object> exchange;
  private final Bytes committed = new Bytes();

  @BeforeEach
  void connect() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
    Nest nest = Nest.make();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      gauge = Gauge.create(nest.gauge());
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(nest.socket());
      server.bind(address);
      Wire wire = new Wire(SocketChannel.open(address));
      childsEnd = new Wire(server.accept());
      Console console =
          new Console(
              2,
              process,
              (worker, output, text, goesOn) -> {},
              new StartNotices(Map.of(), false),
              false);
      CrashFile file = new CrashFile("/no/where");
      Leftovers leftovers = new Leftovers("Worker 2", new TestLog());
      Family family = new Family(process.toHandle(), "none", leftovers);
      child =
          new Child(
              2,
              process,
              wire,
              gauge,
              console,
              file,
              family,
              leftovers,
              new ClassSource(),
              Settings.of(1).with(draft -> draft.maxResult = 9));
    } finally {
      nest.delete();
    }
    exchange = new Exchange<>(claim, child, new Bytes());
  }

  @AfterEach
  void close() {
    process.destroyForcibly();
    child.wire().close();
    childsEnd.close();
  }

  private void run() throws IOException {
    exchange.run(new Parcels().get(claim.function()), 0);
  }

  private void answer(Frame.Kind kind, int request, int results, Consumer<Bytes> writer)
      throws IOException {
    Bytes payload = new Bytes();
    writer.accept(payload);
    childsEnd.send(kind, request, results, payload.array(), 0, payload.length());
  }

  private void hangUpAfterTheTasks() {
    Runnable reading =
        () -> {
          try {
            Frame frame = childsEnd.next();
            while (frame != null && frame.kind() != Frame.Kind.TASKS) {
              childsEnd.payload(frame, new Bytes());
              frame = childsEnd.next();
            }
            childsEnd.payload(frame, new Bytes());
          } catch (IOException e) {
            throw new AssertionError(e);
          } finally {
            childsEnd.close();
          }
        };
    Warden.daemon("fake child", reading).start();
  }

  private static void value(Bytes payload, int place, Object value) {
    payload.putInt(place);
    payload.putByte(Status.VALUE.ordinal());
    try {
      Codec.write(payload, value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void answerAll() throws IOException {
    answer(Frame.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    answer(
        Frame.Kind.DONE,
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

    assertThat(claim.trail())
        .containsExactly(
            "started 0", "succeeded 0", "started 1", "succeeded 1", "started 2", "succeeded 2");
    assertThat(claim.value(2)).isEqualTo("C");
  }

  @Test
  void shouldFailATaskWhoseResultIsLargerThanTheChildWasTold() throws Exception {
    answer(
        Frame.Kind.DONE,
        REQUEST,
        3,
        out -> {
          value(out, 0, "123456789");
          value(out, 1, "1234567890");
          value(out, 2, "C");
        });

    run();

    assertThat(claim.ends()).containsExactly("succeeded 0", "failed 1", "succeeded 2");
    assertThat(claim.error(1))
        .hasMessageContaining("The result of task 11 cannot be read")
        .hasMessageContaining("it needs more than 9 bytes in serialized form");
  }

  @Test
  void shouldRefuseTheAnswerToAnotherRequest() throws Exception {
    answer(Frame.Kind.DONE, REQUEST + 1, 1, out -> value(out, 0, "A"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it answers request 2, not 1");
    assertThat(claim.ends()).isEmpty();
  }

  @Test
  void shouldRefuseResultsOutOfOrder() throws Exception {
    answer(Frame.Kind.DONE, REQUEST, 1, out -> value(out, 1, "B"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it tells of task 1 in place of 0");
  }

  @Test
  void shouldRefuseMoreResultsThanTasks() throws Exception {
    answer(
        Frame.Kind.DONE,
        REQUEST,
        4,
        out -> {
          for (int place = 0; place < 4; place++) {
            value(out, place, "x");
          }
        });
    assertThatThrownBy(this::run).isInstanceOf(BadFrameException.class);
    assertThat(claim.ends()).containsExactly("succeeded 0", "succeeded 1", "succeeded 2");
  }

  @Test
  void shouldSayHowManyResultsCameTogether() throws Exception {
    answerAll();
    run();
    assertThat(claim.arrivals()).containsExactly(1, 2);
  }

  @Test
  void shouldRefuseAnotherNumberOfResultsThanIsSaid() throws Exception {
    answer(Frame.Kind.DONE, REQUEST, 2, out -> value(out, 0, "A"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it has 1 results in place of 2");
    assertThat(claim.ends()).containsExactly("succeeded 0");
  }

  @Test
  void shouldRefuseFramesThatAChildDoesNotSend() throws Exception {
    answer(Frame.Kind.TASKS, REQUEST, 0, out -> {});
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("a child does not send TASKS");
  }

  @Test
  void shouldRefuseResultsThatEndInTheMiddle() throws Exception {
    answer(
        Frame.Kind.DONE,
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
    answer(Frame.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    hangUpAfterTheTasks();
    gauge.begin(REQUEST, 2);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(claim.ends()).containsExactly("succeeded 0", "crashed 1", "crashed 2");
    assertThat(claim.error(1)).hasMessage("It died after it had run task 11 (input: b).");
    assertThat(claim.error(2)).hasMessage("It died while it ran task 12 (input: c).");
  }

  @Test
  void shouldBlameNobodyWhenNoTaskRan() throws Exception {
    answer(Frame.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    hangUpAfterTheTasks();
    gauge.begin(REQUEST, 0); // It was reported, so that is not where the child died.

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(claim.trail())
        .containsExactly("started 0", "succeeded 0", "started 1", "not started 1");
  }

  /** The child, which runs a task and has no time to send its result. */
  private void commit(int results, Object value) {
    Bytes out = new Bytes();
    value(out, results - 1, value);
    committed.write(out.array(), 0, out.length());
    int end = committed.length();
    gauge.results().commit(committed.array(), end - out.length(), end, results);
  }

  @Test
  void shouldHaveTheResultsThatTheChildHadNoTimeToSend() throws Exception {
    hangUpAfterTheTasks();
    gauge.begin(REQUEST, 0);
    gauge.results().begin(REQUEST);
    commit(1, "A");
    gauge.begin(REQUEST, 1);
    commit(2, "B");
    gauge.begin(REQUEST, 2);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(claim.ends()).containsExactly("succeeded 0", "succeeded 1", "crashed 2");
    assertThat(claim.value(1)).isEqualTo("B");
  }

  @Test
  void shouldHaveThemBehindThoseThatCame() throws Exception {
    answer(Frame.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    hangUpAfterTheTasks();
    gauge.results().begin(REQUEST);
    commit(1, "A");
    commit(2, "B");
    gauge.begin(REQUEST, 1);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(claim.ends()).as("its task had ended").containsExactly("succeeded 0", "succeeded 1");
    assertThat(claim.value(1)).isEqualTo("B");
    assertThat(claim.trail()).endsWith("succeeded 1");
  }

  @Test
  void shouldNotLetATaskRunAgainWhoseResultWasSentAndDidNotCome() throws Exception {
    hangUpAfterTheTasks();
    gauge.results().begin(REQUEST);
    commit(1, "A");
    gauge.results().sent(1, committed.length());

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(claim.ends()).containsExactly("crashed 0");
    assertThat(claim.error(0)).hasMessageStartingWith("It died after it had run task 10");
  }

  @Test
  void shouldCostAnInnocentTaskNothingThatTheOneBeforeItWasOverItsTime() throws Exception {
    hangUpAfterTheTasks();
    gauge.begin(REQUEST, 0);
    assertThat(gauge.condemn(REQUEST, 1)).isFalse();
    assertThat(gauge.condemn(REQUEST, 0)).isTrue();
    exchange.expire(REQUEST, 0);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(claim.ends()).containsExactly("timed out 0");
  }

  @Test
  void shouldBlameTheFirstTaskWhenTheChildDiedReceiving() throws Exception {
    hangUpAfterTheTasks();
    gauge.receiving(REQUEST);

    assertThatThrownBy(this::run).isInstanceOf(IOException.class);
    exchange.died("It died", false);

    assertThat(claim.ends()).containsExactly("crashed 0");
    assertThat(claim.error(0)).hasMessage("It died while it received task 10 (input: a).");
  }

  @Test
  void shouldBlameTheFirstTaskThatIsOpenForAnAnswerThatCannotBeRead() throws Exception {
    answer(Frame.Kind.RESULTS, REQUEST, 1, out -> value(out, 0, "A"));
    answer(Frame.Kind.RESULTS, REQUEST, 0, out -> out.putInt(99));

    assertThatThrownBy(this::run).isInstanceOf(BadFrameException.class);
    exchange.died("It was killed", true);

    assertThat(claim.ends()).containsExactly("succeeded 0", "crashed 1");
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

    assertThat(claim.trail()).isEmpty();
  }
}
