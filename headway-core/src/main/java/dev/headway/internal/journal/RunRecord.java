package dev.headway.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The begin of a run.
 *
 * @param startMillis when it began, in milliseconds since 1970
 * @param pid the process that ran it
 * @param jobName what its job was called; may be empty
 * @param version the user's name for what its function did; may be empty
 */
public record RunRecord(long startMillis, long pid, String jobName, String version) {

  /** A name is cut, so that a record stays small. */
  private static final int MAX_NAME = 1000;

  byte[] toBytes() {
    byte[] job = bytes(jobName);
    byte[] name = bytes(version);
    byte[] to = new byte[Records.PREFIX + 1 + 8 + 30 + job.length + name.length];
    int next = Records.PREFIX;
    to[next++] = (byte) RecordKind.RUN.code();
    Bytes.putLong(to, next, startMillis);
    next = Bytes.putVar(to, next + 8, pid);
    next = put(to, next, job);
    next = put(to, next, name);
    Records.putLength(to, 0, next);
    return Arrays.copyOf(to, next);
  }

  private static byte[] bytes(String text) {
    return text.substring(0, Math.min(text.length(), MAX_NAME)).getBytes(UTF_8);
  }

  private static int put(byte[] to, int at, byte[] text) {
    int next = Bytes.putVar(to, at, text.length);
    System.arraycopy(text, 0, to, next, text.length);
    return next + text.length;
  }

  static @Nullable RunRecord read(byte[] bytes, int body, int length) {
    Bytes.Cursor from = new Bytes.Cursor(bytes, body + 1, body + length);
    long start = from.readLong();
    long pid = from.readVar();
    String job = from.readText((int) from.readVar());
    String version = from.readText((int) from.readVar());
    return from.isBroken() ? null : new RunRecord(start, pid, job, version);
  }

  /** Two names longer than what is kept count as the same if they begin alike. */
  boolean hasVersion(String other) {
    return version.equals(new String(bytes(other), UTF_8));
  }
}
