package dev.headway.internal.process.worker;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.codec.JdkSerializer;
import dev.headway.internal.process.protocol.ClassPreloader;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.process.wire.ResultStatus;
import dev.headway.work.BoundFunction;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.lang.invoke.SerializedLambda;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;

/** Loads what a worker needs from its first moment on: for its connection and first function. */
final class WorkerPreloader implements Runnable {
  /** Null in serialized form. Reading it loads all that reading takes. */
  private static final byte[] NULL = {
    (byte) 0xAC, (byte) 0xED, 0, 5, ObjectStreamConstants.TC_NULL
  };

  @Override
  public void run() {
    try {
      // Takes a source of random numbers here too, for an address that is not used.
      SocketChannel.open(StandardProtocolFamily.UNIX).close();
    } catch (IOException | RuntimeException e) {
      // The code that connects fails, and says so.
    }
    ClassPreloader.load(
        FrameHeader.class,
        TaskLoop.class,
        TaskLoop.Message.class,
        LeakedThreads.class,
        TaskFunction.class);
    ClassPreloader.load(
        ObjectInputStream.class, JdkSerializer.class, WorkerFunctionCache.class, Codec.class);
    ObjectStreamClass.lookup(SerializedLambda.class);
    try {
      JdkSerializer.read(NULL, 0, NULL.length, null);
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
      // The code that reads a function fails, and says so.
    }
    ClassPreloader.load(
        WorkerFunctionCache.Content.class,
        PlainValueCodec.class,
        BoundFunction.class,
        ResultStatus.class);
  }
}
