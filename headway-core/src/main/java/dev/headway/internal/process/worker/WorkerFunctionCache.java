package dev.headway.internal.process.worker;

import dev.headway.internal.process.function.ReceivedFunction;
import dev.headway.internal.process.loader.RemoteClassLoaders;
import dev.headway.internal.process.protocol.ValueText;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that the worker knows. Each is read when it is used for the first time. */
final class WorkerFunctionCache {

  /** A function, or why it could not be read, and what knows its classes. */
  record Content(
      @Nullable TaskFunction<@Nullable Object, @Nullable Object> function,
      @Nullable Throwable error,
      ClassLoader loader) {}

  private final Map<Integer, GrowableBuffer> unread = new HashMap<>();
  private final Map<Integer, Content> contents = new HashMap<>();

  void put(GrowableBuffer payload) throws BadFrameException {
    int slot = payload.getInt();
    contents.remove(slot);
    unread.put(slot, payload);
  }

  Content get(int slot, RemoteClassLoaders classes) throws BadFrameException {
    GrowableBuffer payload = unread.remove(slot);
    if (payload != null) {
      contents.put(slot, read(payload, ReceivedFunction.of(payload, classes)));
    }
    Content content = contents.get(slot);
    if (content == null) {
      throw new BadFrameException("it names a function that was not sent");
    }
    return content;
  }

  @SuppressWarnings("unchecked") // The parent's compiler has checked what it applies it to.
  private static Content read(GrowableBuffer payload, ReceivedFunction receivedFunction) {
    ClassLoader loader = receivedFunction.loader();
    try {
      Object function = receivedFunction.read(payload);
      if (function instanceof TaskFunction<?, ?>) {
        return new Content(
            (TaskFunction<@Nullable Object, @Nullable Object>) function, null, loader);
      }
      return new Content(
          null, new IOException("It was read as a " + ValueText.typeName(function)), loader);
    } catch (Exception | LinkageError | StackOverflowError e) {
      return new Content(null, e, loader);
    }
  }
}
