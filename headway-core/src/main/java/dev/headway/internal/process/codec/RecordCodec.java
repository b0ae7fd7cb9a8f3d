package dev.headway.internal.process.codec;

import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one record class travel without the JDK's streams, which cost ten times as
 * much: a record is its components, and the JDK, too, reads fields and calls the canonical
 * constructor. Only for components that {@link PlainValueCodec} knows; the rest is left to the JDK,
 * with all that refers to something else.
 */
final class RecordCodec {
  private static final int MAX = 60;

  private final ObjectStreamClass description;

  /** One for each field of the description: reads it. */
  private final MethodHandle[] getters;

  /** One for each field of the description: its place among the constructor's parameters. */
  private final int[] places;

  /** Takes all of them in an array. */
  private final MethodHandle constructor;

  private RecordCodec(
      ObjectStreamClass description,
      MethodHandle[] getters,
      int[] places,
      MethodHandle constructor) {
    this.description = description;
    this.getters = getters;
    this.places = places;
    this.constructor = constructor;
  }

  /** The codec of a class; null if the JDK has to write its values. */
  static @Nullable RecordCodec of(Class<?> type) {
    ObjectStreamClass description = ObjectStreamClass.lookup(type);
    if (!type.isRecord() || description == null || type.isHidden()) {
      return null;
    }
    try {
      RecordComponent[] components = type.getRecordComponents();
      boolean plain =
          components.length <= MAX
              && Arrays.stream(components).allMatch(each -> PlainValueCodec.mayBe(each.getType()));
      return !plain || has(type, "writeReplace") || has(type, "readResolve")
          ? null
          : of(type, description, components);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null; // Its module does not let us: the JDK may all the same.
    }
  }

  private static boolean has(Class<?> type, String method) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(each -> each.getName().equals(method) && each.getParameterCount() == 0);
  }

  private static RecordCodec of(
      Class<?> type, ObjectStreamClass description, RecordComponent[] components)
      throws ReflectiveOperationException {
    ObjectStreamField[] fields = description.getFields();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    MethodHandle[] getters = new MethodHandle[fields.length];
    int[] places = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      Field field = type.getDeclaredField(fields[i].getName());
      field.setAccessible(true);
      getters[i] =
          MethodHandles.lookup()
              .unreflectGetter(field)
              .asType(MethodType.methodType(Object.class, Object.class));
      places[i] = names.indexOf(fields[i].getName());
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var canonical = type.getDeclaredConstructor(types);
    canonical.setAccessible(true);
    MethodHandle constructor =
        MethodHandles.lookup()
            .unreflectConstructor(canonical)
            .asType(MethodType.genericMethodType(types.length))
            .asSpreader(Object[].class, types.length);
    return new RecordCodec(description, getters, places, constructor);
  }

  /** True if a record whose class another JVM has described so has the fields of this one. */
  boolean fits(ObjectStreamClass other) {
    ObjectStreamField[] mine = description.getFields();
    ObjectStreamField[] theirs = other.getFields();
    boolean same = mine.length == theirs.length;
    for (int i = 0; same && i < mine.length; i++) {
      same =
          mine[i].getName().equals(theirs[i].getName())
              && mine[i].getTypeCode() == theirs[i].getTypeCode()
              && Objects.equals(mine[i].getTypeString(), theirs[i].getTypeString());
    }
    return same;
  }

  /** Appends the components; false if one of them is not plain, and some may be written then. */
  boolean write(GrowableBuffer out, Object value) throws IOException {
    Object array = null;
    for (MethodHandle getter : getters) {
      Object component = get(getter, value);
      if (component != null && component.getClass().isArray()) {
        if (array != null) {
          return false; // It might be the same, and has to stay the same.
        }
        array = component;
      }
      if (!PlainValueCodec.write(out, component)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object get(MethodHandle getter, Object value) throws IOException {
    try {
      return (@Nullable Object) getter.invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(UserText.of(e, ControlEscapes.MAX_LENGTH), e);
    }
  }

  /** Reads the components and makes the record, as the JDK does. */
  Object read(GrowableBuffer in) throws IOException {
    @Nullable Object[] components = new @Nullable Object[places.length];
    for (int place : places) {
      components[place] = PlainValueCodec.read(in, GrowableBuffer.LIMIT);
    }
    try {
      return (Object) constructor.invokeExact(components);
    } catch (Exception e) {
      throw invalid(e);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(UserText.of(e, ControlEscapes.MAX_LENGTH), e);
    }
  }

  private static InvalidObjectException invalid(Exception cause) {
    InvalidObjectException invalid = new InvalidObjectException(UserText.message(cause));
    invalid.initCause(cause);
    return invalid;
  }
}
