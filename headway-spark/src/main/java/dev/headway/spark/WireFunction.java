package dev.headway.spark;

import dev.headway.internal.process.codec.JdkSerializer;
import dev.headway.internal.process.codec.SerializationDiagnosis;
import dev.headway.internal.process.loader.ClassLoaders;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.work.BoundFunction;
import dev.headway.work.StateCache;
import dev.headway.work.StateFactory;
import dev.headway.work.StatefulFunction;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The function of a job around which everything is bytes: so no executor reads a value of the
 * user's. It is the state of one worker, with that of the user's inside, and is closed as states
 * are.
 */
final class WireFunction implements AutoCloseable {
  private static final int MAX_ERROR_LENGTH = 1000;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Factory(byte[] function) implements StateFactory<WireFunction> {
    @java.io.Serial private static final long serialVersionUID = 1L;

    @Override
    public WireFunction make() {
      return new WireFunction(function);
    }
  }

  private record Application() implements StatefulFunction<WireFunction, Wire, byte[]> {
    @java.io.Serial private static final long serialVersionUID = 1L;

    @Override
    public byte[] apply(WireFunction state, Wire input) throws Exception {
      return state.apply(input);
    }
  }

  private final byte[] function;
  private final StateCache states = new StateCache();
  private @Nullable TaskFunction<@Nullable Object, @Nullable Object> read;

  private WireFunction(byte[] function) {
    this.function = function;
  }

  /** What a worker applies: the function of a job in serialized form. */
  static TaskFunction<Wire, byte[]> of(byte[] function) {
    return new BoundFunction<>(new Factory(function), new Application());
  }

  /**
   * Writes a function.
   *
   * @throws IOException if it, or what it captures, is not serializable
   */
  static byte[] bytes(TaskFunction<?, ?> function) throws IOException {
    GrowableBuffer out = new GrowableBuffer();
    JdkSerializer.write(out, function, ClassLoaders.NONE);
    return Arrays.copyOf(out.array(), out.length());
  }

  private byte[] apply(Wire wire) throws Exception {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    TaskFunction<@Nullable Object, @Nullable Object> applied = function(loader);
    Object input;
    try {
      input = Payloads.value(wire.bytes(), loader);
    } catch (Exception | LinkageError e) {
      throw new IOException("The input cannot be read by the worker: " + brief(e), e);
    }
    Object value = applied(states, applied, input);
    try {
      return Payloads.of(value);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new IOException(
          "The result cannot be sent back by the worker: "
              + SerializationDiagnosis.explain("result", value, e),
          e);
    }
  }

  @Override
  public void close() {
    states.close();
  }

  @SuppressWarnings("NullAway") // It does not see the type arguments yet.
  private static @Nullable Object applied(
      StateCache states,
      TaskFunction<@Nullable Object, @Nullable Object> function,
      @Nullable Object input)
      throws Exception {
    return states.bind(function).apply(input);
  }

  @SuppressWarnings("unchecked") // The compiler of the driver's program has checked its types.
  private TaskFunction<@Nullable Object, @Nullable Object> function(ClassLoader loader)
      throws IOException {
    TaskFunction<@Nullable Object, @Nullable Object> known = read;
    if (known != null) {
      return known;
    }
    try {
      Object object = JdkSerializer.read(function, 0, function.length, loader, ClassLoaders.NONE);
      if (!(object instanceof TaskFunction<?, ?> made)) {
        throw new IOException("It was read as something else.");
      }
      read = (TaskFunction<@Nullable Object, @Nullable Object>) made;
      return read;
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw new IOException(
          "The task was not run, since the worker cannot read the function: "
              + brief(e)
              + ". Is its class in a jar of the class path, or among the jars of the backend?",
          e);
    }
  }

  private static String brief(Throwable cause) {
    return ControlEscapes.value(cause, MAX_ERROR_LENGTH);
  }
}
