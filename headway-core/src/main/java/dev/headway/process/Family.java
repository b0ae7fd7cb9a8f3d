package dev.headway.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The processes that the tasks of a child have started. While the child lives they are its
 * descendants. Those whose parent has gone belong to nobody, but on Linux they are still known by
 * the token of the child, which they have inherited in their environment. Processes that have a
 * session of their own are daemons, meant to stay, and are left alone.
 */
final class Family {
  private static final Path PROC = Path.of("/proc");

  private final ProcessHandle child;
  private final String mark;
  private final Leftovers leftovers;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile List<ProcessHandle> known = List.of();

  Family(ProcessHandle child, String token, Leftovers leftovers) {
    this.child = child;
    this.leftovers = leftovers;
    this.mark = JavaCommand.TOKEN + "=" + token;
  }

  /** Begins with that of this process if it is a child itself: a family has generations. */
  static String newToken() {
    String own = System.getenv(JavaCommand.TOKEN);
    return (own == null ? "" : own + "/") + UUID.randomUUID();
  }

  /** What is there before the first task was not left by a task. */
  void adopt() {
    leftovers.expect(Set.copyOf(child.descendants().toList()));
  }

  /** Remembers which there are. */
  void count() {
    if (child.isAlive()) {
      known = child.descendants().toList();
    }
  }

  /** Kills those that were counted. */
  void kill() {
    known.forEach(leftovers::end);
  }

  /**
   * The child has ended: kills all, and says which there were. Returns at once; only the first call
   * has an effect.
   */
  void end() {
    if (ending.compareAndSet(false, true)) {
      Warden.daemon("headway-family-" + child.pid(), this::endNow).start();
    }
  }

  /**
   * Ends them and waits until that is done; not for ever, since the kernel may block the search.
   */
  void awaitEnd(Duration limit) throws InterruptedException {
    end();
    boolean inTime = ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (!inTime) {
      kill();
    }
  }

  private void endNow() {
    try {
      kill();
      strays().forEach(leftovers::end);
    } catch (IOException | RuntimeException e) {
      // Not a system that shows its processes as files.
    }
    try {
      leftovers.tell();
    } finally {
      ended.countDown();
    }
  }

  /** All processes that have the mark and share our session. */
  private List<ProcessHandle> strays() throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.exists(PROC.resolve("self/environ"))) {
      return found;
    }
    String session = session(PROC.resolve("self"));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        if (!isMarked(process)) {
          continue; // Nearly all, on a machine with many: so this question comes first.
        }
        // The handle knows when its process began, and does not hit one that came later. What is
        // true of the process now is true of the one that the handle means.
        ProcessHandle handle =
            ProcessHandle.of(Long.parseLong(process.getFileName().toString())).orElse(null);
        if (handle != null && isStray(process, session)) {
          found.add(handle);
        }
      }
    }
    return found;
  }

  private boolean isMarked(Path process) {
    try (InputStream environ = new FileInputStream(process.resolve("environ").toFile())) {
      return new String(environ.readAllBytes(), ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false; // It has gone, or belongs to somebody else.
    }
  }

  private boolean isStray(Path process, String session) {
    try {
      return isMarked(process) && session(process).equals(session);
    } catch (IOException e) {
      return false; // It has gone, or belongs to somebody else.
    }
  }

  /** The fourth field behind the name, which may hold anything. */
  private static String session(Path process) throws IOException {
    String line = new String(Files.readAllBytes(process.resolve("stat")), ISO_8859_1);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", 5);
    return fields[3];
  }
}
