package dev.headway.internal.process.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.wire.GrowableBuffer;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of the JDK that are not serializable, and travel all the same. */
class SerializationProxyTest {
  /** Held here: a weak map forgets what nothing else holds. */
  private static final List<String> KEYS =
      IntStream.range(0, 20).mapToObj(i -> "key " + i).toList();

  private static final ClassLoader LOADER = SerializationProxyTest.class.getClassLoader();

  @SuppressWarnings("unchecked") // Each test knows what it has sent.
  private static <T> T travel(Object value) throws Exception {
    GrowableBuffer bytes = new GrowableBuffer();
    Codec.write(bytes, value);
    return (T) Codec.read(bytes, LOADER);
  }

  private static Map<String, Integer> filled(Map<String, Integer> map) {
    for (int i = 0; i < 20; i++) {
      map.put(KEYS.get(i * 7 % KEYS.size()), i);
    }
    return map;
  }

  private static TreeMap<String, Integer> sorted() {
    return new TreeMap<>(filled(new HashMap<>()));
  }

  /** What is equal to its copy, and shows the same elements in the same order. */
  static Stream<Object> values() {
    List<Object> values = new ArrayList<>();
    for (Map<String, Integer> map :
        List.<Map<String, Integer>>of(
            filled(new HashMap<>()),
            filled(new LinkedHashMap<>()),
            filled(new TreeMap<>()),
            filled(new Hashtable<>()),
            filled(new ConcurrentHashMap<>()),
            filled(new ConcurrentSkipListMap<>()),
            filled(new WeakHashMap<>()),
            Map.of("one", 1),
            Map.of("one", 1, "two", 2, "three", 3),
            Collections.singletonMap("one", null),
            Collections.unmodifiableMap(filled(new HashMap<>())),
            sorted().headMap("key 5"),
            sorted().descendingMap())) {
      values.add(map.keySet());
      values.add(map.entrySet());
      values.add(map.entrySet().iterator().next());
    }
    List<Integer> list = List.of(1, 2, 3, 4);
    values.addAll(
        List.of(
            list.subList(1, 3),
            Stream.of(1, null, 2).toList().subList(0, 2),
            new ArrayList<>(list).subList(1, 3),
            new LinkedList<>(list).subList(1, 3),
            new CopyOnWriteArrayList<>(list).subList(1, 3),
            Arrays.asList(1, 2, null).subList(1, 3),
            Arrays.asList(1, 2, null),
            Collections.unmodifiableList(new ArrayList<>(list).subList(1, 3)),
            Collections.nCopies(3, "x").subList(0, 2),
            new EnumMap<>(Map.of(Thread.State.NEW, 1)).keySet(),
            System.getenv(),
            OptionalInt.of(7),
            OptionalInt.empty(),
            OptionalLong.of(Long.MIN_VALUE),
            OptionalDouble.of(-0.0),
            OptionalDouble.empty(),
            StandardCharsets.UTF_16LE,
            Charset.forName("windows-1252"),
            FileTime.fromMillis(1234),
            ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 1)));
    return values.stream();
  }

  @ParameterizedTest
  @MethodSource("values")
  void shouldTravelByCopy(Object value) throws Exception {
    Object copy = travel(List.of(value));
    Object alone = travel(value);

    assertThat(copy).isEqualTo(List.of(value));
    assertThat(alone).isEqualTo(value);
    assertThat(value).isEqualTo(alone);
    if (value != System.getenv()) { // JDK 25 hashes its entries in its own way.
      assertThat(alone.hashCode()).isEqualTo(value.hashCode());
    }
    assertThat(alone.toString()).isEqualTo(value.toString());
  }

  @Test
  void shouldCarryWhatAViewShowsAndNotWhatIsBehindIt() throws Exception {
    List<Object> whole = new ArrayList<>(List.of("a", "b", new Object()));
    Map<String, Object> map = new HashMap<>(Map.of("key", new Object()));

    List<Object> part = travel(whole.subList(0, 2));
    Set<String> keys = travel(map.keySet());
    part.add("c");
    keys.remove("key");

    assertThat(part).containsExactly("a", "b", "c");
    assertThat(whole).hasSize(3);
    assertThat(map).hasSize(1);
  }

  @Test
  void shouldKeepHowAViewIsSortedAndWhetherItCanBeChanged() throws Exception {
    SortedSet<String> keys = travel(new TreeMap<>(Map.of("a", 1, "b", 2)).descendingMap().keySet());
    Collection<Integer> values = travel(new TreeMap<>(Map.of("a", 1, "b", 2)).values());
    Map.Entry<String, Integer> changing =
        travel(new HashMap<>(Map.of("a", 1)).entrySet().iterator().next());
    Map.Entry<String, Integer> fixed = travel(Map.entry("a", 1));
    List<Integer> constant = travel(List.of(1, 2, 3).subList(0, 1));
    List<Set<String>> twice =
        travel(Collections.nCopies(2, new HashMap<>(Map.of("a", 1)).keySet()));

    assertThat(keys).containsExactly("b", "a");
    assertThat(keys.comparator()).isEqualTo(Comparator.reverseOrder());
    assertThat(values).containsExactly(1, 2);
    assertThat(changing.setValue(2)).isEqualTo(1);
    assertThatThrownBy(() -> fixed.setValue(2)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> constant.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(twice.get(0)).isSameAs(twice.get(1));
  }

  @Test
  void shouldKeepAllOfABuffer() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocateDirect(10).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(3).putInt(4).position(2).limit(7);

    ByteBuffer copy = travel(buffer.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));

    assertThat(copy.isDirect()).isTrue();
    assertThat(copy.isReadOnly()).isTrue();
    assertThat(copy.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(copy.position()).isEqualTo(2);
    assertThat(copy.limit()).isEqualTo(7);
    assertThat(copy.capacity()).isEqualTo(10);
    assertThat(copy.clear().getInt(4)).isEqualTo(4);
    assertThat(buffer.position()).isEqualTo(2);
  }

  @SuppressWarnings("serial") // That is what is tried.
  record Fields(Set<String> keys, Map.Entry<String, Integer> entry, ByteBuffer bytes, Charset set)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void shouldFitIntoFields() throws Exception {
    Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
    Fields fields =
        new Fields(
            map.keySet(),
            map.entrySet().iterator().next(),
            ByteBuffer.allocate(2),
            StandardCharsets.UTF_8);

    Fields copy = travel(fields);

    assertThat(copy).isEqualTo(fields);
  }

  private static final class Own extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
  }

  private static final class Unserializable extends java.util.AbstractList<String> {
    @Override
    public String get(int index) {
      return "";
    }

    @Override
    public int size() {
      return 1;
    }
  }

  @Test
  void shouldLeaveAloneWhatIsNoView() {
    for (Object value :
        List.of(
            new WeakHashMap<>(),
            new IdentityHashMap<>(Map.of("a", 1)).keySet(),
            new IdentityHashMap<>(Map.of("a", 1)).entrySet().iterator().next(),
            new DelayQueue<>(),
            new Attributes(),
            new Unserializable(),
            List.of(1).iterator(),
            Pattern.compile("a").matcher("a"))) {
      assertThatThrownBy(() -> travel(value))
          .as(value.getClass().getName())
          .isInstanceOf(NotSerializableException.class)
          .hasMessage(value.getClass().getName());
    }
    assertThat(SerializationProxies.of(new Own())).isInstanceOf(Own.class);
    assertThat(SerializationProxies.of(new TreeSet<>())).isInstanceOf(TreeSet.class);
  }
}
