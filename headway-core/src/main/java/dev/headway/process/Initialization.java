package dev.headway.process;

import dev.headway.text.Visible;
import dev.headway.work.RemoteTaskException;
import java.io.EOFException;
import java.io.IOException;

/** The parent's side of a child's initializer: it is sent, and ends well or does not. */
final class Initialization {

  /** The initializer threw, or could not be read. */
  static final class FailedException extends IOException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    private final transient Throwable error;

    FailedException(RemoteTaskException error) {
      super(
          "its initializer failed: " + Visible.value(error, WorkerProtocol.MAX_ERROR_LENGTH),
          error);
      this.error = error;
    }

    /** What was thrown in the child, with its stack there. */
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

  private Initialization() {}

  static void run(Wire wire, Parcels.Parcel initializer, ClassSource classes) throws IOException {
    Bytes payload = new Bytes();
    initializer.write(payload, classes);
    wire.send(Frame.Kind.INIT, 0, payload);
    while (true) {
      Frame frame = wire.next();
      if (frame == null) {
        throw new EOFException("it hung up before its initializer had ended");
      }
      wire.payload(frame, payload);
      switch (frame.kind()) {
        case READY -> {
          return;
        }
        case NOT_READY -> throw new FailedException(Thrown.readStandIn(payload));
        case LOAD -> classes.answer(wire, payload);
        case EXITING -> throw new ExitingException();
        default -> throw new BadFrameException("a child that starts does not send " + frame.kind());
      }
    }
  }
}
