package dev.headway.cli.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Removes what separates records: an end with the start behind it wherever it is, a start at the
 * beginning, and an end at the end.
 */
final class SeparatorFilter {
  private final byte[] start;
  private final byte[] end;

  SeparatorFilter(byte[] start, byte[] end) {
    this.start = start.clone();
    this.end = end.clone();
  }

  /** Copies all but the separators. */
  void copy(InputStream in, OutputStream out) throws IOException {
    Edges edges = new Edges(out);
    byte[] both = Arrays.copyOf(end, end.length + start.length);
    System.arraycopy(start, 0, both, end.length, start.length);
    ByteSearch search = new ByteSearch(both);
    int held = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      boolean found = search.endsWith((byte) next);
      // Held back is what may be a separator; it is always a beginning of one.
      int now = found ? 0 : search.matched();
      if (!found) {
        edges.write(both, held + 1 - now, (byte) next, now);
      } else {
        search.reset();
      }
      held = now;
    }
    edges.write(both, held);
    edges.finish();
  }

  /** Removes the start at the beginning and the end at the end. */
  private final class Edges {
    private final OutputStream out;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private final byte[] last = new byte[end.length];
    private int kept;
    private boolean begun;

    Edges(OutputStream out) {
      this.out = out;
    }

    /**
     * Writes what is no longer held back.
     *
     * @param count how many bytes of the held ones and the next one are written
     * @param now how many are held from now on
     */
    void write(byte[] both, int count, byte next, int now) throws IOException {
      for (int i = 0; i < count; i++) {
        write(now == 0 && i == count - 1 ? next : both[i]);
      }
    }

    void write(byte[] both, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        write(both[i]);
      }
    }

    private void write(byte next) throws IOException {
      if (begun || start.length == 0) {
        keep(next);
        return;
      }
      first.write(next);
      if (first.size() == start.length) {
        flushFirst();
      }
    }

    private void flushFirst() throws IOException {
      begun = true;
      byte[] bytes = first.toByteArray();
      if (!Arrays.equals(bytes, start)) {
        for (byte each : bytes) {
          keep(each);
        }
      }
    }

    /** The last bytes may be an end. */
    private void keep(byte next) throws IOException {
      if (last.length == 0) {
        out.write(next);
        return;
      }
      if (kept == last.length) {
        out.write(last[0]);
        System.arraycopy(last, 1, last, 0, last.length - 1);
        kept--;
      }
      last[kept++] = next;
    }

    void finish() throws IOException {
      if (!begun) {
        flushFirst();
      }
      if (kept < last.length || !Arrays.equals(last, end)) {
        out.write(last, 0, kept);
      }
    }
  }
}
