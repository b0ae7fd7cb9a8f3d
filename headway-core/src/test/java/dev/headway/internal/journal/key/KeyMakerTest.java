package dev.headway.internal.journal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.journal.JournalKey;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys decide what is not run again: they never change, and never name two inputs. */
class KeyMakerTest {

  record Point(int x, @Nullable String name) {}

  private record Other(int x, @Nullable String name) {}

  enum Plan {
    FREE,
    PAID {
      @Override
      public String toString() {
        return "paid for";
      }
    }
  }

  static final List<@Nullable Object> DIFFERENT =
      Arrays.asList(
          null,
          true,
          false,
          (byte) 1,
          (short) 1,
          1,
          1L,
          -1,
          1.0,
          1.0f,
          0.0,
          -0.0,
          '1',
          "1",
          "",
          "\ud800",
          "?",
          "\ud83d\ude00",
          "grüße",
          BigInteger.ONE,
          BigInteger.ZERO,
          new BigDecimal("1"),
          new BigDecimal("1.0"),
          Path.of("1"),
          new File("1"),
          URI.create("1"),
          UUID.fromString("00000000-0000-0001-0000-000000000001"),
          LocalDate.of(2026, 11, 29),
          LocalTime.of(12, 0),
          LocalDateTime.of(2026, 11, 29, 12, 0),
          Instant.EPOCH,
          Duration.ZERO,
          Period.ZERO,
          ZoneId.of("Europe/Berlin"),
          ZoneOffset.UTC,
          Plan.FREE,
          Plan.PAID,
          DayOfWeek.MONDAY,
          new byte[] {1},
          new byte[] {},
          new int[] {1},
          new long[] {1},
          new int[0],
          new String[] {"1"},
          new Object[] {"1"},
          List.of("1"),
          List.of("1", "1"),
          List.of(List.of("1"), "1"),
          List.of("11"),
          List.of(),
          new Point(1, "1"),
          new Point(1, null),
          new Point(11, ""),
          new Other(1, "1"));

  static List<Arguments> golden() {
    return List.of(
        Arguments.of("a.txt", "4e8da4684d9bc703707bc734"),
        Arguments.of(42, "7b3afd41d344be935b5402d1"),
        Arguments.of(42L, "5b40d4c22cd583f7f34f42fa"),
        Arguments.of(0.5, "f518f83b7907bf2e72ca4ab9"),
        Arguments.of(Path.of("a.txt"), "f065f74809a4c921f5046799"),
        Arguments.of(URI.create("http://example.org/a"), "90f76512d92bab861175f63d"),
        Arguments.of(LocalDate.of(2026, 11, 29), "7350b9e49b90fb7ef4650442"),
        Arguments.of(Plan.PAID, "2240060ae159d74a32e8b862"),
        Arguments.of(List.of("a", 1), "8ee1aa7ff2228ca7ca0275c8"),
        Arguments.of(new Point(3, "three"), "a315f37d37138c37c34a96cc"));
  }

  /** A journal of today must be understood for ever: these digests never change. */
  @ParameterizedTest
  @MethodSource("golden")
  void shouldMakeTheSameKeyForEver(Object input, String expected) {
    assertThat(hex(key(input))).isEqualTo(expected);
  }

  @Test
  void shouldTellAllThatDiffersApart() {
    KeyMaker keys = new KeyMaker();
    List<JournalKey> all = new ArrayList<>();
    DIFFERENT.forEach(input -> all.add(next(keys, input)));

    assertThat(new HashSet<>(all)).hasSameSizeAs(all);
  }

  /** Names of files are bytes, and not all bytes are a text. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTellPathsApartWhoseNamesAreNoText() {
    Path first = Path.of(URI.create("file:///x/%E4"));
    Path second = Path.of(URI.create("file:///x/%F6"));

    assertThat(first).hasToString(second.toString());
    assertThat(key(first)).isNotEqualTo(key(second));
    assertThat(key(first)).isEqualTo(key(Path.of(URI.create("file:///x/%E4"))));
    assertThat(key(first.getFileName())).isNotEqualTo(key(second.getFileName()));
    assertThat(key(first.getFileName())).isNotEqualTo(key(first.getRoot().resolve("%E4")));
  }

  @Test
  void shouldTellPathsOfTwoFileSystemsApart(@TempDir Path folder) throws IOException {
    Map<String, String> create = Map.of("create", "true");
    try (FileSystem first = FileSystems.newFileSystem(folder.resolve("1.zip"), create);
        FileSystem second = FileSystems.newFileSystem(folder.resolve("2.zip"), create)) {
      Path path = first.getPath("/a");
      JournalKey before = key(path);

      assertThat(before).isNotEqualTo(key(second.getPath("/a"))).isNotEqualTo(key(Path.of("/a")));
      Files.createDirectory(path);
      assertThat(key(path)).isEqualTo(before);
    }
  }

  @Test
  void shouldMakeEqualKeysOfEqualContent() {
    List<Object> equal = new ArrayList<>(List.of("1", 2));

    assertThat(key(equal)).isEqualTo(key(List.of("1", 2)));
    assertThat(key(new byte[] {1})).isEqualTo(key(new byte[] {1}));
    assertThat(key(new Point(1, "a"))).isEqualTo(key(new Point(1, "a")));
  }

  @Test
  void shouldGiveEqualInputsKeysOfTheirOwnByTheirNumber() {
    KeyMaker first = new KeyMaker();
    List<JournalKey> keys =
        List.of(next(first, "a"), next(first, "b"), next(first, "a"), next(first, "a"));
    KeyMaker second = new KeyMaker();

    assertThat(new HashSet<>(keys)).hasSize(4);
    assertThat(List.of(next(second, "a"), next(second, "a"), next(second, "b"), next(second, "a")))
        .containsExactly(keys.get(0), keys.get(2), keys.get(1), keys.get(3));
  }

  @Test
  void shouldNotCountWhatIsOnlyAskedFor() {
    KeyMaker keys = new KeyMaker();
    keys.first("a");

    assertThat(next(keys, "a")).isEqualTo(key("a"));
  }

  @Test
  void shouldAskForAKeyWhereContentCannotBeTold() {
    assertThatThrownBy(() -> key(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object")
        .hasMessageContaining("Journal.key");
    assertThatThrownBy(() -> key(List.of(Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.util.Optional");
  }

  @Test
  void shouldRefuseAListThatHoldsItself() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThatThrownBy(() -> key(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds itself");
  }

  @Test
  void shouldGoOnAfterAnInputThatWasRefused() {
    KeyMaker keys = new KeyMaker();
    assertThatThrownBy(() -> next(keys, List.of("b", new Object())))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(next(keys, "a")).isEqualTo(key("a"));
  }

  private static JournalKey key(@Nullable Object input) {
    return new KeyMaker().first(input);
  }

  private static JournalKey next(KeyMaker keys, @Nullable Object input) {
    return keys.next(keys.first(input));
  }

  private static String hex(JournalKey key) {
    return String.format("%016x%08x", key.high(), key.low());
  }
}
