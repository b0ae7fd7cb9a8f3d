package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Processes;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls as users write them: each must compile without a cast. */
class OverloadsTest {
  private final Pool pool = Pool.on(Serial.here()).quiet();

  static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  static Number half(Number n) {
    return n.doubleValue() / 2;
  }

  @Test
  void shouldTakeLambdasAndMethodReferencesThatThrow(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "text");
    Collection<Path> files = Set.of(file);

    List<Long> sizes = pool.map(files, Files::size).toList();
    List<String> texts = pool.map(files, OverloadsTest::read).toList();
    List<byte[]> bytes = pool.map(files, path -> Files.readAllBytes(path)).toList();
    List<String> names = pool.map(files, path -> path.getFileName().toString()).toList();

    assertThat(sizes).containsExactly(4L);
    assertThat(texts).containsExactly("text");
    assertThat(bytes).hasSize(1);
    assertThat(names).containsExactly("a");
  }

  /** What has to travel to other processes is written no differently. */
  @Test
  void shouldTakeTheSameOnThreadsAndProcesses(@TempDir Path folder) throws IOException {
    List<Path> files = List.of(Files.writeString(folder.resolve("a"), "text"));
    String suffix = "!";

    for (Backend backend : List.of(Threads.of(1), Processes.of(1))) {
      try (Pool pool = Pool.on(backend).quiet()) {
        List<Long> sizes = pool.map(files, Files::size).toList();
        List<String> texts = pool.over(files).map(OverloadsTest::read).toList();
        List<String> marked = pool.map(files, path -> Files.readString(path) + suffix).toList();
        List<Path> links = pool.map(files, Path::toRealPath).toList();

        assertThat(sizes).containsExactly(4L);
        assertThat(texts).containsExactly("text");
        assertThat(marked).containsExactly("text!");
        assertThat(links).hasSize(1);
      }
    }
  }

  @Test
  void shouldTakeEverySource() {
    Iterable<Integer> iterable = List.of(1, 2);
    Iterator<Integer> iterator = List.of(1, 2).iterator();
    Stream<Integer> stream = Stream.of(1, 2);
    Integer[] array = {1, 2};

    assertThat(pool.map(iterable, x -> x + 1).toList()).containsExactly(2, 3);
    assertThat(pool.map(iterator, x -> x + 1).toList()).containsExactly(2, 3);
    assertThat(pool.map(stream, x -> x + 1).toList()).containsExactly(2, 3);
    assertThat(pool.map(List.of(array), x -> x + 1).toList()).containsExactly(2, 3);
    assertThat(pool.map(IntStream.range(1, 3).boxed(), x -> x + 1).toList()).containsExactly(2, 3);
  }

  @Test
  void shouldTakeFunctionsOfWiderTypes() {
    List<Integer> integers = List.of(1, 2);

    List<Number> halves = pool.map(integers, OverloadsTest::half).toList();
    Results<Integer, Object> objects = pool.over(integers).map(x -> "n" + x);
    List<Object> all = objects.toList();

    assertThat(halves).containsExactly(0.5, 1.0);
    assertThat(all).containsExactly("n1", "n2");
  }

  @Test
  void shouldTakeEverySettingInOneChain(@TempDir Path folder) throws IOException {
    List<Path> files = List.of(Files.writeString(folder.resolve("a"), "text"));
    try (Results<Path, String> results =
        pool.over(files)
            .named("texts")
            .weighedBy(Files::size)
            .unordered()
            .window(10)
            .total(1)
            .map(OverloadsTest::read)) {
      List<Outcome<Path, String>> outcomes = new ArrayList<>();
      for (Outcome<Path, String> one : results.outcomes()) {
        outcomes.add(one);
      }
      assertThat(outcomes).hasSize(1);
    }
  }

  @Test
  void shouldTakeFunctionsWithoutAResult() {
    List<String> seen = new ArrayList<>();

    pool.map(
            List.of("a", "b"),
            text -> {
              seen.add(text);
              return null;
            })
        .toList();

    assertThat(seen).containsExactly("a", "b");
  }
}
