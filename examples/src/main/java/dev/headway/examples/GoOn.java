package dev.headway.examples;

import dev.headway.Journal;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.work.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A job that goes on where it was: kill it as often as you like and start it again. What is done is
 * not done again, and what it prints in the end is the same.
 *
 * <p>Run it with: {@code examples/run GoOn job.hwj}. {@code examples/kill-and-compare 5
 * examples/run GoOn} kills it five times.
 */
public final class GoOn {

  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("Usage: GoOn JOURNAL");
      System.exit(2);
    }
    List<String> names = IntStream.range(0, 300).mapToObj(number -> "name " + number).toList();
    try (Pool pool = Pool.on(Processes.of(2));
        Results<String, String> hashes =
            pool.over(names)
                .named("hashes")
                .journal(Journal.at(Path.of(args[0])).version("1"))
                .map(GoOn::slowHash)) {
      for (Outcome<String, String> one : hashes.outcomes()) {
        if (one instanceof Outcome.Success<String, String> hash) {
          System.out.println(hash.value() + "  " + one.input());
        } else {
          System.err.println(one);
        }
      }
    }
  }

  private static String slowHash(String text) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] sum = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 50_000; i++) {
      sum = digest.digest(sum);
    }
    return HexFormat.of().formatHex(sum);
  }
}
