package dev.headway.internal.dashboard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.dashboard.Lines;
import dev.headway.internal.dashboard.model.Board;
import dev.headway.internal.dashboard.model.JobModel;
import dev.headway.internal.dashboard.model.ProcessModel;
import dev.headway.internal.terminal.feed.FeedSocket;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines from files and from sockets that come and go. */
class SourcesTest {
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  /** In all lines of the test. */
  private static final long PROCESS = 4711;

  private static final String STARTED = Lines.snapshot("started", 1, "thumbnails", 0, 80, 0, 0);

  @TempDir private Path folder;

  private final Board board = new Board();

  private void await(Predicate<List<JobModel>> condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      long version = board.version();
      if (board.read(all -> condition.test(ofTest(all.jobs())))) {
        return;
      }
      assertThat(System.nanoTime()).as("it hangs").isLessThan(deadline);
      board.awaitChange(version, 1_000);
    }
  }

  /** Without those of programs that run beside the test, whose feeds may be seen too. */
  private static List<JobModel> ofTest(List<JobModel> jobs) {
    return jobs.stream().filter(job -> job.process() == PROCESS).toList();
  }

  private static Predicate<List<JobModel>> outcomes(String... outcomes) {
    return jobs -> jobs.stream().map(JobModel::outcome).toList().equals(List.of(outcomes));
  }

  @Test
  void shouldLetGoOfASourceThatNoMemoryWasLeftFor() throws Exception {
    try (Sources sources = read()) {
      sources.begin(new Exhausted());

      await(outcomes("abandoned"));
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (sources.isOpen("4711.sock")) {
        assertThat(System.nanoTime()).as("it hangs").isLessThan(deadline);
        Thread.sleep(5);
      }
    }
  }

  /** Has a line, and then no memory. */
  private static final class Exhausted implements LineSource {
    @Override
    public String key() {
      return "4711.sock";
    }

    @Override
    public String name() {
      return "process 4711";
    }

    @Override
    public void connect() {}

    @Override
    public void readTo(Consumer<String> lines, Runnable tooLong) {
      Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {}); // As expected.
      lines.accept(STARTED);
      throw new OutOfMemoryError("of a test");
    }

    @Override
    public void close() {}
  }

  /** A folder of feeds as programs make it, and the environment that tells of it. */
  private Path feeds() throws IOException {
    return Files.createDirectory(
        folder.resolve("headway"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private Sources watch() throws IOException {
    return Sources.start(board, List.of(), true, Map.of("XDG_RUNTIME_DIR", folder.toString()));
  }

  private Sources read(Path... files) throws IOException {
    return Sources.start(board, List.of(files), false, Map.of(), pid -> 0L);
  }

  @Test
  void shouldReadAFileThatIsThereAndWhatIsAddedLater() throws Exception {
    Path file = Files.writeString(folder.resolve("job.json"), STARTED + "\n");
    try (Sources sources = read(file)) {
      await(outcomes("running"));

      String end = Lines.snapshot("finished", 1, "thumbnails", 9_000, 80, 80, 0);
      Files.writeString(file, end.substring(0, 50), StandardOpenOption.APPEND);
      Files.writeString(file, end.substring(50) + "\n", StandardOpenOption.APPEND);

      await(outcomes("finished"));
      assertThat(sources).isNotNull();
    }
  }

  /** The file has not changed for an hour, so that only its process tells whether it goes on. */
  @Test
  void shouldNoticeThatTheProcessOfAFileWasKilled() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      String line =
          STARTED
              .replace("\"process\":" + PROCESS, "\"process\":" + process.pid())
              .replaceFirst("\"at\":\"[^\"]*", "\"at\":\"" + Instant.now());
      Path file = Files.writeString(folder.resolve("job.json"), line + "\n");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
      try (Sources sources = Sources.start(board, List.of(file), false, Map.of())) {
        await(any -> outcomes("running").test(board.jobs()));

        process.destroyForcibly().waitFor();

        await(any -> outcomes("abandoned").test(board.jobs()));
        assertThat(board.jobs().get(0).isUnwritten()).isTrue();
        assertThat(sources).isNotNull();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldNotGiveUpAFileThatGrowsThoughItsProcessIsNotHere() throws Exception {
    Path file = Files.writeString(folder.resolve("job.json"), STARTED + "\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
    try (Sources sources = Sources.start(board, List.of(file), false, Map.of(), pid -> null)) {
      await(outcomes("abandoned"));

      String more = Lines.snapshot("progress", 1, "thumbnails", 9_000, 80, 9, 0);
      Files.writeString(file, more + "\n", StandardOpenOption.APPEND);

      await(outcomes("running"));
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldReadSeveralFiles() throws Exception {
    Path first = Files.writeString(folder.resolve("a.json"), STARTED + "\n");
    Path second = Files.writeString(folder.resolve("b.json"), STARTED + "\n");
    try (Sources sources = read(first, second)) {
      await(outcomes("running", "running"));
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    assertThatThrownBy(() -> read(folder.resolve("none.json")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldGoOnAfterALineThatIsTooLong() throws Exception {
    String much = "{\"x\":\"" + "y".repeat(LineSplitter.MAX_LENGTH) + "\"}\n";
    Path file = Files.writeString(folder.resolve("job.json"), much + STARTED + "\n");
    try (Sources sources = read(file)) {
      await(outcomes("running"));
      assertThat(board.sources()).extracting(ProcessModel::unreadable).containsExactly(1L);
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldFindAProgramThatRunsAlready() throws Exception {
    try (FeedServer feed = new FeedServer(feeds(), PROCESS);
        Sources sources = watch()) {
      FeedServer.send(feed.accept(), STARTED);

      await(outcomes("running"));

      assertThat(board.sources())
          .filteredOn(source -> source.name().equals("process " + PROCESS))
          .singleElement()
          .satisfies(
              source -> {
                assertThat(source.program()).isEqualTo("thumbnails.jar");
                assertThat(source.isConnected()).isTrue();
              });
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldFindProgramsThatStartLaterAndNoticeWhenTheyGo() throws Exception {
    try (Sources sources = watch()) {
      Path feeds = feeds();
      try (FeedServer first = new FeedServer(feeds, 1);
          SocketChannel one = first.accept()) {
        FeedServer.send(one, STARTED);
        await(outcomes("running"));
        try (FeedServer second = new FeedServer(feeds, 2);
            SocketChannel two = second.accept()) {
          FeedServer.send(two, Lines.snapshot("started", 9, "index", 0, 10, 0, 0));
          await(outcomes("running", "running"));
          FeedServer.send(two, Lines.snapshot("finished", 9, "index", 900, 10, 10, 0));
        }
        await(outcomes("running", "finished"));
      }
      await(outcomes("finished", "abandoned"));
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldConnectAgainToAProgramThatHasDisconnectedIt() throws Exception {
    try (FeedServer feed = new FeedServer(feeds(), PROCESS);
        Sources sources = watch()) {
      try (SocketChannel client = feed.accept()) {
        FeedServer.send(client, STARTED);
        await(outcomes("running"));
      }
      await(outcomes("abandoned"));

      FeedServer.send(feed.accept(), Lines.snapshot("started", 1, "thumbnails", 9_000, 80, 19, 0));

      await(outcomes("running"));
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldPassOverWhatAKilledProgramHasLeft() throws Exception {
    Path feeds = feeds();
    new FeedServer(feeds, 1).die();
    Files.writeString(feeds.resolve("2.sock"), "no socket");
    Files.writeString(feeds.resolve("x.sock"), "no name");
    try (FeedServer feed = new FeedServer(feeds, 3);
        Sources sources = watch()) {
      FeedServer.send(feed.accept(), STARTED);

      await(outcomes("running"));
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldTrustNoFolderThatOthersCanWriteTo() throws Exception {
    Path feeds = feeds();
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", folder.toString());
    try (FeedServer feed = new FeedServer(feeds, 1);
        Sources sources = Sources.start(board, List.of(), false, environment)) {
      assertThat(feed).isNotNull();
      assertThat(ofFolder(sources)).hasSize(1);

      Files.setPosixFilePermissions(feeds, PosixFilePermissions.fromString("rwx-wx---"));
      assertThat(ofFolder(sources)).isEmpty();

      Files.setPosixFilePermissions(feeds, PosixFilePermissions.fromString("rwx------"));
      Files.move(feeds, folder.resolve("elsewhere"));
      Files.createSymbolicLink(feeds, folder.resolve("elsewhere"));
      assertThat(ofFolder(sources)).isEmpty();
    }
  }

  /** Without those of programs that run beside the test. */
  private List<Path> ofFolder(Sources sources) {
    return sources.sockets().stream()
        .map(FeedSocket::path)
        .filter(path -> path.startsWith(folder))
        .toList();
  }

  private boolean isRefused() {
    return board.sources().stream()
        .filter(each -> each.name().equals("process " + PROCESS))
        .anyMatch(each -> !each.refusal().isEmpty());
  }

  @Test
  void shouldSayWhyAFeedRefusesItUntilItsProgramEnds() throws Exception {
    FeedServer feed = new FeedServer(feeds(), PROCESS);
    try (Sources sources = watch()) {
      SocketChannel client = feed.accept();
      FeedServer.send(client, "{\"v\":1,\"event\":\"refused\",\"error\":\"It has 16 clients.\"}");
      await(jobs -> isRefused());

      feed.close();
      client.close();

      await(jobs -> !isRefused());
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldBoundTheMemoryOfFilesOfWhichNoJobEnds() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int id = 1; id <= 2; id++) {
      text.append(Lines.snapshot("started", id, "long", 15_000_000, 800, 0, 0)).append('\n');
      for (int worker = 0; worker < 128; worker++) {
        text.append(Lines.failed(id, "long", 15_000_000, worker, "in", worker, "x.Y: z"))
            .append('\n');
      }
    }
    Path file = Files.writeString(folder.resolve("job.json"), text);
    try (Sources sources = read(file)) {
      await(jobs -> jobs.size() == 2 && jobs.get(1).detail() == null);
      assertThat(sources).isNotNull();
    }
  }

  @Test
  void shouldReadAFileOnceThatIsNamedTwice() throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), STARTED + "\n");
    Path link = Files.createSymbolicLink(folder.resolve("b.json"), file);
    try (Sources sources = read(file, folder.resolve("./a.json"), link)) {
      assertThat(sources.isOpen(file.toRealPath().toString())).isTrue();
      assertThat(sources.isOpen(link.toString())).isFalse();
      await(outcomes("running"));
    }
  }
}
