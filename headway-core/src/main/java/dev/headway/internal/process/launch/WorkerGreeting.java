package dev.headway.internal.process.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.process.config.InheritedProperties;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.protocol.WorkerBootstrap;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/** What a program and a new worker process say to each other first. */
final class WorkerGreeting {
  private static final int MAX_TOKEN = 10_000;

  private WorkerGreeting() {}

  /** Sends a worker what it needs before it goes on. */
  static void send(Process worker, ProcessConfig config, WorkerOptions options) {
    WorkerBootstrap bootstrap =
        config.jvm().inherits()
            ? InheritedProperties.collect(options.chosenProperties())
            : new WorkerBootstrap(Map.of(), List.of());
    try (OutputStream input = worker.getOutputStream()) {
      input.write(bootstrap.bytes());
    } catch (IOException e) {
      // The worker has ended, which is told elsewhere.
    }
  }

  /** Tells whether a connection comes from the worker that was given a token. */
  static boolean knowsToken(FrameChannel channel, String token) throws IOException {
    FrameHeader header = channel.next();
    if (header == null || header.kind() != FrameHeader.Kind.HELLO || header.length() >= MAX_TOKEN) {
      return false;
    }
    GrowableBuffer payload = new GrowableBuffer();
    channel.payload(header, payload);
    byte[] said = new byte[payload.length()];
    System.arraycopy(payload.array(), 0, said, 0, said.length);
    return MessageDigest.isEqual(said, token.getBytes(UTF_8));
  }
}
