package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** Large results arrive whole, and no more of them are held than must be. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryIsBoundedTest {

  private static byte[] noise(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  /** The most memory that this process ever had, in bytes. */
  private static long highWater() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElseThrow();
  }

  /** One result is large. */
  static final class OneLarge {
    public static void main(String[] arguments) throws Exception {
      int size = Integer.parseInt(arguments[0]);
      try (Scene scene = Scene.processes()) {
        scene.crew();
        long before = highWater();
        Account<Integer, byte[]> account =
            scene.account(
                scene
                    .over(ITEMS)
                    .map(
                        x -> {
                          Faults.work(x);
                          return x == FAULTY ? noise(size, x) : new byte[] {1};
                        }));
        assertThat(account.report().counts().succeeded()).isEqualTo(ITEMS);
        byte[] large = ((Outcome.Success<?, ? extends byte[]>) account.of(FAULTY)).value();
        System.out.println(checksum(large) + " " + (highWater() - before));
      }
    }
  }

  @FaultTest
  @DisplayName("row 17: a large result")
  void shouldBringALargeResultInLittleMoreThanTwiceItsSize() throws Exception {
    int size = (Boolean.getBoolean("faults.large") ? 200 : 32) << 20;
    // Twice for the copy as it came and the value made of it, half for good measure; 64 MiB for all
    // else.
    String heap = "-Xmx" + ((size / 2L) * 5 + (64 << 20));
    Program program = Program.run(OneLarge.class, List.of(heap), Integer.toString(size));

    assertThat(program.status()).isZero();
    String[] words = program.printed().split(" ");
    assertThat(words[0]).isEqualTo(Long.toString(checksum(noise(size, FAULTY))));
    Measures.record("17", "memory, by size", Double.parseDouble(words[1]) / size, 2.5);
  }

  /** A value that is small on its way and large where it arrives. */
  record Swelling(int size) implements Serializable {
    private Object readResolve() {
      // Only the program has so small a heap.
      boolean arrived = Runtime.getRuntime().maxMemory() < 100L << 20;
      return arrived ? new long[size] : this;
    }
  }

  /** Some results have no room in this program. */
  static final class NoRoom {
    static final int LARGE = 100 << 20;

    static Object result(int x) {
      return switch (x) {
        case 2 -> new byte[LARGE];
        case 4 -> new int[LARGE / 4];
        case 6 -> new Swelling(LARGE);
        case 8 -> List.of(Map.of("a", new int[LARGE / 4]));
        default -> Map.entry(x, new BigDecimal(x));
      };
    }

    public static void main(String[] arguments) throws Exception {
      try (Pool pool = Pool.on(Processes.of(1).heap(512L << 20)).quiet()) {
        Results<Integer, Object> results = pool.map(IntStream.range(0, 12).boxed(), NoRoom::result);
        for (Outcome<Integer, Object> one : results.outcomes()) {
          Throwable error = one.error();
          System.out.println(one.index() + " " + (error == null ? "ok" : error.getMessage()));
        }
        System.out.println("replaced " + results.report().replacedWorkers());
      }
    }
  }

  @FaultTest
  @DisplayName("row 33: a result that has no room in the program")
  void shouldFailTheTaskAloneWhoseResultHasNoRoom() throws Exception {
    Program program = Program.run(NoRoom.class, List.of("-Xmx64m", "-XX:+UseG1GC"));

    List<String> lines = program.printed().lines().toList();
    assertThat(lines).hasSize(13).last().isEqualTo("replaced 0");
    for (int task = 0; task < 12; task++) {
      boolean large = List.of(2, 4, 6, 8).contains(task);
      assertThat(lines.get(task))
          .startsWith(
              task
                  + (large ? " The result of task " + task + " has no room in the memory" : " ok"));
    }
    assertThat(lines.get(2)).contains("it came as 100 MiB, and the largest heap has 64 MiB");
    assertThat(lines.get(4)).contains("it came as 100 MiB");
    assertThat(lines.get(8)).contains("it came as 100 MiB");
    assertThat(program.status()).isZero();
  }

  /** Many results of 2 MiB each, and a consumer that is slower than the workers. */
  static final class SlowConsumer {
    static final int RESULTS = 400;

    public static void main(String[] arguments) throws Exception {
      try (Scene scene = Scene.processes()) {
        long sum = 0;
        var results = scene.over(RESULTS).map(x -> new byte[2 << 20]);
        try (results) {
          for (byte[] value : results) {
            sum += value.length;
            LockSupport.parkNanos(4_000_000);
          }
        }
        scene.agree(results);
        System.out.println(sum);
      }
    }
  }

  @FaultTest
  @DisplayName("row 28: 400 results of 2 MiB and a slow consumer")
  void shouldNotPileUpResultsForASlowConsumer() throws Exception {
    long start = System.nanoTime();
    Program program =
        Program.run(SlowConsumer.class, List.of("-Xmx128m", "-XX:+ExitOnOutOfMemoryError"));

    assertThat(program).isEqualTo(new Program(0, Long.toString((long) SlowConsumer.RESULTS << 21)));
    Measures.record("28", "program", (System.nanoTime() - start) / 1e9, 0);
  }
}
