package dev.headway.process;

import dev.headway.work.RemoteTaskException;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions as bytes: a stand-in that always travels, then the original if it can. The child makes
 * sure that the original can be read back before it sends it; the parent falls back on the stand-in
 * if it cannot read it all the same.
 */
final class Thrown {
  /** Causes of causes beyond this are left out. */
  private static final int MAX_DEPTH = 50;

  private Thrown() {}

  static void write(Bytes out, Throwable thrown, @Nullable ClassLoader loader) throws IOException {
    Codec.write(out, standIn(thrown));
    int begin = out.length();
    try {
      Codec.write(out, thrown);
      out.position(begin);
      if (!(Codec.read(out, loader) instanceof Throwable)) {
        throw new IOException("It became something else on its way.");
      }
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // Its own code may throw anything.
      out.truncate(begin);
      Codec.write(out, null);
    }
  }

  static Throwable read(Bytes in, @Nullable ClassLoader loader) throws IOException {
    Throwable standIn = readStandIn(in);
    try {
      return Codec.read(in, loader) instanceof Throwable original ? original : standIn;
    } catch (BadFrameException | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // Its own code may throw anything.
      return standIn;
    }
  }

  static void writeStandIn(Bytes out, Throwable thrown) throws IOException {
    Codec.write(out, standIn(thrown));
  }

  static Throwable readStandIn(Bytes in) throws IOException {
    try {
      if (Codec.read(in, Thrown.class.getClassLoader()) instanceof Throwable standIn) {
        return standIn;
      }
    } catch (IOException | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      // Not an exception of ours, or damaged: told below.
    }
    throw new BadFrameException("it holds no exception where there should be one");
  }

  /** What stands for an exception: its class name, message, stack, causes and suppressed ones. */
  static RemoteTaskException standIn(Throwable thrown) {
    try {
      return standIn(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    } catch (RuntimeException e) { // Its own methods may fail.
      return new RemoteTaskException(thrown.getClass().getName(), "(it cannot be examined)", e);
    }
  }

  private static RemoteTaskException standIn(Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    Throwable cause = thrown.getCause();
    boolean more = cause != null && !seen.contains(cause) && seen.size() < MAX_DEPTH;
    RemoteTaskException standIn =
        new RemoteTaskException(
            thrown.getClass().getName(),
            message(thrown),
            more && cause != null ? standIn(cause, seen) : null);
    standIn.setStackTrace(thrown.getStackTrace());
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!seen.contains(suppressed) && seen.size() < MAX_DEPTH) {
        standIn.addSuppressed(standIn(suppressed, seen));
      }
    }
    return standIn;
  }

  /** Tells whether the process had not the memory for something. */
  static boolean tellsOfMemory(Throwable thrown) {
    Throwable one = thrown;
    for (int depth = 0; one != null && depth < MAX_DEPTH; depth++) {
      if (one instanceof OutOfMemoryError) {
        return true;
      }
      one = one.getCause();
    }
    return false;
  }

  /** The message is computed by the user's code, which may fail in its turn. */
  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (RuntimeException e) {
      return "(its message could not be computed: " + e.getClass().getName() + ")";
    }
  }
}
