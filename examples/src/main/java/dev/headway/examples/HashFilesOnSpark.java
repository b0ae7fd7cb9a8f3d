package dev.headway.examples;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.progress.Unit;
import dev.headway.spark.Spark;
import dev.headway.work.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The same as {@link HashFiles}, on Apache Spark: a small cluster that it starts itself, with two
 * executors of two slots each. They are processes whose names have {@code
 * CoarseGrainedExecutorBackend}: end one of them meanwhile, and see that nothing is lost.
 *
 * <p>Run it with: {@code examples/run HashFilesOnSpark ~/Pictures}, or with {@code
 * --master=spark://HOST:PORT} before the folders if there is a cluster that sees the same files.
 */
public final class HashFilesOnSpark {
  private static final String MASTER = "--master=";

  public static void main(String[] args) {
    boolean given = args.length > 0 && args[0].startsWith(MASTER);
    String master = given ? args[0].substring(MASTER.length()) : "local-cluster[2,2,512]";
    List<String> folders = List.of(args).subList(given ? 1 : 0, args.length);
    if (folders.isEmpty() || folders.get(0).startsWith("--")) {
      System.err.println("Usage: HashFilesOnSpark [--master=URL] FOLDER...");
      System.exit(2);
    }
    FoundFiles found = FoundFiles.below(folders);
    boolean allRead = hash(found.files(), Spark.master(master).executorMemory(512L << 20));
    System.exit(found.complete() && allRead ? 0 : 1);
  }

  /** Prints a line for each file; false if there is one that could not be read. */
  private static boolean hash(List<Path> files, Spark cluster) {
    boolean allRead = true;
    try (Pool pool = Pool.on(cluster);
        Results<Path, String> hashes =
            pool.over(files)
                .named("sha256")
                .weighedBy(Files::size, Unit.BYTES)
                .window(10_000)
                .map(HashFiles::sha256)) {
      for (Outcome<Path, String> one : hashes.outcomes()) {
        if (one instanceof Outcome.Success<Path, String> hash) {
          System.out.writeBytes(FileName.of(one.input()).checksumLine(hash.value()));
        } else {
          allRead = false;
          FoundFiles.complain(one.input(), one.error());
        }
      }
    }
    return allRead;
  }
}
