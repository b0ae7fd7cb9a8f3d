package dev.headway.process;

import dev.headway.text.UserText;
import dev.headway.text.Visible;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the parent, from a child, for classes and resources that are not on the class path. Safe for
 * use by several threads.
 */
final class ClassRequests {
  private final Wire wire;

  /** The user's thread may be interrupted, which would close the socket under its hands. */
  private final Executor asking =
      Executors.newSingleThreadExecutor(body -> Warden.daemon("headway-asking", body));

  /** What was asked and not answered yet: answers come in the order of the questions. */
  private final Deque<CompletableFuture<Bytes>> open = new ArrayDeque<>();

  private boolean closed; // Guarded by open.

  ClassRequests(Wire wire) {
    this.wire = wire;
  }

  /** The thread that receives: an answer has come. */
  void answered(Bytes answer) {
    CompletableFuture<Bytes> question;
    synchronized (open) {
      question = open.poll();
    }
    if (question != null) {
      question.complete(answer);
    }
  }

  /** Nobody answers any more: whoever waits is told. */
  void close() {
    Deque<CompletableFuture<Bytes>> unanswered;
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
   * @throws IOException if the parent's loader has failed, or nobody answers
   */
  @Nullable Bytes ask(int number, Question what, String name, @Nullable String place, long from)
      throws IOException {
    Bytes question = new Bytes();
    question.putInt(number);
    question.putByte(what.ordinal());
    Plain.write(question, name);
    if (place != null) {
      Plain.write(question, place);
      question.putLong(from);
    }
    CompletableFuture<Bytes> coming = new CompletableFuture<>();
    asking.execute(() -> send(question, coming));
    Bytes answer;
    try {
      answer = coming.join(); // Not to be interrupted: half an answer is none.
    } catch (CompletionException e) {
      throw new IOException(UserText.of(UserText.cause(e), Visible.LONGEST), e);
    }
    int kind = answer.getByte();
    if (kind == Question.FAILED) {
      throw new IOException(String.valueOf(Plain.read(answer, Bytes.LIMIT)));
    }
    return kind == Question.NOTHING ? null : answer;
  }

  private void send(Bytes question, CompletableFuture<Bytes> coming) {
    try {
      synchronized (open) {
        if (closed) {
          throw gone();
        }
        open.add(coming);
        wire.send(Frame.Kind.LOAD, 0, question);
      }
    } catch (IOException e) { // The parent has gone, and this process is about to.
      coming.completeExceptionally(e);
    }
  }
}
