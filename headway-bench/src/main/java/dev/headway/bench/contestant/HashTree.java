package dev.headway.bench.contestant;

import dev.headway.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The SHA-256 of each file of the JDK, up to 4 MiB each, in the order of their names. {@code
 * peers/hashes.py} does the same. {@code backend=threads|processes|stream|executor|loop workers=N},
 * where {@code loop} is the floor: each thread hashes the next that is left, with nothing around
 * it.
 */
final class HashTree {
  private static final long LARGEST = 4 << 20;

  /** Once takes a hundredth of a second: that would be about how jobs begin and end. */
  private static final int TIMES = 50;

  private HashTree() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int workers = arguments.number("workers", 2);
    List<Path> files = files();
    switch (arguments.text("backend", "threads")) {
      case "stream" -> {
        ForkJoinPool pool = new ForkJoinPool(workers);
        Timed.answer(
            Timed.nanos(
                () ->
                    check(
                        pool.submit(() -> files.parallelStream().map(HashTree::hash).toList())
                            .get(),
                        files)));
        pool.shutdown();
      }
      case "executor" -> {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        Timed.answer(Timed.nanos(() -> check(futures(pool, files), files)));
        pool.shutdown();
      }
      case "loop" ->
          Timed.answer(
              Timed.nanos(() -> FloorLoop.run(files.size(), workers, i -> hash(files.get(i)))));
      default -> {
        try (Pool pool = Pool.on(HeadwayMap.backend(arguments))) {
          Timed.answer(
              Timed.nanos(
                  () -> check(pool.<Path, String>map(files, HashTree::hash).toList(), files)));
        }
      }
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(System.getProperty("java.home")))) {
      List<Path> once = all.filter(HashTree::isWanted).sorted(Comparator.naturalOrder()).toList();
      return Collections.nCopies(TIMES, once).stream().flatMap(List::stream).toList();
    }
  }

  private static boolean isWanted(Path file) {
    try {
      return Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) <= LARGEST;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> futures(ExecutorService pool, List<Path> files) throws Exception {
    List<Future<String>> futures =
        files.stream().map(file -> pool.submit(() -> hash(file))).toList();
    List<String> hashes = new ArrayList<>();
    for (Future<String> future : futures) {
      hashes.add(future.get());
    }
    return hashes;
  }

  private static boolean check(List<String> hashes, List<Path> files) {
    if (hashes.size() != files.size() || !hashes.get(0).equals(hash(files.get(0)))) {
      throw new IllegalStateException("wrong results: " + hashes.size());
    }
    return true;
  }
}
