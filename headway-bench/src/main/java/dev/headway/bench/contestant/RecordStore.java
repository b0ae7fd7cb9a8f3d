package dev.headway.bench.contestant;

import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Records what became of tasks: a random key and 40 bytes each, from opening an empty store to
 * having closed it. {@code store=journal|sqlite|none records=N batch=N}: all of a batch are on the
 * disk before the next, or none is waited for if it is 0. {@code bytes=N folder=PATH}
 */
final class RecordStore {
  private static final int UNSYNCED_BATCH = 1000;

  private final Path folder;
  private final int records;
  private final int batch;
  private final byte[] value;
  private long checksum;

  private RecordStore(Path folder, Arguments arguments) {
    this.folder = folder;
    this.records = arguments.number("records", 200_000);
    this.batch = arguments.number("batch", 0);
    this.value = new byte[arguments.number("bytes", 40)];
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    String above = arguments.text("folder", System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(Path.of(above), "headway-bench");
    RecordStore store = new RecordStore(folder, arguments);
    Timed.Job job =
        switch (arguments.text("store", "journal")) {
          case "journal" -> store::toJournal;
          case "sqlite" -> store::toDatabase;
          default -> store::toNothing;
        };
    Timed.answer(Timed.nanos(job) / store.records);
    store.clear();
    Files.delete(folder);
  }

  private void clear() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(folder)) {
          Files.delete(each);
        }
      }
    }
  }

  private void toJournal() throws Exception {
    clear();
    SplittableRandom random = new SplittableRandom(1);
    Path file = folder.resolve("x.hwj");
    boolean hasValue = value.length > 0;
    JournalFile journal = JournalFile.open(JournalSettings.of(file, System.nanoTime()));
    try (journal) {
      long start = System.nanoTime();
      for (int i = 1; i <= records; i++) {
        JournalKey key = new JournalKey(random.nextLong(), random.nextInt());
        long ticket =
            journal.done(key, i, start, 1000, 1, hasValue ? value : null, 0, value.length);
        if (batch > 0 && i % batch == 0) {
          journal.awaitSynced(ticket);
        }
      }
    }
    if (!journal.isComplete()) {
      throw new IllegalStateException(journal.problem());
    }
  }

  private void toDatabase() throws Exception {
    clear();
    SplittableRandom random = new SplittableRandom(1);
    String url = "jdbc:sqlite:" + folder.resolve("x.db");
    try (Connection connection = DriverManager.getConnection(url)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=" + (batch > 0 ? "FULL" : "NORMAL"));
        statement.execute("CREATE TABLE tasks (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID");
      }
      connection.setAutoCommit(false);
      int size = batch > 0 ? batch : UNSYNCED_BATCH;
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT OR REPLACE INTO tasks VALUES (?, ?)")) {
        for (int i = 1; i <= records; i++) {
          ByteBuffer key = ByteBuffer.allocate(12);
          key.putLong(random.nextLong()).putInt(random.nextInt());
          insert.setBytes(1, key.array());
          insert.setBytes(2, value);
          insert.addBatch();
          if (i % size == 0 || i == records) {
            insert.executeBatch();
            connection.commit();
          }
        }
      }
    }
  }

  /** The keys alone, which all stores are given. */
  private void toNothing() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 1; i <= records; i++) {
      checksum += new JournalKey(random.nextLong(), random.nextInt()).hashCode();
    }
    if (checksum == 42) {
      System.err.println(checksum);
    }
  }
}
