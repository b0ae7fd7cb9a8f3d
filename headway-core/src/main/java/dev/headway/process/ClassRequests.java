package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The child's side of classes that are not on its class path: loaders that ask the parent. Safe for
 * use by several threads.
 */
final class ClassRequests {
  private final Wire wire;
  private final Map<Integer, ClassLoader> loaders = new HashMap<>();

  /** What was asked and not answered yet: answers come in the order of the questions. */
  private final Deque<CompletableFuture<byte[]>> open = new ArrayDeque<>();

  ClassRequests(Wire wire) {
    this.wire = wire;
  }

  /** What stands for a loader of the parent. */
  synchronized ClassLoader loader(int number) {
    return number == ClassSource.SYSTEM
        ? ClassLoader.getSystemClassLoader()
        : loaders.computeIfAbsent(number, Remote::new);
  }

  /** The thread that receives: an answer has come. */
  void answered(Bytes answer) {
    byte[] file = new byte[answer.length()];
    System.arraycopy(answer.array(), 0, file, 0, file.length);
    CompletableFuture<byte[]> question;
    synchronized (open) {
      question = open.poll();
    }
    if (question != null) {
      question.complete(file);
    }
  }

  private byte[] ask(int number, String name) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    // The user's thread may be interrupted, which would close the socket under its hands.
    Warden.daemon("headway-asking-", () -> send(number, name, answer)).start();
    return answer.join();
  }

  private void send(int number, String name, CompletableFuture<byte[]> answer) {
    Bytes question = new Bytes();
    question.putInt(number);
    byte[] text = name.getBytes(UTF_8);
    question.write(text, 0, text.length);
    try {
      synchronized (open) {
        open.add(answer);
        wire.send(Frame.Kind.LOAD, 0, question);
      }
    } catch (IOException e) {
      answer.complete(new byte[0]); // The parent has gone, and this process is about to.
    }
  }

  /** Stands for a class loader of the parent, behind the one of the class path. */
  private final class Remote extends ClassLoader {
    private final int number;

    Remote(int number) {
      super("headway-" + number, ClassLoader.getSystemClassLoader());
      this.number = number;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] file = ask(number, name);
      if (file.length == 0) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, file, 0, file.length);
    }
  }
}
