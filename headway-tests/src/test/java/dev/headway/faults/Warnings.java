package dev.headway.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Headway warns of in the log meanwhile. */
final class Warnings extends Handler implements AutoCloseable {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger("dev.headway"); // Kept, or it would be collected.

  private Warnings() {}

  static Warnings heard() {
    Warnings warnings = new Warnings();
    warnings.logger.addHandler(warnings);
    return warnings;
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      records.add(entry);
    }
  }

  /** Their texts, which have one line and no stack each. */
  List<String> lines() {
    for (LogRecord entry : records) {
      if (entry.getThrown() != null || entry.getMessage().lines().count() != 1) {
        throw new AssertionError("more than a line: " + entry.getMessage(), entry.getThrown());
      }
    }
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
