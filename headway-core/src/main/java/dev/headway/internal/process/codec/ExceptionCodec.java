package dev.headway.internal.process.codec;

import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.text.UserText;
import dev.headway.work.RemoteTaskException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions as bytes: a stand-in that always travels, then the original if it can. The worker
 * makes sure that the original can be read back before it sends it; the parent falls back on the
 * stand-in if it cannot read it all the same.
 */
public final class ExceptionCodec {
  /** Causes of causes beyond this are not looked at. */
  private static final int MAX_DEPTH = 50;

  private ExceptionCodec() {}

  public static void write(GrowableBuffer out, Throwable thrown, @Nullable ClassLoader loader)
      throws IOException {
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

  public static Throwable read(GrowableBuffer in, @Nullable ClassLoader loader) throws IOException {
    Throwable standIn = readStandIn(in);
    try {
      return Codec.read(in, loader) instanceof Throwable original ? original : standIn;
    } catch (BadFrameException e) {
      throw e;
    } catch (Throwable e) { // Its own code may throw anything, and it may have no room here.
      return standIn;
    }
  }

  public static void writeStandIn(GrowableBuffer out, Throwable thrown) throws IOException {
    Codec.write(out, standIn(thrown));
  }

  public static RemoteTaskException readStandIn(GrowableBuffer in) throws IOException {
    try {
      if (Codec.read(in, ExceptionCodec.class.getClassLoader())
          instanceof RemoteTaskException standIn) {
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
    return UserText.copy(thrown, RemoteTaskException::new);
  }

  /** Tells whether the process had not the memory for something. */
  public static boolean tellsOfMemory(Throwable thrown) {
    Throwable one = thrown;
    for (int depth = 0; one != null && depth < MAX_DEPTH; depth++) {
      if (one instanceof OutOfMemoryError) {
        return true;
      }
      one = UserText.cause(one);
    }
    return false;
  }
}
