package dev.headway.internal.process.client;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.codec.ExceptionCodec;
import dev.headway.internal.process.codec.SerializationDiagnosis;
import dev.headway.internal.process.codec.UnsendableException;
import dev.headway.internal.process.protocol.ValueText;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.ResultStatus;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.work.CapturedOutput;
import dev.headway.work.Initializer;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of tasks that failed in the worker, or whose input or result did not get through.
 */
public final class TaskErrors {
  private static final int MAX_LENGTH = 1000;

  private TaskErrors() {}

  /** Reads what follows a status other than {@link ResultStatus#VALUE}. */
  static Throwable read(
      ResultStatus status, GrowableBuffer in, @Nullable ClassLoader loader, long index)
      throws IOException {
    if (status == ResultStatus.THREW || status == ResultStatus.OUT_OF_MEMORY) {
      return ExceptionCodec.read(in, loader);
    }
    if (status == ResultStatus.THREW_LOUDLY) {
      CapturedOutput lines = readLines(in);
      Throwable thrown = ExceptionCodec.read(in, loader);
      thrown.addSuppressed(lines); // It was made anew from its bytes: no other code has it.
      return thrown;
    }
    String reason = status == ResultStatus.BAD_RESULT ? readReason(in) : null;
    Throwable cause = ExceptionCodec.readStandIn(in);
    String message =
        switch (status) {
          case BAD_INPUT ->
              "The input of task " + index + " cannot be read by the worker: " + brief(cause);
          case BAD_RESULT ->
              "The result of task " + index + " cannot be sent back by the worker: " + reason;
          default ->
              "Task "
                  + index
                  + " was not run, since the worker cannot read the function: "
                  + brief(cause)
                  + ". Is its class on the class path of the JVM?";
        };
    return new IOException(message, cause);
  }

  /** Why a function cannot travel, and what to do about it. */
  public static IllegalArgumentException unsendable(TaskFunction<?, ?> function, Throwable cause) {
    return new IllegalArgumentException(
        "The function cannot be sent to worker processes: "
            + SerializationDiagnosis.explain("the function", function, cause)
            + (cause instanceof UnsendableException
                ? ", or run it on Threads."
                : ". Let it capture serializable values only, make it a reference to a static"
                    + " method, or run it on Threads."),
        cause);
  }

  /** Why an initializer cannot travel, and what to do about it. */
  public static IllegalArgumentException unsendable(Initializer initializer, Throwable cause) {
    return new IllegalArgumentException(
        "The initializer cannot be sent to worker processes: "
            + SerializationDiagnosis.explain("the initializer", initializer, cause)
            + ". Let it capture serializable values only, or make it a reference to a static"
            + " method.",
        cause);
  }

  static IOException unreadableResult(long index, Throwable cause) {
    return new IOException(
        "The result of task " + index + " cannot be read: " + brief(cause), cause);
  }

  /** A result has come, but there is not the memory for it in this JVM. */
  static IOException noRoom(long index, long bytes, OutOfMemoryError cause) {
    return new IOException(
        "The result of task "
            + index
            + " has no room in the memory of this program: it came as "
            + (bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB")
            + ", and the largest heap has "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB. Let the task return less, or write it to a file; or give this program a"
            + " larger heap with -Xmx.",
        cause);
  }

  public static IOException unsendableInput(long index, @Nullable Object input, Throwable cause) {
    return new IOException(
        "The input of task "
            + index
            + " (a "
            + ValueText.typeName(input)
            + ") cannot be sent to a worker process: "
            + SerializationDiagnosis.explain("input", input, cause),
        cause);
  }

  private static String brief(Throwable cause) {
    return ControlEscapes.value(cause, MAX_LENGTH);
  }

  private static CapturedOutput readLines(GrowableBuffer in) throws IOException {
    try {
      if (Codec.read(in, TaskErrors.class.getClassLoader()) instanceof String[] lines) {
        return new CapturedOutput(List.of(lines));
      }
    } catch (IOException | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      // It is damaged, as if it were something else.
    }
    throw new BadFrameException("it tells no lines where there should be some");
  }

  private static String readReason(GrowableBuffer in) throws IOException {
    try {
      if (Codec.read(in, TaskErrors.class.getClassLoader()) instanceof String reason) {
        return reason;
      }
    } catch (IOException | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      // It is damaged, as if it were something else.
    }
    throw new BadFrameException("it gives no reason where there should be one");
  }
}
