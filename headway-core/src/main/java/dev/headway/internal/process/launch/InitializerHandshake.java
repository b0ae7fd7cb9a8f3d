package dev.headway.internal.process.launch;

import dev.headway.internal.process.codec.ExceptionCodec;
import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.loader.ClassServer;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.work.RemoteTaskException;
import java.io.EOFException;
import java.io.IOException;

/** Sends a worker its initializer, and waits until that has ended. */
final class InitializerHandshake {

  /** The initializer threw, or could not be read. */
  static final class FailedException extends IOException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    private final transient Throwable error;

    FailedException(RemoteTaskException error) {
      super(
          "its initializer failed: " + ControlEscapes.value(error, WorkerProtocol.MAX_ERROR_LENGTH),
          error);
      this.error = error;
    }

    /** What was thrown in the worker, with its stack there. */
    Throwable error() {
      return error;
    }
  }

  /** The JVM shuts down: mostly since the initializer called System.exit. */
  static final class ExitingException extends IOException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    ExitingException() {
      super("it shut down before its initializer had ended");
    }
  }

  private InitializerHandshake() {}

  static void run(
      FrameChannel channel, FunctionCache.SerializedFunction initializer, ClassServer classes)
      throws IOException {
    GrowableBuffer payload = new GrowableBuffer();
    initializer.write(payload, classes);
    channel.send(FrameHeader.Kind.INIT, 0, payload);
    while (true) {
      FrameHeader header = channel.next();
      if (header == null) {
        throw new EOFException("it hung up before its initializer had ended");
      }
      channel.payload(header, payload);
      switch (header.kind()) {
        case READY -> {
          return;
        }
        case NOT_READY -> throw new FailedException(ExceptionCodec.readStandIn(payload));
        case LOAD -> classes.answer(channel, payload);
        case EXITING -> throw new ExitingException();
        default ->
            throw new BadFrameException("a worker that starts does not send " + header.kind());
      }
    }
  }
}
