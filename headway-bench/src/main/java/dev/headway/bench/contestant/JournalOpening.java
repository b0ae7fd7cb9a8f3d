package dev.headway.bench.contestant;

import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Opens a journal in which an earlier run has recorded so many successes without a value, and
 * closes it. Or reads the bytes of its file alone. {@code records=N reader=journal|none}
 */
final class JournalOpening {
  private static final int CHUNK = 1 << 19;

  private final Path file;
  private final int records;

  private JournalOpening(Path file, int records) {
    this.file = file;
    this.records = records;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    Path folder = Files.createTempDirectory("headway-bench");
    try {
      JournalOpening opening =
          new JournalOpening(folder.resolve("x.hwj"), arguments.number("records", 1_000_000));
      opening.fill();
      boolean all = arguments.text("reader", "journal").equals("journal");
      Timed.answer(Timed.nanos(all ? opening::open : opening::read));
    } finally {
      clear(folder);
    }
  }

  private static void clear(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private JournalFile journal() {
    return JournalFile.open(JournalSettings.of(file, System.nanoTime()));
  }

  private void fill() {
    SplittableRandom random = new SplittableRandom(1);
    try (JournalFile journal = journal()) {
      long start = System.nanoTime();
      for (int i = 0; i < records; i++) {
        JournalKey key = new JournalKey(random.nextLong(), random.nextInt());
        journal.done(key, i, start, 1000, 1, null, 0, 0);
      }
    }
  }

  private void open() {
    try (JournalFile journal = journal()) {
      if (journal.known() != records) {
        throw new IllegalStateException("It knows " + journal.known());
      }
    }
  }

  private void read() throws IOException {
    byte[] bytes = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      while (in.read(bytes) >= 0) {
        // What the journal makes of them is what is measured beside this.
      }
    }
  }
}
