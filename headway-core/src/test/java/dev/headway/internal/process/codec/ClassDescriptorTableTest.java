package dev.headway.internal.process.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.TooLargeException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are written one after the other for a reader who has heard of their classes. */
class ClassDescriptorTableTest {
  private final ClassLoader loader = ClassDescriptorTableTest.class.getClassLoader();
  private final ClassDescriptorTable writer = new ClassDescriptorTable();
  private final ClassDescriptorTable reader = new ClassDescriptorTable();
  private final GrowableBuffer buffer = new GrowableBuffer();

  private int write(Object value) throws IOException {
    int before = buffer.length();
    Codec.write(buffer, value, writer);
    return buffer.length() - before;
  }

  private Object read() throws IOException, ClassNotFoundException {
    return Codec.read(buffer, loader, GrowableBuffer.LIMIT, reader);
  }

  record All(
      boolean truth,
      byte tiny,
      char letter,
      short small,
      int number,
      long large,
      float rough,
      double exact,
      String text,
      Object any,
      Number boxed)
      implements Serializable {}

  record Pair(Object first, Object second) implements Serializable {}

  record Positive(int number) implements Serializable {
    private static boolean lenient;

    Positive {
      if (number <= 0 && !lenient) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  record Stranger(int number) implements Serializable {
    private Object writeReplace() {
      return "replaced " + number;
    }
  }

  record Loud(String text) implements Serializable {
    @Override
    public String text() {
      return text + "!";
    }
  }

  record Empty() implements Serializable {}

  record Ok(String text) implements Serializable {}

  record Err(String text) implements Serializable {}

  record Tagged(String name, List<String> tags) implements Serializable {}

  static List<Object> values() {
    return List.of(
        new All(
            true, (byte) -1, '\uD800', (short) -2, 3, 4L, 0.5f, Double.MIN_VALUE, "t", "any", 7L),
        new All(false, (byte) 0, 'a', (short) 0, 0, 0, 0, 0, null, null, null),
        new Pair("\u0100 wide and longer than sixteen characters", "\uDC00"),
        new Pair("long text of Latin letters only, \u00ff", 'x'),
        new Pair(List.of(1), TimeUnit.DAYS),
        new Pair(new Pair(1, 2), new Empty()),
        new Loud("as it is"),
        new Tagged("a", List.of("b")),
        new Empty(),
        List.of(new Pair(1, "x"), new Pair(2, null)),
        TimeUnit.HOURS);
  }

  @ParameterizedTest
  @MethodSource("values")
  void shouldReadWhatItWrote(Object value) throws Exception {
    write(value);
    write(value);
    write("behind");

    assertThat(read()).isEqualTo(value);
    assertThat(read()).isEqualTo(value);
    assertThat(read()).isEqualTo("behind");
  }

  @ParameterizedTest
  @MethodSource("values")
  void shouldDescribeAClassOnce(Object value) throws Exception {
    int first = write(value);
    int second = write(value);

    assertThat(second).isLessThan(first);
    assertThat(write(value)).isEqualTo(second);
  }

  @Test
  void shouldSendAnObjectAsItIsEachTime() throws Exception {
    List<Integer> list = new ArrayList<>();
    write(list);
    list.add(1);
    write(list);
    write(new Pair(list, 0));

    Object first = read();
    Object second = read();
    assertThat(first).isEqualTo(List.of());
    assertThat(second).isEqualTo(List.of(1)).isNotSameAs(first);
    assertThat(((Pair) read()).first()).isEqualTo(List.of(1)).isNotSameAs(second);
  }

  @Test
  void shouldKeepWhatIsOneArrayOneArray() throws Exception {
    byte[] array = {1, 2};
    write(new Pair(array, array));

    Pair pair = (Pair) read();
    assertThat(pair.first()).isSameAs(pair.second()).isEqualTo(array);
  }

  @Test
  void shouldHeedWriteReplace() throws Exception {
    write(new Stranger(1));
    assertThat(read()).isEqualTo("replaced 1");
  }

  @Test
  void shouldCallTheConstructorWithItsChecks() throws Exception {
    write(new Positive(1));
    Positive.lenient = true;
    write(new Positive(-1));
    Positive.lenient = false;
    write(new Positive(2));

    assertThat(read()).isEqualTo(new Positive(1));
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidObjectException.class)
        .hasMessage("not positive");
    assertThat(read()).isEqualTo(new Positive(2));
  }

  static final class Touchy implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean fails;
    private final Serializable other;

    Touchy(boolean fails, Serializable other) {
      this.fails = fails;
      this.other = other;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      if (fails) {
        throw new IOException("do not touch");
      }
    }
  }

  @Test
  void shouldLearnAClassFromAValueThatCannotBeRead() throws Exception {
    write(new Touchy(true, new Touchy(true, new Pair(1, List.of()))));
    write(new Touchy(false, new Pair(2, List.of())));

    assertThatThrownBy(this::read).hasMessage("do not touch");
    assertThat(((Touchy) read()).other).isEqualTo(new Pair(2, List.of()));
  }

  @Test
  void shouldNotTakeAClassForKnownFromAValueThatWasNotWritten() throws Exception {
    write(new Pair(1, 1));
    assertThatThrownBy(() -> write(new Touchy(false, new Object[] {new Object()})))
        .isInstanceOf(IOException.class);
    buffer.limit(buffer.length() + 100L);
    assertThatThrownBy(() -> write(new Touchy(false, "x".repeat(100))))
        .isInstanceOf(TooLargeException.class);
    buffer.limit(GrowableBuffer.LIMIT);
    write(new Touchy(false, "fine"));

    assertThat(read()).isEqualTo(new Pair(1, 1));
    assertThat(((Touchy) read()).other).isEqualTo("fine");
    assertThat(buffer.remaining()).isZero();
  }

  @Test
  void shouldDescribeAllAgainInTheNextRequest() throws Exception {
    write(new Pair(1, 1));
    assertThat(read()).isEqualTo(new Pair(1, 1));
    writer.reset();
    reader.reset();
    write(new Positive(1));
    write(new Pair(2, 2));

    assertThat(read()).isEqualTo(new Positive(1));
    assertThat(read()).isEqualTo(new Pair(2, 2));
  }

  @Test
  void shouldDescribeAClassOfAnotherLoaderAnew() throws Exception {
    write(new Pair(1, 1));
    read();
    writer.reset();
    reader.reset();
    write(new Pair(2, 2));

    URL here = ClassDescriptorTableTest.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader other = new URLClassLoader(new URL[] {here}, null)) {
      Object value = Codec.read(buffer, other, GrowableBuffer.LIMIT, reader);
      assertThat(value.getClass().getClassLoader()).isSameAs(other);
      assertThat(value).hasToString("Pair[first=2, second=2]");
    }
  }

  @Test
  void shouldStepBehindAValueThatIsTooLarge() throws Exception {
    write("12345");
    write(new Pair("123", 4));
    write(List.of("1"));
    write(7);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> Codec.read(buffer, loader, 4, reader))
          .hasMessageContaining("more than 4 bytes");
    }
    assertThat(Codec.read(buffer, loader, 4, reader)).isEqualTo(7);
  }

  @Test
  void shouldRefuseAClassThatWasNotDescribed() throws Exception {
    write(new Pair(1, 1));
    buffer.clear();
    write(new Pair(1, 1));
    write(List.of(new Pair(1, 1)));

    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
  }

  @Test
  void shouldTakeNoClassForAnotherIfMemoryWasShort() throws Exception {
    ClassLoader exhausted =
        new ClassLoader(loader) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Ok.class.getName())) {
              throw new OutOfMemoryError("Metaspace");
            }
            return super.loadClass(name, resolve);
          }
        };
    write(new Ok("a"));
    write(new Err("b"));
    write(new Ok("c"));

    assertThatThrownBy(() -> Codec.read(buffer, exhausted, GrowableBuffer.LIMIT, reader))
        .hasStackTraceContaining("Metaspace");
    assertThat(Codec.read(buffer, exhausted, GrowableBuffer.LIMIT, reader)).isEqualTo(new Err("b"));
    assertThatThrownBy(() -> Codec.read(buffer, exhausted, GrowableBuffer.LIMIT, reader))
        .hasStackTraceContaining("Metaspace");
  }

  @Test
  @Tag("faults")
  void shouldSurviveDamagedRecords() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      buffer.clear();
      writer.reset();
      reader.reset();
      write(new Pair("text", 1.5));
      write(new Touchy(false, new Pair(1L, new ArrayList<>(List.of("a")))));
      int at = random.nextInt(buffer.length());
      buffer.array()[at] = (byte) random.nextInt();
      try {
        read();
        read();
      } catch (IOException | ClassNotFoundException | RuntimeException e) {
        continue; // Anything but an error of the JVM.
      }
    }
  }
}
