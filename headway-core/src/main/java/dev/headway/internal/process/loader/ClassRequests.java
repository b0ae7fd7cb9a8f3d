package dev.headway.internal.process.loader;

import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.LoaderRequest;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import dev.headway.internal.time.HelperThreads;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the parent, from a worker, for classes and resources that are not on the class path. Safe
 * for use by several threads.
 */
public final class ClassRequests {
  private final FrameChannel channel;

  /** The user's thread may be interrupted, which would close the socket under its hands. */
  private final Executor asking =
      Executors.newSingleThreadExecutor(body -> HelperThreads.daemon("headway-asking", body));

  /** What was asked and not answered yet: answers come in the order of the questions. */
  private final Deque<CompletableFuture<GrowableBuffer>> open = new ArrayDeque<>();

  private boolean closed; // Guarded by open.

  public ClassRequests(FrameChannel channel) {
    this.channel = channel;
  }

  /** The thread that receives: an answer has come. */
  public void answered(GrowableBuffer answer) {
    CompletableFuture<GrowableBuffer> question;
    synchronized (open) {
      question = open.poll();
    }
    if (question != null) {
      question.complete(answer);
    }
  }

  /** Tells the threads that wait that no answer will come. */
  public void close() {
    Deque<CompletableFuture<GrowableBuffer>> unanswered;
    synchronized (open) {
      closed = true;
      unanswered = new ArrayDeque<>(open);
      open.clear();
    }
    unanswered.forEach(each -> each.completeExceptionally(gone()));
  }

  private static IOException gone() {
    return new IOException("The program that this worker belongs to does not answer any more.");
  }

  /**
   * Asks the parent.
   *
   * @return the answer, or null if there is no such thing
   * @throws IOException if the parent's loader has failed, or there is no answer
   */
  @Nullable GrowableBuffer ask(
      int number, LoaderRequest what, String name, @Nullable String place, long from)
      throws IOException {
    GrowableBuffer question = new GrowableBuffer();
    question.putInt(number);
    question.putByte(what.ordinal());
    PlainValueCodec.write(question, name);
    if (place != null) {
      PlainValueCodec.write(question, place);
      question.putLong(from);
    }
    CompletableFuture<GrowableBuffer> coming = new CompletableFuture<>();
    asking.execute(() -> send(question, coming));
    GrowableBuffer answer;
    try {
      answer = coming.join(); // Not to be interrupted: half an answer is none.
    } catch (CompletionException e) {
      throw new IOException(UserText.of(UserText.cause(e), ControlEscapes.MAX_LENGTH), e);
    }
    int kind = answer.getByte();
    if (kind == LoaderRequest.FAILED) {
      throw new IOException(String.valueOf(PlainValueCodec.read(answer, GrowableBuffer.LIMIT)));
    }
    return kind == LoaderRequest.NOTHING ? null : answer;
  }

  private void send(GrowableBuffer question, CompletableFuture<GrowableBuffer> coming) {
    try {
      synchronized (open) {
        if (closed) {
          throw gone();
        }
        open.add(coming);
      }
      // Without the lock: the thread that receives needs it, and must not wait for one that sends.
      channel.send(FrameHeader.Kind.LOAD, 0, question);
    } catch (IOException e) { // The parent has gone, and this process is about to.
      synchronized (open) {
        open.removeIf(one -> one == coming);
      }
      coming.completeExceptionally(e);
    }
  }
}
