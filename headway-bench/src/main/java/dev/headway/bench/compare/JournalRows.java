package dev.headway.bench.compare;

import java.util.List;
import java.util.Locale;

/**
 * Records of tasks on the disk, by the journal and by what else would keep them; and their return.
 */
final class JournalRows {
  private JournalRows() {}

  static List<Row> all(boolean large) {
    return List.of(
        new Row(
            "journal",
            "1,000,000 records with 40 bytes each, none waited for, per record",
            Unit.NANOS,
            "a twentieth of SQLite; 300 ns without a value",
            List.of(
                Contestant.headway("journal", "RecordStore", "store=journal", "records=1000000"),
                Contestant.headway(
                    "journal, no value",
                    "RecordStore",
                    "store=journal",
                    "bytes=0",
                    "records=1000000"),
                Contestant.java(
                    "SQLite, WAL, NORMAL, 1,000 at once, 20,000 records",
                    "RecordStore",
                    "store=sqlite",
                    "records=20000"),
                Contestant.floor("the keys alone", "RecordStore", "store=none"))),
        new Row(
            "journal-synced",
            "200,000 records with 40 bytes each, each 1,000 on the disk before the next",
            Unit.NANOS,
            "a twentieth of SQLite",
            List.of(
                Contestant.headway("journal", "RecordStore", "store=journal", "batch=1000"),
                Contestant.java(
                    "SQLite, WAL, FULL, 20,000 records",
                    "RecordStore",
                    "store=sqlite",
                    "batch=1000",
                    "records=20000"))),
        new Row(
            "journal-synced-each",
            "500 records, each on the disk before the next",
            Unit.MICROS,
            "",
            List.of(
                Contestant.headway(
                    "journal", "RecordStore", "store=journal", "batch=1", "records=500"),
                Contestant.java(
                    "SQLite, WAL, FULL", "RecordStore", "store=sqlite", "batch=1", "records=500"))),
        opening(large ? 10_000_000 : 1_000_000));
  }

  private static Row opening(int records) {
    String many = "records=" + records;
    return new Row(
        "journal-open",
        String.format(
            Locale.ROOT, "Opening a journal with %,d records, as a job does that goes on", records),
        Unit.SECONDS,
        "",
        List.of(
            Contestant.headway("journal", "JournalOpening", many),
            Contestant.floor("its bytes alone", "JournalOpening", many, "reader=none")));
  }
}
