package dev.headway.bench.compare;

import java.util.List;

/** Work that people do. */
final class RealWorkRows {
  /**
   * Some processors copy a file half as fast into memory that does not begin at a multiple of 64
   * bytes. Without this option, chance says where the buffer of a thread begins.
   */
  private static final String ALIGNED = "-Dsun.nio.PageAlignDirectMemory=true";

  private RealWorkRows() {}

  static List<Row> all() {
    return List.of(
        new Row(
            "hash-files",
            "SHA-256 of each file of the JDK up to 4 MiB, 2 workers, in order",
            Unit.SECONDS,
            "ahead of the best peer, at most 5 % behind",
            List.of(
                Contestant.headway("Headway on threads", "HashTree", "backend=threads")
                    .jvm(ALIGNED),
                Contestant.headway("Headway on processes", "HashTree", "backend=processes")
                    .jvm(ALIGNED),
                java("parallel stream in a pool of 2, no bar", "stream"),
                java("ExecutorService of 2 threads, no bar", "executor"),
                python("Pool.imap, tqdm", "imap", "chunk=1"),
                python("Pool.map in eighths, tqdm", "map", "chunk=0"),
                python("ProcessPoolExecutor.map, tqdm", "futures", "chunk=1"),
                python("joblib, tqdm", "joblib", "workers=2").needing(Need.TQDM, Need.JOBLIB),
                Contestant.floor("2 threads and a counter", "HashTree", "backend=loop")
                    .jvm(ALIGNED))));
  }

  private static Contestant java(String name, String backend) {
    return Contestant.java(name, "HashTree", "backend=" + backend).jvm(ALIGNED);
  }

  private static Contestant python(String name, String way, String more) {
    return Contestant.python(name, "hashes.py", "way=" + way, more).needing(Need.TQDM);
  }
}
