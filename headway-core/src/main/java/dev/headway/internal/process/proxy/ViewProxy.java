package dev.headway.internal.process.proxy;

import java.lang.reflect.Modifier;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a view of a collection of the JDK shows: the keys, values and entries of a map, a part of a
 * list. The copy has the same elements in the same order and is equal to what it was made from;
 * what is behind the view does not travel, and does not hear of what is changed in the copy.
 *
 * @param elements those of a collection, or keys and values in turn
 * @param order of what is sorted, or null
 */
@SuppressWarnings("ArrayRecordComponent") // They are never compared.
record ViewProxy(Kind kind, @Nullable Object[] elements, @Nullable Comparator<Object> order)
    implements SerializationProxy {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    LIST,
    FIXED_LIST,
    SET,
    SORTED_SET,
    VALUES,
    MAP,
    SORTED_MAP,
    ENTRY,
    FIXED_ENTRY,
    PLAIN_ENTRY
  }

  /**
   * Tells whether this is a view. A field can be declared as what is public only, and what is not
   * is known by its interfaces: so the copy fits wherever the view did. A collection of the user's
   * own may mean more than its elements; and what compares by identity has lost what it compares.
   */
  static boolean isView(Object value) {
    Class<?> type = value.getClass();
    return (value instanceof Collection<?> || value instanceof Map<?, ?> || isEntry(value))
        && !(value instanceof Queue<?>)
        && type.getModule() == Object.class.getModule()
        && (type.getModifiers() & Modifier.PUBLIC) == 0
        && !type.getName().startsWith("java.util.IdentityHashMap");
  }

  private static boolean isEntry(Object value) {
    return value instanceof Map.Entry<?, ?>;
  }

  static ViewProxy of(Object view) {
    boolean fixed = isFixed(view.getClass());
    if (view instanceof Map.Entry<?, ?> entry) {
      Kind kind = fixed ? Kind.FIXED_ENTRY : Kind.ENTRY;
      return new ViewProxy(
          view.getClass() == Map.entry("", "").getClass() ? Kind.PLAIN_ENTRY : kind,
          new @Nullable Object[] {entry.getKey(), entry.getValue()},
          null);
    }
    if (view instanceof Map<?, ?> map) {
      List<@Nullable Object> elements = new ArrayList<>();
      map.forEach((key, value) -> elements.addAll(Arrays.asList(key, value)));
      return map instanceof SortedMap<?, ?> sorted
          ? new ViewProxy(Kind.SORTED_MAP, elements.toArray(), order(sorted.comparator()))
          : new ViewProxy(Kind.MAP, elements.toArray(), null);
    }
    Object[] elements = ((Collection<?>) view).toArray();
    if (view instanceof List) {
      return new ViewProxy(fixed ? Kind.FIXED_LIST : Kind.LIST, elements, null);
    }
    if (view instanceof SortedSet<?> sorted) {
      return new ViewProxy(Kind.SORTED_SET, elements, order(sorted.comparator()));
    }
    return new ViewProxy(view instanceof Set ? Kind.SET : Kind.VALUES, elements, null);
  }

  /** Tells whether neither the view nor what is behind it can be changed. */
  private static boolean isFixed(Class<?> type) {
    return type.getName().startsWith("java.util.ImmutableCollections")
        || type.getName().contains("Unmodifiable");
  }

  @SuppressWarnings("unchecked") // It compares what the view holds.
  private static @Nullable Comparator<Object> order(@Nullable Comparator<?> comparator) {
    return (Comparator<Object>) comparator;
  }

  @SuppressWarnings("NullAway") // Keys and values may be null.
  private Object readResolve() {
    List<@Nullable Object> list = new ArrayList<>(Arrays.asList(elements));
    return switch (kind) {
      case LIST, VALUES -> list;
      case FIXED_LIST -> Collections.unmodifiableList(list);
      case SET -> new LinkedHashSet<>(list);
      case SORTED_SET -> {
        Set<Object> set = new TreeSet<>(order);
        set.addAll(list);
        yield set;
      }
      case MAP -> filled(new LinkedHashMap<>());
      case SORTED_MAP -> filled(new TreeMap<>(order));
      case ENTRY -> new AbstractMap.SimpleEntry<>(elements[0], elements[1]);
      case FIXED_ENTRY -> new AbstractMap.SimpleImmutableEntry<>(elements[0], elements[1]);
      case PLAIN_ENTRY -> Map.entry(elements[0], elements[1]);
    };
  }

  @SuppressWarnings("NullAway")
  private Map<Object, Object> filled(Map<Object, Object> map) {
    for (int i = 0; i + 1 < elements.length; i += 2) {
      map.put(elements[i], elements[i + 1]);
    }
    return map;
  }
}
